using System.Numerics;

namespace Simd.Nets;

/// <summary>A rule that moves parameters along their gradients: configuration only; moments and step count belong to the trainer.</summary>
public abstract class Optimizer
{
    /// <summary>The size of a step before any schedule: 0 or more, and finite as a float. It may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a value that is negative or NaN, or infinite as a float (for Adam and its kin:
    /// when divided by 1 − β₁, as it is in the first step).</exception>
    public double LearningRate
    {
        get;
        set => field = OptionRange.LearningRate(value, LargestScale, nameof(LearningRate));
    }

    /// <summary>λ of weight decay: 0 for none. A trainer applies it to the tensors whose <see cref="TensorEntry.Decays"/> is true, weights
    /// and not biases or normalisations, unless its settings say otherwise.</summary>
    public double WeightDecay { get; protected init; }

    /// <summary>How the decay acts. False: as a penalty, <c>g ← g + λw</c>, that the rule then works on. True: on the weights themselves,
    /// <c>w ← (1 − lr·λ) w</c>, past the rule (Loshchilov and Hutter 2019).</summary>
    public bool DecoupledWeightDecay { get; protected init; }

    /// <summary>Blocks of memory, each as long as the parameters.</summary>
    public abstract int MomentCount { get; }

    /// <summary>Whether the rule looks at a tensor as a whole, and so must be given each by itself; else neighbours go in one
    /// pass.</summary>
    public virtual bool PerTensor => false;

    /// <summary>The most that a step multiplies the learning rate by.</summary>
    private protected virtual double LargestScale => 1;

    /// <summary>One step. Elements whose parameter, gradient and moments are zero stay zero: that is what padding is.</summary>
    /// <param name="update">The parameters, their gradients and moments, and what this step asks for.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public abstract void Update<T>(in ParameterUpdate<T> update)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>One step by <see cref="LearningRate"/> and <see cref="WeightDecay"/> on parameters that are a tensor, or are treated as
    /// one.</summary>
    /// <param name="parameters">Changed in place; a multiple of 16 long.</param>
    /// <param name="gradients">As long as the parameters.</param>
    /// <param name="moments"><see cref="MomentCount"/> blocks as long as the parameters, one after the other; zero before the first
    /// step.</param>
    /// <param name="step">From 1.</param>
    /// <exception cref="ArgumentException">The lengths do not fit one another.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> moments, long step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        ParameterUpdate<T>.RequireLengths(parameters.Length, gradients.Length, moments.Length, MomentCount);
        Update(new ParameterUpdate<T>(parameters, gradients, moments, parameters.Length, step, LearningRate) { WeightDecay = WeightDecay });
    }

    /// <summary>That a rate which a schedule or a factor made can be stepped by.</summary>
    /// <exception cref="InvalidOperationException">It is negative, NaN, or infinite as a float.</exception>
    internal void RequireRate(double rate)
    {
        if (!(rate >= 0) || !float.IsFinite((float)(rate * LargestScale)))
        {
            throw new InvalidOperationException(
                FormattableString.Invariant(
                    $"schedule and settings make a learning rate of {rate}; it must be a finite number, 0 or more."));
        }
    }

    private protected void Sweep<TForm, T>(TForm form, in ParameterUpdate<T> update)
        where TForm : struct, IUpdateForm
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => FlatPass.Run(form, update, DecoupledWeightDecay);
}
