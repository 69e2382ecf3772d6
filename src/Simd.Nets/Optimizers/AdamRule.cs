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

    public double RootScale { get; } = 1 / Math.Sqrt(adam.Correction2(step));

    public double Epsilon { get; } = adam.Epsilon;

    public double Descent { get; } = -learningRate / adam.Correction1(step);
}

/// <summary>The rule at every width.</summary>
internal readonly struct AdamForm(AdamFactors factors) : IUpdateForm
{
    public void Apply<V, T>(in FlatSweep<T> sweep)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => sweep.Run<V, AdamRule<V, T>>(new(factors));
}

/// <summary><c>w ← w − lr/(1 − β₁ᵗ)·m / (√v/√(1 − β₂ᵗ) + ε)</c>.</summary>
internal readonly struct AdamRule<V, T>(in AdamFactors factors) : IUpdateRule<V, T>
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V fresh1 = V.Constant(factors.Fresh1);
    private readonly V decay2 = V.Constant(factors.Decay2);
    private readonly V fresh2 = V.Constant(factors.Fresh2);
    private readonly V rootScale = V.Constant(factors.RootScale);
    private readonly V epsilon = V.Constant(factors.Epsilon);
    private readonly V descent = V.Constant(factors.Descent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move(V gradient, V parameter, ref T moments, nint pitch, nint offset)
    {
        // The root takes longest: it comes first.
        V root = V.Sqrt(Moments.MeanSquare(gradient, decay2, fresh2, ref moments, pitch + offset));
        V m = Moments.Mean(gradient, fresh1, ref moments, offset);
        V divisor = V.MultiplyAdd(root, rootScale, epsilon);
        return V.MultiplyAdd(m / divisor, descent, parameter);
    }
}

/// <summary>The rule at every width.</summary>
internal readonly struct AmsgradForm(AdamFactors factors) : IUpdateForm
{
    public void Apply<V, T>(in FlatSweep<T> sweep)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => sweep.Run<V, AmsgradRule<V, T>>(new(factors));
}

/// <summary>The same with the largest <c>v</c> there was, the third moment.</summary>
internal readonly struct AmsgradRule<V, T>(in AdamFactors factors) : IUpdateRule<V, T>
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V fresh1 = V.Constant(factors.Fresh1);
    private readonly V decay2 = V.Constant(factors.Decay2);
    private readonly V fresh2 = V.Constant(factors.Fresh2);
    private readonly V rootScale = V.Constant(factors.RootScale);
    private readonly V epsilon = V.Constant(factors.Epsilon);
    private readonly V descent = V.Constant(factors.Descent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move(V gradient, V parameter, ref T moments, nint pitch, nint offset)
    {
        V m = Moments.Mean(gradient, fresh1, ref moments, offset);
        V v = Moments.MeanSquare(gradient, decay2, fresh2, ref moments, pitch + offset);
        V largest = V.Max(V.Load(ref moments, (2 * pitch) + offset), v);
        V.Store(largest, ref moments, (2 * pitch) + offset);
        V divisor = V.MultiplyAdd(V.Sqrt(largest), rootScale, epsilon);
        return V.MultiplyAdd(m / divisor, descent, parameter);
    }
}
