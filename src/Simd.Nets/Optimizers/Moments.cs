using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>The running means that most rules keep.</summary>
internal static class Moments
{
    /// <summary><c>m ← m + fresh·(g − m)</c>, kept and returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Mean<V, T>(V gradient, V fresh, ref T moments, nint offset)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V m = V.Load(ref moments, offset);
        m = V.FlushSubnormal(V.MultiplyAdd(gradient - m, fresh, m));
        V.Store(m, ref moments, offset);
        return m;
    }

    /// <summary><c>v ← decay·v + fresh·x²</c>, kept and returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MeanSquare<V, T>(V value, V decay, V fresh, ref T moments, nint offset)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V v = V.Load(ref moments, offset) * decay;
        v = V.FlushSubnormalSquare(V.MultiplyAdd(value * value, fresh, v));
        V.Store(v, ref moments, offset);
        return v;
    }
}
