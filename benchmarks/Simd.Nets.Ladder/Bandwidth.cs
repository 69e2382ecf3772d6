using System.Diagnostics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets.Benchmarks;

/// <summary>What one core moves a second to and from the level of memory that holds so much: each vector of an array is read, changed and
/// written back.</summary>
internal static class Bandwidth
{
    private const int Trials = 12;
    private const double TrialBytes = 64e6;

    /// <summary>Gigabytes a second, reads and writes together, the best of some short trials.</summary>
    /// <param name="bytes">What is in use.</param>
    public static double Measure(double bytes) => SimdPath.Active switch
    {
        SimdPath.Vector512 => Measure<Float512>(bytes),
        SimdPath.Vector256 => Measure<Float256>(bytes),
        SimdPath.Vector128 => Measure<Float128>(bytes),
        _ => Measure<Float1>(bytes),
    };

    private static double Measure<V>(double bytes)
        where V : struct, IVector<V, float>
    {
        var data = new float[Math.Max(1024, (int)(bytes / sizeof(float)))];
        int trips = Math.Max(1, (int)(TrialBytes / (data.Length * sizeof(float))));
        double most = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int trip = 0; trip < trips; trip++)
            {
                AddTo<V>(data);
            }

            most = Math.Max(most, 2.0 * sizeof(float) * data.Length * trips / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return most;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddTo<V>(float[] data)
        where V : struct, IVector<V, float>
    {
        V one = V.One;
        ref float first = ref data[0];
        nint end = data.Length - (4 * V.Lanes);
        for (nint at = 0; at <= end; at += 4 * V.Lanes)
        {
            V a = V.Load(ref first, at) + one;
            V b = V.Load(ref first, at + V.Lanes) + one;
            V c = V.Load(ref first, at + (2 * V.Lanes)) + one;
            V d = V.Load(ref first, at + (3 * V.Lanes)) + one;
            V.Store(a, ref first, at);
            V.Store(b, ref first, at + V.Lanes);
            V.Store(c, ref first, at + (2 * V.Lanes));
            V.Store(d, ref first, at + (3 * V.Lanes));
        }
    }
}
