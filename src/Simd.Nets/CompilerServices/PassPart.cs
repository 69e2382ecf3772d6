using System.ComponentModel;

namespace Simd.Nets.CompilerServices;

/// <summary>How a part of a pass is divided among workers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum PartKind
{
    /// <summary>Not at all: it works on what is there once.</summary>
    Once,

    /// <summary>By panels of the batch: each shard takes a run of them, with gradients of its own.</summary>
    Panels,

    /// <summary>By slabs of large weights, each over the whole batch.</summary>
    Slabs,
}

/// <summary>Which part of a pass is to be done, and which share of it. Parts come one after the other; the shares of one, in any order or at
/// once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PassPart
{
    /// <summary>One stage after the other.</summary>
    public const int AllStages = -1;

    /// <summary>The part's number, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Samples of a panel; the last panel of the batch may have fewer.</summary>
    public required int PanelRows { get; init; }

    /// <summary>Samples whose rows there is memory for.</summary>
    public required int HeldRows { get; init; }

    /// <summary>The shard's number, from 0.</summary>
    public int Shard { get; init; }

    /// <summary>Where only panels are held, the row of the memory that those of this share start at; else −1.</summary>
    public int HeldFrom { get; init; }

    /// <summary>The share's first panel.</summary>
    public int FirstPanel { get; init; }

    /// <summary>The panel behind its last one.</summary>
    public int EndPanel { get; init; }

    /// <summary>Of a part of panels, the stage to do, from 0: a kernel call, the loss, or the bound of slabs; <see cref="AllStages"/> for the whole part.</summary>
    public required int Stage { get; init; }

    /// <summary>The share of that stage's work: whoever has one has scratch of his own.</summary>
    public required WorkShare Work { get; init; }

    /// <summary>The slab to do.</summary>
    public int Slab { get; init; }

    /// <summary>The divisor of the mean loss, which the first part returned.</summary>
    public double Weight { get; init; }
}
