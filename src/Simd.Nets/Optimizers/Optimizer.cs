using System.Numerics;

namespace Simd.Nets;

/// <summary>A rule that moves parameters along their gradients: configuration only; moments and step count belong to the trainer.</summary>
public abstract class Optimizer
{
    /// <summary>The size of a step: 0 or more, and finite as a float. It may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a value that is negative or NaN, or infinite as a float (for Adam: when divided
    /// by 1 − β₁, as it is in the first step).</exception>
    public double LearningRate
    {
        get;
        set => field = OptionRange.LearningRate(value, LargestScale, nameof(LearningRate));
    }

    /// <summary>The most that a step multiplies the learning rate by.</summary>
    private protected virtual double LargestScale => 1;

    /// <summary>Blocks of memory, each as long as the parameters.</summary>
    public abstract int MomentCount { get; }

    /// <summary>One step. Elements whose parameter, gradient and moments are zero stay zero: that is what padding is.</summary>
    /// <param name="parameters">Changed in place; a multiple of 16 long.</param>
    /// <param name="gradients">As long as the parameters.</param>
    /// <param name="moments"><see cref="MomentCount"/> blocks as long as the parameters, one after the other; zero before the first
    /// step.</param>
    /// <param name="step">From 1.</param>
    /// <exception cref="ArgumentException">The lengths do not fit one another.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public abstract void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> moments, long step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
