using System.Numerics;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// What the generator writes for a network: its schema and its passes. Trainers, gradient checks and benchmarks are written against this
/// interface once. The passes trust their arguments; <see cref="NetworkRuntime{TNetwork, T}"/> checks them.
/// </summary>
/// <typeparam name="TSelf">The network.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public interface INetwork<TSelf, T>
    where TSelf : class, INetwork<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Sizes, tensors and the need for workspace.</summary>
    static abstract NetworkSchema Schema { get; }

    /// <summary>The declared layers, evaluated at run time.</summary>
    static abstract LayerStack Declaration { get; }

    /// <summary>A new network whose weights are drawn from <paramref name="seed"/>.</summary>
    static abstract TSelf Create(ulong seed);

    /// <summary>The network's buffers and checked operations.</summary>
    NetworkRuntime<TSelf, T> Runtime { get; }

    /// <summary>Inference: batch × inputs in, batch × outputs out (logits where the loss takes logits).</summary>
    static abstract void Infer(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs);

    /// <summary>
    /// A stage of <see cref="Infer"/>, for panels that many threads work on: part 0 prepares weights, part 1 has
    /// <see cref="NetworkSchema.InferenceStages"/> stages for each panel. More than <see cref="NetworkSchema.FewSamples"/> are asked for.
    /// </summary>
    static virtual void InferPart(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs, in PassPart part) =>
        throw new NotSupportedException($"{TSelf.Schema.Name} infers in one go.");

    /// <summary>Inference and the summed loss of the samples; the outputs are written too.</summary>
    static abstract LossSum Evaluate(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets, Span<T> outputs);

    /// <summary>Forward, loss and backward: overwrites the gradients (or adds to them) with those of the mean loss, and returns that loss.</summary>
    static abstract double Differentiate(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets);

    /// <summary>
    /// A share of a part of <see cref="Differentiate"/>, for passes that many threads work on: parts by <see cref="NetworkSchema.Parts"/>, in
    /// order, with a workspace that holds the whole batch. The first returns the divisor of the mean, those of panels return their
    /// summed loss where that is computed, the others 0. A part of panels can be done stage by stage, each in shares that come in any
    /// order or at once; the loss is then in the first share of its stage.
    /// </summary>
    static virtual double DifferentiatePart(
        in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets, in PassPart part) =>
        throw new NotSupportedException($"{TSelf.Schema.Name} is differentiated in one go.");

    /// <summary>The forward half of a training step: writes the outputs and leaves in the workspace what <see cref="Backward"/> needs.</summary>
    static abstract void Forward(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs);

    /// <summary>
    /// The backward half: from the gradient of the outputs to the gradients of all parameters (overwritten, or added to where
    /// <see cref="NetworkMemory{T}.AccumulateGradients"/> says so) and, unless <paramref name="inputGradients"/> is empty, of the
    /// inputs. Consumes what <see cref="Forward"/> left.
    /// </summary>
    static abstract void Backward(
        in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, ReadOnlySpan<T> outputGradients, Span<T> inputGradients);
}
