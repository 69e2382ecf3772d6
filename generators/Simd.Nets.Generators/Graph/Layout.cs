namespace Simd.Nets.Generators.Graph;

/// <summary>How rows lie in memory, on every machine alike, so that saved weights are portable and kernels need no tails.</summary>
internal static class Layout
{
    /// <summary>Rows of parameters and activations are padded to a multiple of this many elements.</summary>
    public const int Granule = 16;

    /// <summary>Elements from one row to the next.</summary>
    public static int Pitch(int columns) => (columns + Granule - 1) / Granule * Granule;
}
