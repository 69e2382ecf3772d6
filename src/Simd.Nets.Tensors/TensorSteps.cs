using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Simd.Nets.Tensors;

/// <summary>A trainer's single steps on tensors: their shapes, and what is copied, are those of <see cref="TensorPasses"/>.</summary>
public static class TensorSteps
{
    /// <summary>One step on a batch of one or more samples with a class each.</summary>
    /// <param name="trainer">Trains a network whose loss takes classes.</param>
    /// <param name="inputs">[batch, features], or the shape of the declared input behind the batch.</param>
    /// <param name="labels">One a sample, from 0.</param>
    /// <param name="weights">One a sample, 0 or more and not all 0: the loss is the weighted mean. Empty where all samples count
    /// alike.</param>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>.</typeparam>
    /// <typeparam name="T">float or double.</typeparam>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">A shape or length does not fit, an input is not finite, or a label or weight out of
    /// range.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    /// <exception cref="NonFiniteException">The loss or a gradient is not finite, and the trainer's policy will not bear it.</exception>
    [OverloadResolutionPriority(1)]
    public static T Step<TNetwork, T>(
        this Trainer<TNetwork, T> trainer, in ReadOnlyTensorSpan<T> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> weights = default)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        SampleShape.RequireInputs<TNetwork, T>(inputs.Lengths, nameof(inputs));
        using var read = new DenseRows<T>(inputs);
        return trainer.Step(read.Span, labels, weights);
    }

    /// <summary>One step on a batch of one or more samples with a class each.</summary>
    /// <param name="trainer">Trains a network whose loss takes classes.</param>
    /// <param name="inputs">[batch, features], or the shape of the declared input behind the batch.</param>
    /// <param name="labels">[batch]: one a sample, from 0.</param>
    /// <param name="weights">One a sample, 0 or more and not all 0: the loss is the weighted mean. Empty where all samples count
    /// alike.</param>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>.</typeparam>
    /// <typeparam name="T">float or double.</typeparam>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">A shape or length does not fit, an input is not finite, or a label or weight out of
    /// range.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    /// <exception cref="NonFiniteException">The loss or a gradient is not finite, and the trainer's policy will not bear it.</exception>
    public static T Step<TNetwork, T>(
        this Trainer<TNetwork, T> trainer,
        in ReadOnlyTensorSpan<T> inputs,
        in ReadOnlyTensorSpan<int> labels,
        ReadOnlySpan<T> weights = default)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        int batch = SampleShape.RequireInputs<TNetwork, T>(inputs.Lengths, nameof(inputs));
        SampleShape.RequireRows(labels.Lengths, batch, 1, nameof(labels));
        using var read = new DenseRows<T>(inputs);
        using var classes = new DenseRows<int>(labels);
        return trainer.Step(read.Span, classes.Span, weights);
    }

    /// <summary>One step on a batch of one or more samples with a row of target values each.</summary>
    /// <param name="trainer">Trains a network whose loss takes values.</param>
    /// <param name="inputs">[batch, features], or the shape of the declared input behind the batch.</param>
    /// <param name="targets">[batch, outputs].</param>
    /// <param name="weights">One a sample, 0 or more and not all 0: the loss is the weighted mean. Empty where all samples count
    /// alike.</param>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>.</typeparam>
    /// <typeparam name="T">float or double.</typeparam>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">A shape or length does not fit, an input or a target is not finite, or a weight out of
    /// range.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    /// <exception cref="NonFiniteException">The loss or a gradient is not finite, and the trainer's policy will not bear it.</exception>
    public static T Step<TNetwork, T>(
        this Trainer<TNetwork, T> trainer,
        in ReadOnlyTensorSpan<T> inputs,
        in ReadOnlyTensorSpan<T> targets,
        ReadOnlySpan<T> weights = default)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        int batch = SampleShape.RequireInputs<TNetwork, T>(inputs.Lengths, nameof(inputs));
        SampleShape.RequireRows(targets.Lengths, batch, TNetwork.Schema.OutputSize, nameof(targets));
        using var read = new DenseRows<T>(inputs);
        using var values = new DenseRows<T>(targets);
        return trainer.Step(read.Span, values.Span, weights);
    }
}
