namespace Simd.Nets.Generators.Scheduling;

/// <summary>What a kernel call is handed.</summary>
internal enum OperandKind
{
    /// <summary>The panel's rows of the caller's inputs.</summary>
    Inputs,

    /// <summary>A place: for rows, those of the panel; for what panels leave, this panel's.</summary>
    Place,

    /// <summary>What the first panel left in a place of that kind; the others follow.</summary>
    FirstPanel,

    /// <summary>Elements behind the start of the parameters.</summary>
    Parameter,

    /// <summary>The same place in the gradients.</summary>
    Gradient,

    /// <summary>The same for a slab of a weight, from its first row on.</summary>
    SlabGradient,

    /// <summary>Elements behind the start of the state.</summary>
    State,

    /// <summary>The same place in the state as training leaves it.</summary>
    PendingState,

    /// <summary>A transposed weight: elements behind the start of the transposed copies.</summary>
    Transposed,

    /// <summary>What transforms of images need for a while.</summary>
    Scratch,

    /// <summary>A transposed weight that only the gradient of the inputs needs.</summary>
    TransposedForInputs,

    /// <summary>The rows of the panel.</summary>
    Rows,

    /// <summary>The rows of the panel times a pitch.</summary>
    Elements,

    /// <summary>The blocks of the panel's samples.</summary>
    Blocks,

    /// <summary>The pixels of the panel's blocks, so many a block.</summary>
    BlockPixels,

    /// <summary>The pixels of the panel's samples, so many each.</summary>
    RowPixels,

    /// <summary>The elements of the panel's blocks, so many a sample.</summary>
    BlockElements,

    /// <summary>How a convolution lies: the numbers.</summary>
    Convolution,

    /// <summary>The share of the work that is done here.</summary>
    Share,

    /// <summary>The rows of all panels.</summary>
    Batch,

    /// <summary>The pixels of all panels, so many a sample.</summary>
    BatchPixels,

    /// <summary>The number of panels.</summary>
    Panels,

    /// <summary>The rows of a panel that is not the last.</summary>
    PanelRows,

    /// <summary>The number of the panel's first sample.</summary>
    FirstSample,

    /// <summary>Whether to add to the gradient (a later panel, or gradients accumulate) or to overwrite it.</summary>
    Accumulate,

    /// <summary>Whether gradients accumulate over passes.</summary>
    AccumulatePasses,

    /// <summary>false.</summary>
    No,

    /// <summary>The number itself.</summary>
    Literal,

    /// <summary>The first input of a slab.</summary>
    SlabFirst,

    /// <summary>The input behind a slab's last.</summary>
    SlabEnd,

    /// <summary>The key of random numbers.</summary>
    Seed,

    /// <summary>The number of the training pass.</summary>
    Pass,

    /// <summary>The panel's labels, or its rows of target values.</summary>
    Targets,

    /// <summary>The weights of the panel's samples, or nothing.</summary>
    Weights,

    /// <summary>What the gradient of the summed loss is multiplied with to be that of the mean.</summary>
    Scale,
}

/// <summary>An operand and the number that tells which: a place, an offset, a pitch.</summary>
internal readonly record struct Operand(OperandKind Kind, int Number = 0)
{
    /// <summary>Elements to go behind the start of what it is.</summary>
    public int Offset { get; init; }

    /// <summary>Elements from row to row, where what it is starts at a row.</summary>
    public int Pitch { get; init; }

    /// <summary>Numbers, where one does not tell.</summary>
    public EquatableArray<int> Numbers { get; init; }
}

/// <summary>A call in a pass: which kernel, on what.</summary>
/// <param name="Comment">The layers it serves.</param>
internal sealed record KernelCall(Kernel Kernel, EquatableArray<Operand> Operands, string Comment)
{
    /// <summary>Multiplications and additions of a sample, where they are what takes the time.</summary>
    public long Flops { get; init; }
}
