using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// Adam (Kingma and Ba 2015) by PyTorch's formula: <c>m ← β₁ m + (1 − β₁) g</c>, <c>v ← β₂ v + (1 − β₂) g²</c>,
/// <c>w ← w − lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)</c>.
/// </summary>
public sealed class Adam : Optimizer
{
    /// <summary>A rule with these options.</summary>
    /// <param name="learningRate">The size of a step: 0 or more, and finite as a float even when divided by 1 − β₁.</param>
    /// <param name="beta1">Decay of the mean gradient: at least 0 and below 1.</param>
    /// <param name="beta2">Decay of the mean square: at least 0 and below 1.</param>
    /// <param name="epsilon">Keeps the divisor from zero: finite, 1e-30 or more. Squares below a float's smallest normal number are taken
    /// for zero, so gradients of floats below about 1e-18 are divided by it alone: choose it above that where they occur.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
    {
        Beta1 = OptionRange.Decay(beta1, nameof(beta1));
        LearningRate = learningRate;
        Beta2 = OptionRange.Decay(beta2, nameof(beta2));
        Epsilon = OptionRange.Normal(epsilon, nameof(epsilon));
    }

    /// <summary>Decay of the mean gradient.</summary>
    public double Beta1 { get; }

    /// <summary>Decay of the mean square.</summary>
    public double Beta2 { get; }

    /// <summary>Keeps the divisor from zero.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override int MomentCount => 2;

    private protected override double LargestScale => 1 / (1 - Beta1);

    /// <inheritdoc/>
    public override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> moments, long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        FlatPass.Run(new AdamRule<float>(this, step), new AdamRule<double>(this, step), parameters, gradients, moments);
    }
}

/// <summary>Adam at one step: everything that does not depend on the parameter is worked out before the pass.</summary>
internal readonly struct AdamRule<T>(Adam adam, long step) : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T fresh1 = T.CreateTruncating(1 - adam.Beta1);
    private readonly T decay2 = T.CreateTruncating(adam.Beta2);
    private readonly T fresh2 = T.CreateTruncating(1 - adam.Beta2);
    private readonly T rootScale = T.CreateTruncating(1 / Math.Sqrt(1 - Math.Pow(adam.Beta2, step)));
    private readonly T epsilon = T.CreateTruncating(adam.Epsilon);
    private readonly T descent = T.CreateTruncating(-adam.LearningRate / (1 - Math.Pow(adam.Beta1, step)));

    public int MomentCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(V gradient, ref T parameters, ref T moments, nint length, nint offset)
        where V : struct, IVector<V, T>
    {
        V m = V.Load(ref moments, offset);
        m = MomentFloor.Flush<V, T>(V.MultiplyAdd(gradient - m, V.Broadcast(fresh1), m));
        V.Store(m, ref moments, offset);

        V v = V.Load(ref moments, length + offset) * V.Broadcast(decay2);
        v = MomentFloor.Flush<V, T>(V.MultiplyAdd(gradient * gradient, V.Broadcast(fresh2), v));
        V.Store(v, ref moments, length + offset);

        V divisor = V.MultiplyAdd(V.Sqrt(v), V.Broadcast(rootScale), V.Broadcast(epsilon));
        V.Store(V.MultiplyAdd(m / divisor, V.Broadcast(descent), V.Load(ref parameters, offset)), ref parameters, offset);
    }
}
