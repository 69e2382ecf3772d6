using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// Adadelta (Zeiler 2012) by PyTorch's formula: <c>v ← ρ v + (1 − ρ) g²</c>, <c>d = √(u + ε) / √(v + ε) · g</c>,
/// <c>u ← ρ u + (1 − ρ) d²</c>, <c>w ← w − lr·d</c>.
/// </summary>
public sealed class Adadelta : Optimizer
{
    /// <summary>A rule with these options.</summary>
    /// <param name="learningRate">What every step is multiplied by: 0 or more, and finite as a float.</param>
    /// <param name="rho">ρ, decay of both mean squares: at least 0 and below 1.</param>
    /// <param name="epsilon">Keeps the first steps and the divisor from zero: finite, 1e-30 or more.</param>
    /// <param name="weightDecay">λ: 0 or more.</param>
    /// <param name="decoupledWeightDecay">See <see cref="Optimizer.DecoupledWeightDecay"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Adadelta(
        double learningRate = 1,
        double rho = 0.9,
        double epsilon = 1e-6,
        double weightDecay = 0,
        bool decoupledWeightDecay = false)
    {
        LearningRate = learningRate;
        Rho = OptionRange.Decay(rho, nameof(rho));
        Epsilon = OptionRange.Normal(epsilon, nameof(epsilon));
        WeightDecay = OptionRange.NonNegative(weightDecay, nameof(weightDecay));
        DecoupledWeightDecay = decoupledWeightDecay;
    }

    /// <summary>ρ, decay of both mean squares.</summary>
    public double Rho { get; }

    /// <summary>Keeps the first steps and the divisor from zero.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override int MomentCount => 2;

    /// <inheritdoc/>
    public override void Update<T>(in ParameterUpdate<T> update) =>
        Sweep(new AdadeltaForm(this, update.LearningRate), update);
}

/// <summary>The rule at every width.</summary>
internal readonly struct AdadeltaForm(Adadelta options, double learningRate) : IUpdateForm
{
    public void Apply<V, T>(in FlatSweep<T> sweep)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => sweep.Run<V, AdadeltaRule<V, T>>(new(options, learningRate));
}

/// <summary>Moments: the mean square of the gradients, and that of the steps.</summary>
internal readonly struct AdadeltaRule<V, T>(Adadelta options, double learningRate) : IUpdateRule<V, T>
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V rho = V.Constant(options.Rho);
    private readonly V fresh = V.Constant(1 - options.Rho);
    private readonly V epsilon = V.Constant(options.Epsilon);
    private readonly V descent = V.Constant(-learningRate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move(V gradient, V parameter, ref T moments, nint pitch, nint offset)
    {
        V v = Moments.MeanSquare(gradient, rho, fresh, ref moments, offset);
        V steps = V.Load(ref moments, pitch + offset);
        V direction = V.Sqrt(steps + epsilon) / V.Sqrt(v + epsilon) * gradient;
        Moments.MeanSquare(direction, rho, fresh, ref moments, pitch + offset);
        return V.MultiplyAdd(direction, descent, parameter);
    }
}
