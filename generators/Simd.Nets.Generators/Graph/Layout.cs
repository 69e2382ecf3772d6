namespace Simd.Nets.Generators.Graph;

/// <summary>How rows lie in memory, on every machine alike, so that saved weights are portable and kernels need no tails.</summary>
internal static class Layout
{
    /// <summary>Rows of parameters and activations are padded to a multiple of this many elements.</summary>
    public const int Granule = 16;

    /// <summary>Rows that column statistics take: mean, reciprocal deviation, variance.</summary>
    public const int ColumnStatistics = 3;

    /// <summary>Rows that a panel's sums take: mean and squared deviations, or the sums of two adjoints.</summary>
    public const int PanelStatistics = 2;

    /// <summary>Elements that the statistics of one row take: mean and reciprocal deviation.</summary>
    public const int RowStatistics = 2;

    /// <summary>Rows of weights this long, or a multiple of it, are kept apart by one granule more.</summary>
    private const int Crowding = 256;

    /// <summary>Elements from one row to the next.</summary>
    public static int Pitch(int columns) => (columns + Granule - 1) / Granule * Granule;

    /// <summary>
    /// The same for a matrix of weights: a tile reads a few columns of every row, and rows that are a power of two apart would meet in the
    /// same few sets of the caches.
    /// </summary>
    public static int WeightPitch(int columns) => Pitch(columns) + (Pitch(columns) % Crowding == 0 ? Granule : 0);
}
