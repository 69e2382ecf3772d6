using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>Moments decay. Those below the smallest normal number are taken for zero: stored as subnormal numbers they would slow every
/// later step down.</summary>
internal static class MomentFloor
{
    /// <summary>0 where |moment| is below 2^−126 (float) or 2^−1022 (double), else the moment; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Flush<V, T>(V moment)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T floor = T.CreateTruncating(typeof(T) == typeof(float) ? 1.1754943508222875e-38 : 2.2250738585072014e-308);
        return V.Select(V.LessThan(V.Abs(moment), V.Broadcast(floor)), V.Zero, moment);
    }
}
