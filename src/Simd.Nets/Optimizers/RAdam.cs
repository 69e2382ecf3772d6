using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// RAdam (Liu et al. 2020) by PyTorch's formula: <c>ρ∞ = 2 / (1 − β₂) − 1</c>, <c>ρₜ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)</c>. While
/// <c>ρₜ ≤ 5</c> the step is <c>lr·m̂</c>; from then on <c>lr·m̂·r·√(1 − β₂ᵗ) / (√v + ε)</c> with
/// <c>r² = (ρₜ − 4)(ρₜ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρₜ)</c>: Adam whose divisor is trusted as its variance allows.
/// </summary>
public sealed class RAdam : AdamFamily
{
    /// <summary>A rule with these options.</summary>
    /// <param name="learningRate">The size of a step: 0 or more, and finite as a float even when divided by 1 − β₁.</param>
    /// <param name="beta1">Decay of the mean gradient: at least 0 and below 1.</param>
    /// <param name="beta2">Decay of the mean square: at least 0 and below 1.</param>
    /// <param name="epsilon">Keeps the divisor from zero: finite, 1e-30 or more.</param>
    /// <param name="weightDecay">λ: 0 or more.</param>
    /// <param name="decoupledWeightDecay">See <see cref="Optimizer.DecoupledWeightDecay"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public RAdam(
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        bool decoupledWeightDecay = false)
        : base(learningRate, beta1, beta2, epsilon, weightDecay) => DecoupledWeightDecay = decoupledWeightDecay;

    /// <inheritdoc/>
    public override void Update<T>(in ParameterUpdate<T> update)
    {
        var factors = new AdamFactors(this, update.Step, update.LearningRate);
        var divisor = new RectifiedDivisor(Beta2, update.Step, Epsilon);
        Sweep(new RAdamForm(factors, divisor), update);
    }
}

/// <summary>The divisor <c>rootScale·√v + added</c>, and what the step is multiplied by.</summary>
internal readonly struct RectifiedDivisor
{
    private const double EnoughSamples = 5;

    public RectifiedDivisor(double beta2, long step, double epsilon)
    {
        double decayed = Math.Pow(beta2, step);
        double most = (2 / (1 - beta2)) - 1;
        double samples = most - (2 * step * decayed / (1 - decayed));
        if (samples > EnoughSamples)
        {
            double rectification = Math.Sqrt((samples - 4) * (samples - 2) * most / ((most - 4) * (most - 2) * samples));
            (RootScale, Added, Scale) = (1, epsilon, rectification * Math.Sqrt(1 - decayed));
        }
        else
        {
            (RootScale, Added, Scale) = (0, 1, 1);
        }
    }

    public double RootScale { get; }

    public double Added { get; }

    public double Scale { get; }
}

/// <summary>The rule at every width.</summary>
internal readonly struct RAdamForm(AdamFactors factors, RectifiedDivisor divisor) : IUpdateForm
{
    public void Apply<V, T>(in FlatSweep<T> sweep)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => sweep.Run<V, RAdamRule<V, T>>(new(factors, divisor));
}

/// <summary>Adam's moments, a divisor of its own.</summary>
internal readonly struct RAdamRule<V, T>(in AdamFactors factors, in RectifiedDivisor divisor) : IUpdateRule<V, T>
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V fresh1 = V.Constant(factors.Fresh1);
    private readonly V decay2 = V.Constant(factors.Decay2);
    private readonly V fresh2 = V.Constant(factors.Fresh2);
    private readonly V rootScale = V.Constant(divisor.RootScale);
    private readonly V added = V.Constant(divisor.Added);
    private readonly V descent = V.Constant(factors.Descent * divisor.Scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move(V gradient, V parameter, ref T moments, nint pitch, nint offset)
    {
        V m = Moments.Mean(gradient, fresh1, ref moments, offset);
        V v = Moments.MeanSquare(gradient, decay2, fresh2, ref moments, pitch + offset);
        V divisor = V.MultiplyAdd(V.Sqrt(v), rootScale, added);
        return V.MultiplyAdd(m / divisor, descent, parameter);
    }
}
