using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// RMSprop (Hinton 2012) by PyTorch's formula: <c>v ← α v + (1 − α) g²</c>, <c>d = g / (√v + ε)</c>, <c>w ← w − lr·d</c>; with momentum
/// <c>u ← μ u + d</c>, <c>w ← w − lr·u</c>; centred (Graves 2013), the divisor is <c>√(v − ḡ²) + ε</c>, where
/// <c>ḡ ← α ḡ + (1 − α) g</c>.
/// </summary>
public sealed class RmsProp : Optimizer
{
    /// <summary>A rule with these options.</summary>
    /// <param name="learningRate">The size of a step: 0 or more, and finite as a float.</param>
    /// <param name="alpha">α, decay of the mean square: at least 0 and below 1.</param>
    /// <param name="epsilon">Keeps the divisor from zero: finite, 1e-30 or more.</param>
    /// <param name="weightDecay">λ: 0 or more.</param>
    /// <param name="momentum">μ: at least 0 and below 1.</param>
    /// <param name="centered">Whether to divide by the deviation in place of the root mean square; costs a moment.</param>
    /// <param name="decoupledWeightDecay">See <see cref="Optimizer.DecoupledWeightDecay"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public RmsProp(
        double learningRate = 1e-2,
        double alpha = 0.99,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double momentum = 0,
        bool centered = false,
        bool decoupledWeightDecay = false)
    {
        LearningRate = learningRate;
        Alpha = OptionRange.Decay(alpha, nameof(alpha));
        Epsilon = OptionRange.Normal(epsilon, nameof(epsilon));
        WeightDecay = OptionRange.NonNegative(weightDecay, nameof(weightDecay));
        Momentum = OptionRange.Decay(momentum, nameof(momentum));
        Centered = centered;
        DecoupledWeightDecay = decoupledWeightDecay;
    }

    /// <summary>α, decay of the mean square.</summary>
    public double Alpha { get; }

    /// <summary>Keeps the divisor from zero.</summary>
    public double Epsilon { get; }

    /// <summary>μ: how much of the last step the next one keeps.</summary>
    public double Momentum { get; }

    /// <summary>Whether the mean gradient is taken off the mean square.</summary>
    public bool Centered { get; }

    /// <inheritdoc/>
    public override int MomentCount => 1 + (Centered ? 1 : 0) + (Momentum > 0 ? 1 : 0);

    /// <inheritdoc/>
    public override void Update<T>(in ParameterUpdate<T> update) =>
        Sweep(new RmsPropForm(this, update.LearningRate), update);
}

/// <summary>The rule at every width.</summary>
internal readonly struct RmsPropForm(RmsProp options, double learningRate) : IUpdateForm
{
    public void Apply<V, T>(in FlatSweep<T> sweep)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => sweep.Run<V, RmsPropRule<V, T>>(new(options, learningRate));
}

/// <summary>Moments: the mean square; the mean, if centred; the last step, if there is momentum.</summary>
internal readonly struct RmsPropRule<V, T>(RmsProp options, double learningRate) : IUpdateRule<V, T>
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V alpha = V.Constant(options.Alpha);
    private readonly V fresh = V.Constant(1 - options.Alpha);
    private readonly V epsilon = V.Constant(options.Epsilon);
    private readonly V momentum = V.Constant(options.Momentum);
    private readonly V descent = V.Constant(-learningRate);
    private readonly bool centered = options.Centered;
    private readonly bool keepsStep = options.Momentum > 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move(V gradient, V parameter, ref T moments, nint pitch, nint offset)
    {
        V spread = Moments.MeanSquare(gradient, alpha, fresh, ref moments, offset);
        nint next = pitch + offset;
        if (centered)
        {
            V mean = Moments.Mean(gradient, fresh, ref moments, next);
            next += pitch;

            // Where gradients hardly change, rounding may take it below zero.
            spread = V.Max(V.Zero, spread - (mean * mean));
        }

        V direction = gradient / (V.Sqrt(spread) + epsilon);
        if (keepsStep)
        {
            direction = V.FlushSubnormal(V.MultiplyAdd(V.Load(ref moments, next), momentum, direction));
            V.Store(direction, ref moments, next);
        }

        return V.MultiplyAdd(direction, descent, parameter);
    }
}
