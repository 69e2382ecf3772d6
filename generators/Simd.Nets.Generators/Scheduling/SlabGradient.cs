using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>
/// The gradient of a weight so large that a copy for every shard of the batch would cost more than it saves: behind the backward pass,
/// slabs of its inputs are summed over the whole batch, each by one worker. What is done with a slab next finds it in cache.
/// </summary>
/// <param name="Call">The kernel, for the inputs from <c>first</c> to <c>end</c>.</param>
internal sealed record SlabGradient(KernelCall Call, Tensor Weight)
{
    /// <summary>Inputs of a slab: a whole number of every target's tiles.</summary>
    public const int Inputs = 48;

    /// <summary>Elements from which on a weight is large.</summary>
    private const int LeastLength = 16 * 1024;

    /// <summary>The slabs of the weight; the last one may be smaller.</summary>
    public int Count => (Weight.Rows + Inputs - 1) / Inputs;

    /// <summary>Whether it is summed from the network's inputs as they came.</summary>
    public bool IsOfInputs => Call.Operands[0].Kind == OperandKind.Inputs;

    /// <summary>Whether the gradient of a step comes in slabs.</summary>
    public static bool Serves(ParameterGradientStep step) => step.Operation is AffineOperation && step.Operation.Weight.Length >= LeastLength;
}
