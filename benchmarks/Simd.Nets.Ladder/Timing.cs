using System.Diagnostics;

namespace Simd.Nets.Benchmarks;

/// <summary>What timing an action gave: of 15 samples, the median and the least, a call.</summary>
/// <param name="MedianNanoseconds">The middle sample.</param>
/// <param name="MinNanoseconds">The fastest sample.</param>
/// <param name="BytesPerCall">Managed memory allocated while sampling, by any thread, a call.</param>
internal readonly record struct Timing(double MedianNanoseconds, double MinNanoseconds, double BytesPerCall)
{
    private const int Samples = 15;
    private const int LeastWarmUpCalls = 5;

    /// <summary>Warms up for a third of the time and at least 5 calls, then takes the samples.</summary>
    public static Timing Of(Action action, double seconds)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        while (calls < LeastWarmUpCalls || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds / 3)
        {
            action();
            calls++;
        }

        double once = Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
        int inner = Math.Max(1, (int)(seconds / Samples / once));
        Span<double> samples = stackalloc double[Samples];
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        for (int sample = 0; sample < Samples; sample++)
        {
            start = Stopwatch.GetTimestamp();
            for (int call = 0; call < inner; call++)
            {
                action();
            }

            samples[sample] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / inner;
        }

        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        samples.Sort();
        return new(samples[Samples / 2], samples[0], (double)allocated / (Samples * inner));
    }
}
