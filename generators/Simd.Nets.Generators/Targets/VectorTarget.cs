namespace Simd.Nets.Generators.Targets;

/// <summary>
/// The facts about a vector target that scheduling needs. One kernel body is printed for each of them; a new target is a new row.
/// </summary>
/// <param name="Name">As generated types are called: <c>Vector512Kernels</c>.</param>
/// <param name="Bits">Width of a register; 0 for the scalar path, whose vector is one element.</param>
/// <param name="Accumulators">Registers that a tile may hold its sums in.</param>
/// <param name="Chains">Sums that are under way at once when the units for multiply-adds are busy.</param>
/// <param name="TileRows">Rows of the preferred tile of two or more vectors.</param>
/// <param name="TileVectors">Vectors of the preferred tile, at most.</param>
/// <param name="Unroll">Steps of the summed index printed in one trip of a full tile's inner loop: what hides the loop where a step is short.</param>
/// <param name="HalfTile">Whether rows left over by full tiles are worth a tile of half the rows before they go one by one.</param>
internal sealed record VectorTarget(string Name, int Bits, int Accumulators, int Chains, int TileRows, int TileVectors, int Unroll, bool HalfTile)
{
    /// <summary>All targets, widest first: the order in which generated code looks for one that the machine has.</summary>
    public static readonly VectorTarget[] All =
    [
        new("Vector512", 512, 24, 4, 8, 3, 1, true),
        new("Vector256", 256, 12, 8, 6, 2, 4, true),
        new("Vector128", 128, 12, 8, 6, 2, 1, false),
        new("Scalar", 0, 8, 8, 4, 2, 1, false),
    ];

    /// <summary>Registers there are at least.</summary>
    public int Registers => Accumulators > 16 ? 32 : 16;

    /// <summary>Elements of a vector.</summary>
    public int Lanes(int elementBytes) => Bits == 0 ? 1 : Bits / 8 / elementBytes;
}
