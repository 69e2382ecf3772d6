using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// Lion (Chen et al. 2023): <c>w ← (1 − lr·λ) w − lr·sign(β₁ m + (1 − β₁) g)</c>, <c>m ← β₂ m + (1 − β₂) g</c>. Every element moves by
/// the learning rate: three to ten times smaller than Adam's is usual.
/// </summary>
public sealed class Lion : Optimizer
{
    /// <summary>A rule with these options.</summary>
    /// <param name="learningRate">The size of a step: 0 or more, and finite as a float.</param>
    /// <param name="beta1">Decay of the mean gradient in the step: at least 0 and below 1.</param>
    /// <param name="beta2">Decay of the mean gradient that is kept: at least 0 and below 1.</param>
    /// <param name="weightDecay">λ, decoupled: 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Lion(double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
    {
        LearningRate = learningRate;
        Beta1 = OptionRange.Decay(beta1, nameof(beta1));
        Beta2 = OptionRange.Decay(beta2, nameof(beta2));
        WeightDecay = OptionRange.NonNegative(weightDecay, nameof(weightDecay));
        DecoupledWeightDecay = true;
    }

    /// <summary>Decay of the mean gradient in the step.</summary>
    public double Beta1 { get; }

    /// <summary>Decay of the mean gradient that is kept.</summary>
    public double Beta2 { get; }

    /// <inheritdoc/>
    public override int MomentCount => 1;

    /// <inheritdoc/>
    public override void Update<T>(in ParameterUpdate<T> update) =>
        Sweep(new LionForm(this, update.LearningRate), update);
}

/// <summary>The rule at every width.</summary>
internal readonly struct LionForm(Lion options, double learningRate) : IUpdateForm
{
    public void Apply<V, T>(in FlatSweep<T> sweep)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => sweep.Run<V, LionRule<V, T>>(new(options, learningRate));
}

/// <summary>The sign of a mean, and a slower mean that is kept.</summary>
internal readonly struct LionRule<V, T>(Lion options, double learningRate) : IUpdateRule<V, T>
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V fresh1 = V.Constant(1 - options.Beta1);
    private readonly V fresh2 = V.Constant(1 - options.Beta2);
    private readonly V descent = V.Constant(-learningRate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move(V gradient, V parameter, ref T moments, nint pitch, nint offset)
    {
        V m = V.Load(ref moments, offset);
        V direction = V.MultiplyAdd(gradient - m, fresh1, m);
        Moments.Mean(gradient, fresh2, ref moments, offset);
        return V.MultiplyAdd(Signs.Of<V, T>(direction), descent, parameter);
    }
}
