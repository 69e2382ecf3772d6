namespace Simd.Nets.Generators.Gradients;

/// <summary>
/// A named result that a step leaves for later ones. Each is written by one step only; where it lies in memory, and what it may share that
/// memory with, is decided by the scheduler.
/// </summary>
internal readonly record struct Place(int Number)
{
    /// <summary>The caller's dense input rows; only ever read.</summary>
    public static readonly Place Inputs = new(-1);

    public bool IsInputs => Number < 0;
}

/// <summary>How much memory a place needs, and for how many samples.</summary>
/// <param name="Kind">What it is needed for.</param>
/// <param name="Length">Elements (of masks: features) a sample or in all, before padding.</param>
internal readonly record struct PlaceShape(PlaceKind Kind, int Length)
{
    /// <summary>The image that a sample is; null for features.</summary>
    public ImageShape? Image { get; init; }
}

/// <summary>For what a place is needed.</summary>
internal enum PlaceKind
{
    /// <summary>For every sample: a padded row.</summary>
    Rows,

    /// <summary>For every block of samples, side by side: so many numbers a sample.</summary>
    Blocks,

    /// <summary>For every sample: one bit a feature.</summary>
    Bits,

    /// <summary>For every panel of the batch, until they are combined.</summary>
    Panel,

    /// <summary>Once a pass.</summary>
    Pass,
}
