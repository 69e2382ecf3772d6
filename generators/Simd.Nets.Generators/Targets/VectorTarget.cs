namespace Simd.Nets.Generators.Targets;

/// <summary>
/// The facts about a vector target that scheduling needs. One kernel body is printed for each of them; a new target is a new row.
/// </summary>
/// <param name="Name">As generated types are called: <c>Vector512Kernels</c>.</param>
/// <param name="Bits">Width of a register; 0 for the scalar path, whose vector is one element.</param>
/// <param name="Accumulators">Registers that a tile may hold its sums in.</param>
/// <param name="TileRows">Rows of the preferred tile of two or more vectors.</param>
/// <param name="TileVectors">Vectors of the preferred tile, at most.</param>
/// <param name="Unroll">Steps of the summed index printed in one trip of the inner loop.</param>
internal sealed record VectorTarget(string Name, int Bits, int Accumulators, int TileRows, int TileVectors, int Unroll)
{
    /// <summary>All targets, widest first: the order in which generated code looks for one that the machine has.</summary>
    public static readonly VectorTarget[] All =
    [
        new("Vector512", 512, 24, 8, 3, 2),
        new("Vector256", 256, 12, 6, 2, 4),
        new("Vector128", 128, 12, 6, 2, 2),
        new("Scalar", 0, 8, 4, 2, 1),
    ];

    /// <summary>Elements of a vector.</summary>
    public int Lanes(int elementBytes) => Bits == 0 ? 1 : Bits / 8 / elementBytes;
}
