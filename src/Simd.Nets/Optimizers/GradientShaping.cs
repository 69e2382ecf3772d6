using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>What becomes of a vector of gradients before a rule sees it, and of its parameters.</summary>
internal interface IGradientShaping<V>
    where V : struct, IVector<V>
{
    /// <summary>The gradient that the rule works on.</summary>
    V Shape(V gradient, V parameter);

    /// <summary>The parameter that the rule moves.</summary>
    V Decay(V parameter);
}

/// <summary>The gradient as it is: no clip, one pass a step.</summary>
internal readonly struct WholeGradient<V> : IGradientShaping<V>
    where V : struct, IVector<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Shape(V gradient, V parameter) => gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Decay(V parameter) => parameter;
}

/// <summary>A scale alone.</summary>
internal readonly struct ScaledGradient<V>(double scale) : IGradientShaping<V>
    where V : struct, IVector<V>
{
    private readonly V scale = V.Constant(scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Shape(V gradient, V parameter) => gradient * scale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Decay(V parameter) => parameter;
}

/// <summary><c>clamp(scale·g, ±limit) + λ₁ sign w + λ₂ w</c>, and <c>w ← keep·w</c>. A gradient that is NaN stays so.</summary>
internal readonly struct ShapedGradient<V, T>(double scale, double limit, double l1, double l2, double keep) : IGradientShaping<V>
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V scale = V.Constant(scale);
    private readonly V limit = V.Constant(limit);
    private readonly V l1 = V.Constant(l1);
    private readonly V l2 = V.Constant(l2);
    private readonly V keep = V.Constant(keep);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Shape(V gradient, V parameter)
    {
        V confined = V.Min(limit, V.Max(-limit, gradient * scale));
        V towardsZero = V.MultiplyAdd(Signs.Of<V, T>(parameter), l1, confined);
        return V.MultiplyAdd(parameter, l2, towardsZero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Decay(V parameter) => parameter * keep;
}

/// <summary>−1, 0 and 1.</summary>
internal static class Signs
{
    /// <summary>The sign of every lane; zero and NaN are their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V, T>(V value)
        where V : struct, IVector<V, T>
        where T : unmanaged =>
            V.Select(V.LessThan(V.Zero, value), V.One, V.Select(V.LessThan(value, V.Zero), -V.One, value));
}
