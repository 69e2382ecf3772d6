using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets.Generators.Graph;

/// <summary>
/// A network with its shapes: operations in the order of evaluation, the width of every value, the tensors in memory order.
/// </summary>
internal sealed record NetworkGraph(
    EquatableArray<int> Widths,
    EquatableArray<Operation> Operations,
    EquatableArray<Tensor> Tensors,
    LossFunction Loss)
{
    public int InputWidth => Widths[0];

    /// <summary>The value that the loss, or the caller, receives.</summary>
    public int OutputValue => Operations.Count == 0 ? 0 : Operations[Operations.Count - 1].Output;

    public int OutputWidth => Widths[OutputValue];

    public int ParameterLength => Tensors.Sum(tensor => tensor.Length);

    /// <summary>The operation that yields a value; null for the input.</summary>
    public Operation? Producer(int value) => Operations.FirstOrDefault(operation => operation.Output == value);

    /// <summary>Multiplications and additions of a forward pass, a sample.</summary>
    public long ForwardFlops => Affines.Sum(affine => 2L * affine.Weight.Rows * affine.Weight.Columns);

    /// <summary>The same of a forward and a backward pass; the first product needs no gradient of its input.</summary>
    public long TrainingFlops =>
        Affines.Select((affine, index) => (index == 0 ? 4L : 6L) * affine.Weight.Rows * affine.Weight.Columns).Sum();

    private IEnumerable<AffineOperation> Affines => Operations.OfType<AffineOperation>();
}
