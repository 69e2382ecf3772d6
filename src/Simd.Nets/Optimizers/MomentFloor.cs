using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>Moments decay. Those too small to be felt are taken for zero, before they become subnormal and the machine crawls.</summary>
internal static class MomentFloor
{
    /// <summary>0 where |moment| is below 1e-30 (float) or 1e-290 (double), else the moment; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Flush<V, T>(V moment)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T floor = T.CreateTruncating(typeof(T) == typeof(float) ? 1e-30 : 1e-290);
        return V.Select(V.LessThan(V.Abs(moment), V.Broadcast(floor)), V.Zero, moment);
    }
}
