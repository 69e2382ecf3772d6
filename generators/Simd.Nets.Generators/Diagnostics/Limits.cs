namespace Simd.Nets.Generators.Diagnostics;

/// <summary>The largest networks for which code is generated.</summary>
internal static class Limits
{
    /// <summary>Inputs, or units of a layer; along each axis of an image, rows, columns or channels.</summary>
    public const int Width = 65_536;

    /// <summary>Numbers of an image: more than of a row of features, for they take no row of a weight each.</summary>
    public const int Image = 1 << 22;

    /// <summary>
    /// Layers, the input and the loss included: repeats and spreads expanded, those inside others counted too, those of a dense block once
    /// a copy.
    /// </summary>
    public const int Layers = 1_000;

    /// <summary>Stacks inside one another: what walks them may call itself so often.</summary>
    public const int Levels = 32;

    /// <summary>Elements of all parameters in memory, padding included: they lie in one array, which is indexed by int.</summary>
    public const int Parameters = (1 << 30) - 1;

    /// <summary>
    /// Elements of the values of all layers, padding included, for <see cref="Rows"/> or <see cref="Images"/>: they lie in one array too.
    /// </summary>
    public const int Workspace = int.MaxValue;

    /// <summary>The most rows that pass through a network at a time.</summary>
    public const int Rows = Scheduling.Scheduler.MostPanelRows;

    /// <summary>The most images that pass through a network at a time, where more would be beyond the cache by far: a block.</summary>
    public const int Images = Graph.Layout.Granule;
}
