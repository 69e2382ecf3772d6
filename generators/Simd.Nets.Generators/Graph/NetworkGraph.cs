using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets.Generators.Graph;

/// <summary>
/// A network with its shapes: operations in an order of evaluation, the shape of every value, the tensors in memory order.
/// </summary>
/// <param name="OutputValue">The value that the loss, or the caller, receives.</param>
/// <param name="Tensors">The parameters.</param>
/// <param name="StateTensors">What is learned outside of gradients, in a memory of its own.</param>
/// <param name="Loss">Null where the caller has one.</param>
internal sealed record NetworkGraph(
    EquatableArray<ValueShape> Shapes,
    EquatableArray<Operation> Operations,
    int OutputValue,
    EquatableArray<Tensor> Tensors,
    EquatableArray<Tensor> StateTensors,
    LossFunction? Loss)
{
    public int InputWidth => WidthOf(0);

    public int OutputWidth => WidthOf(OutputValue);

    /// <summary>Whether some value is an image, so that samples go in blocks.</summary>
    public bool HasImages => Shapes.Any(shape => shape.Image is not null);

    public int ParameterLength => Tensors.Sum(tensor => tensor.Length);

    public int StateLength => StateTensors.Sum(tensor => tensor.Length);

    /// <summary>Multiplications and additions of a forward pass, a sample.</summary>
    public long ForwardFlops => Linears.Sum(linear => linear.Flops);

    /// <summary>The same of a forward and a backward pass; a product of the network's inputs needs no gradient of them.</summary>
    public long TrainingFlops => Linears.Sum(linear => (linear.Input == 0 ? 2 : 3) * linear.Flops);

    /// <summary>Features of a value.</summary>
    public int WidthOf(int value) => Shapes[value].Features;

    /// <summary>How often each value is read, the network's output once more.</summary>
    public int[] Uses()
    {
        var uses = new int[Shapes.Count];
        uses[OutputValue]++;
        foreach (int input in Operations.SelectMany(operation => operation.Inputs))
        {
            uses[input]++;
        }

        return uses;
    }

    private IEnumerable<LinearOperation> Linears => Operations.OfType<LinearOperation>();
}
