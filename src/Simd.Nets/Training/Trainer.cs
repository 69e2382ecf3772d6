using System.Numerics;

namespace Simd.Nets;

/// <summary>Trains a network of floats.</summary>
/// <param name="network">Its parameters are changed by every step.</param>
/// <param name="optimizer">How they are changed.</param>
/// <typeparam name="TNetwork">A class with <c>[Network]</c>.</typeparam>
public sealed class Trainer<TNetwork>(TNetwork network, Optimizer optimizer) : Trainer<TNetwork, float>(network, optimizer)
    where TNetwork : class, INetwork<TNetwork, float>;

/// <summary>
/// Trains a network: single steps on spans (<see cref="Step(ReadOnlySpan{T}, ReadOnlySpan{int})"/>), whole epochs on a data set
/// (<see cref="Fit"/>), or the update alone behind a loss of the caller's own (<see cref="Update"/>). It owns the optimizer's moments and
/// the counts of steps and epochs.
/// </summary>
/// <remarks>Training is for one thread at a time. A step that fails, for whatever reason, leaves parameters, moments and step count as they
/// were. A step allocates nothing once buffers have their size.</remarks>
/// <typeparam name="TNetwork">A class with <c>[Network]</c>.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public partial class Trainer<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkRuntime<TNetwork, T> runtime;
    private readonly AlignedBuffer<T> moments;
    private readonly GradientNorms norms;
    private readonly UpdatePlan plan;
    private TrainingCounts counts;

    /// <summary>A trainer at step 0, its moments zero.</summary>
    /// <param name="network">Its parameters are changed by every step.</param>
    /// <param name="optimizer">How they are changed.</param>
    public Trainer(TNetwork network, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        Network = network;
        Optimizer = optimizer;
        runtime = network.Runtime;
        moments = new AlignedBuffer<T>(checked(optimizer.MomentCount * runtime.Schema.ParameterLength));
        Settings = new TensorSettings(runtime.Schema.Tensors);
        norms = new GradientNorms(runtime.Schema.Tensors);
        plan = new UpdatePlan(runtime.Schema, Settings, optimizer);
    }

    /// <summary>The network.</summary>
    public TNetwork Network { get; }

    /// <summary>The update rule; its learning rate may be changed between steps.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Steps taken.</summary>
    public long Steps => counts.Steps;

    /// <summary>Epochs that <see cref="Fit"/> has trained to their end, over all its calls.</summary>
    public long Epochs { get; internal set; }

    /// <summary>The optimizer's moments, block after block, as they lie in memory.</summary>
    internal Span<T> Moments => moments.Span;

    /// <summary>Whether every step makes sure that its inputs are finite; true by default. Data sets were checked before. Gradients that
    /// were there before a step that is refused may be gone.</summary>
    public bool ValidateInputs { get; set; } = true;

    /// <summary>
    /// Whether every step makes sure, before it writes anything, that its gradients are finite; true by default. It costs one reading of
    /// the gradients, which shows at a batch of 1; clips by norm read them anyway. Without it a gradient that overflows reaches the
    /// parameters, and the next loss tells.
    /// </summary>
    public bool ValidateGradients { get; set; } = true;

    /// <summary>
    /// Whether a step leaves all gradients in <see cref="NetworkRuntime{TNetwork, T}.Gradients"/>; false by default: those of large weights
    /// are used up as they come, which spares the memory that wide networks wait for. Steps with a clip, accumulated batches, a rule that
    /// looks at whole tensors or a monitor leave them in any case.
    /// </summary>
    public bool KeepGradients { get; set; }

    /// <summary>One step on a batch of one or more samples with a class each.</summary>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="labels">One a sample, from 0.</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">A length does not fit, an input is not finite or a label out of range.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    /// <exception cref="NonFiniteException">The loss or a gradient is not finite, and <see cref="NonFinitePolicy"/> will not bear
    /// it.</exception>
    public T Step(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels) => TakeStep(inputs, labels);

    /// <summary>One step on a batch whose samples count differently.</summary>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="labels">One a sample, from 0.</param>
    /// <param name="weights">One a sample, 0 or more and not all 0: the loss is the weighted mean.</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">A length does not fit, an input is not finite, or a label or weight out of range.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    /// <exception cref="NonFiniteException">The loss or a gradient is not finite, and <see cref="NonFinitePolicy"/> will not bear
    /// it.</exception>
    public T Step(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> weights) =>
        TakeStep(inputs, new() { Labels = labels, Weights = weights });

    /// <summary>One step on a batch of one or more samples with a row of target values each.</summary>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="targets">batch × outputs, dense rows.</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or an input or a target is not finite.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    /// <exception cref="NonFiniteException">The loss or a gradient is not finite, and <see cref="NonFinitePolicy"/> will not bear
    /// it.</exception>
    public T Step(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
    {
        RequireFinite(targets, runtime.Schema.OutputSize, nameof(targets));
        return TakeStep(inputs, targets);
    }

    /// <summary>One step on a batch whose samples count differently.</summary>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="targets">batch × outputs, dense rows.</param>
    /// <param name="weights">One a sample, 0 or more and not all 0: the loss is the weighted mean.</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">A length does not fit, an input or a target is not finite, or a weight out of range.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    /// <exception cref="NonFiniteException">The loss or a gradient is not finite, and <see cref="NonFinitePolicy"/> will not bear
    /// it.</exception>
    public T Step(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights)
    {
        RequireFinite(targets, runtime.Schema.OutputSize, nameof(targets));
        return TakeStep(inputs, new() { Values = targets, Weights = weights });
    }

    /// <summary>
    /// Applies the optimizer to the gradients that are in the network: behind the caller's own <c>Forward</c>, loss and <c>Backward</c>, or
    /// to end an accumulation before its last batch.
    /// </summary>
    /// <exception cref="NonFiniteException">A gradient is not finite, and <see cref="NonFinitePolicy"/> will not bear it.</exception>
    /// <exception cref="InvalidOperationException">The last pass was a step that used the gradients of large weights up.</exception>
    public void Update()
    {
        RequireTrainedWeights();
        WatchStart();
        Complete(RequireRate());
        if (Run is null)
        {
            ForgetResumedRun();
            SaveIfDue();
        }
    }

    private T TakeStep(ReadOnlySpan<T> inputs, Targets<T> targets)
    {
        double loss = Train(inputs, targets, ValidateInputs);
        if (Run is null)
        {
            ForgetResumedRun();
        }

        SaveIfDue();
        return T.CreateTruncating(loss);
    }

    private static void RequireFinite(ReadOnlySpan<T> values, int columns, string parameter)
    {
        int at = FiniteScan.FirstNonFinite(values);
        if (at >= 0)
        {
            throw NotFinite(values, at, columns, parameter);
        }
    }

    private static ArgumentException NotFinite(ReadOnlySpan<T> values, int at, int columns, string parameter) => new(
        FormattableString.Invariant(
            $"{parameter} must be finite; {parameter}[{at}] (sample {at / columns}, column {at % columns}) is {values[at]}: ")
        + "leave that sample out, or replace the value.",
        parameter);
}
