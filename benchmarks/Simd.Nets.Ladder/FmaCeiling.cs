using System.Diagnostics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets.Benchmarks;

/// <summary>
/// The most that one core can do at the vector width in use: multiply-adds that never leave the registers, twelve independent ones, more
/// than the latency times the issue width of current cores.
/// </summary>
internal static class FmaCeiling
{
    private const int Accumulators = 12;
    private const int Trips = 100_000;
    private const int Trials = 12;

    /// <summary>GFLOP/s of one core, the best of some short trials.</summary>
    public static double Measure() => SimdPath.Active switch
    {
        SimdPath.Vector512 => Measure<Float512>(),
        SimdPath.Vector256 => Measure<Float256>(),
        SimdPath.Vector128 => Measure<Float128>(),
        _ => Measure<Float1>(),
    };

    private static double Measure<TVector>()
        where TVector : struct, IVector<TVector, float>
    {
        long least = long.MaxValue;
        for (int trial = 0; trial < Trials; trial++)
        {
            long start = Stopwatch.GetTimestamp();
            TVector sum = MultiplyAdds<TVector>(TVector.Broadcast(0.5f));
            long elapsed = Stopwatch.GetTimestamp() - start;
            GC.KeepAlive(TVector.Sum(sum));
            least = Math.Min(least, elapsed);
        }

        double nanoseconds = least * 1e9 / Stopwatch.Frequency;
        return 2.0 * Accumulators * TVector.Lanes * Trips / nanoseconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TVector MultiplyAdds<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int trip = 0; trip < Trips; trip++)
        {
            a = TVector.MultiplyAdd(a, x, x);
            b = TVector.MultiplyAdd(b, x, x);
            c = TVector.MultiplyAdd(c, x, x);
            d = TVector.MultiplyAdd(d, x, x);
            e = TVector.MultiplyAdd(e, x, x);
            f = TVector.MultiplyAdd(f, x, x);
            g = TVector.MultiplyAdd(g, x, x);
            h = TVector.MultiplyAdd(h, x, x);
            i = TVector.MultiplyAdd(i, x, x);
            j = TVector.MultiplyAdd(j, x, x);
            k = TVector.MultiplyAdd(k, x, x);
            l = TVector.MultiplyAdd(l, x, x);
        }

        return a + b + c + d + e + f + g + h + i + j + k + l;
    }
}
