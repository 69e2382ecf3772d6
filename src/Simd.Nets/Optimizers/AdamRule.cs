using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>What Adam's step does not take from the parameter, worked out before the pass.</summary>
internal readonly struct AdamFactors(AdamFamily adam, long step, double learningRate)
{
    public double Fresh1 { get; } = 1 - adam.Beta1;

    public double Decay2 { get; } = adam.Beta2;

    public double Fresh2 { get; } = 1 - adam.Beta2;

    public double RootScale { get; } = 1 / Math.Sqrt(1 - Math.Pow(adam.Beta2, step));

    public double Epsilon { get; } = adam.Epsilon;

    public double Descent { get; } = -learningRate / (1 - Math.Pow(adam.Beta1, step));
}

/// <summary><c>w ← w − lr/(1 − β₁ᵗ)·m / (√v/√(1 − β₂ᵗ) + ε)</c>.</summary>
internal readonly struct AdamRule<T>(in AdamFactors factors) : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T fresh1 = T.CreateTruncating(factors.Fresh1);
    private readonly T decay2 = T.CreateTruncating(factors.Decay2);
    private readonly T fresh2 = T.CreateTruncating(factors.Fresh2);
    private readonly T rootScale = T.CreateTruncating(factors.RootScale);
    private readonly T epsilon = T.CreateTruncating(factors.Epsilon);
    private readonly T descent = T.CreateTruncating(factors.Descent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V gradient, V parameter, ref T moments, nint pitch, nint offset)
        where V : struct, IVector<V, T>
    {
        V m = Moments.Mean(gradient, fresh1, ref moments, offset);
        V v = Moments.MeanSquare(gradient, decay2, fresh2, ref moments, pitch + offset);
        V divisor = V.MultiplyAdd(V.Sqrt(v), V.Broadcast(rootScale), V.Broadcast(epsilon));
        return V.MultiplyAdd(m / divisor, V.Broadcast(descent), parameter);
    }
}

/// <summary>The same with the largest <c>v</c> there was, the third moment.</summary>
internal readonly struct AmsgradRule<T>(in AdamFactors factors) : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T fresh1 = T.CreateTruncating(factors.Fresh1);
    private readonly T decay2 = T.CreateTruncating(factors.Decay2);
    private readonly T fresh2 = T.CreateTruncating(factors.Fresh2);
    private readonly T rootScale = T.CreateTruncating(factors.RootScale);
    private readonly T epsilon = T.CreateTruncating(factors.Epsilon);
    private readonly T descent = T.CreateTruncating(factors.Descent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V gradient, V parameter, ref T moments, nint pitch, nint offset)
        where V : struct, IVector<V, T>
    {
        V m = Moments.Mean(gradient, fresh1, ref moments, offset);
        V v = Moments.MeanSquare(gradient, decay2, fresh2, ref moments, pitch + offset);
        V largest = V.Max(V.Load(ref moments, (2 * pitch) + offset), v);
        V.Store(largest, ref moments, (2 * pitch) + offset);
        V divisor = V.MultiplyAdd(V.Sqrt(largest), V.Broadcast(rootScale), V.Broadcast(epsilon));
        return V.MultiplyAdd(m / divisor, V.Broadcast(descent), parameter);
    }
}
