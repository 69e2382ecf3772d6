namespace Simd.Nets.Generators.Scheduling;

/// <summary>A call in a pass: which kernel, on what.</summary>
/// <param name="Comment">The sentence before it.</param>
internal sealed record KernelCall(Kernel Kernel, EquatableArray<Operand> Operands, string Comment);

/// <summary>What a kernel call is handed.</summary>
internal enum OperandKind
{
    /// <summary>The panel's rows of the caller's inputs.</summary>
    Inputs,

    /// <summary>The panel's rows in a buffer.</summary>
    Buffer,

    /// <summary>A tensor: elements behind the start of the parameters.</summary>
    Parameter,

    /// <summary>Its gradient: the same place in the gradients.</summary>
    Gradient,

    /// <summary>A transposed weight: elements behind the start of the transposed copies.</summary>
    Transposed,

    /// <summary>The rows of the panel.</summary>
    Rows,

    /// <summary>The rows of the panel times a pitch.</summary>
    Elements,

    /// <summary>Whether to add to the gradient (a later panel) or to overwrite it (the first).</summary>
    Accumulate,

    /// <summary>The panel's labels, or its rows of target values.</summary>
    Targets,

    /// <summary>What the gradient of the summed loss is multiplied with to be that of the mean.</summary>
    Scale,
}

/// <summary>An operand and the number that places it: a buffer, an offset, a pitch.</summary>
internal readonly record struct Operand(OperandKind Kind, int Number = 0);
