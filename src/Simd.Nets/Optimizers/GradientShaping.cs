using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>What becomes of a vector of gradients before a rule sees it, and of its parameters.</summary>
internal interface IGradientShaping<T>
    where T : unmanaged
{
    /// <summary>The gradient that the rule works on.</summary>
    V Shape<V>(V gradient, V parameter)
        where V : struct, IVector<V, T>;

    /// <summary>The parameter that the rule moves.</summary>
    V Decay<V>(V parameter)
        where V : struct, IVector<V, T>;
}

/// <summary>A scale alone: one multiplication, which costs nothing beside the memory.</summary>
internal readonly struct ScaledGradient<T>(double scale) : IGradientShaping<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T scale = T.CreateTruncating(scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Shape<V>(V gradient, V parameter)
        where V : struct, IVector<V, T> => gradient * V.Broadcast(scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Decay<V>(V parameter)
        where V : struct, IVector<V, T> => parameter;
}

/// <summary><c>clamp(scale·g, ±limit) + λ₁ sign w + λ₂ w</c>, and <c>w ← keep·w</c>. A gradient that is NaN stays so.</summary>
internal readonly struct ShapedGradient<T>(double scale, double limit, double l1, double l2, double keep) : IGradientShaping<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T scale = T.CreateTruncating(scale);
    private readonly T limit = T.CreateTruncating(limit);
    private readonly T l1 = T.CreateTruncating(l1);
    private readonly T l2 = T.CreateTruncating(l2);
    private readonly T keep = T.CreateTruncating(keep);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Shape<V>(V gradient, V parameter)
        where V : struct, IVector<V, T>
    {
        V confined = V.Min(V.Broadcast(limit), V.Max(V.Broadcast(-limit), gradient * V.Broadcast(scale)));
        V towardsZero = V.MultiplyAdd(Signs.Of<V, T>(parameter), V.Broadcast(l1), confined);
        return V.MultiplyAdd(parameter, V.Broadcast(l2), towardsZero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Decay<V>(V parameter)
        where V : struct, IVector<V, T> => parameter * V.Broadcast(keep);
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
