using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Simd.Nets.Performance;

/// <summary>
/// How long a cache line takes from one core to another and back. Cores that share a cache are near; those of a virtual machine may be
/// moved apart by its host at any time, and what two threads gain changes with it.
/// </summary>
internal static class CoreDistance
{
    private const int Trips = 20_000;
    private const int Trials = 5;

    /// <summary>Nanoseconds, the least of some trials.</summary>
    public static double Measure()
    {
        var line = new Line();
        var other = new Thread(() => Answer(line)) { IsBackground = true };
        other.Start();
        long least = long.MaxValue;
        for (int trial = 0; trial < Trials; trial++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int trip = 0; trip < Trips; trip++)
            {
                Volatile.Write(ref line.Ball, 1);
                while (Volatile.Read(ref line.Ball) == 1)
                {
                }
            }

            least = Math.Min(least, Stopwatch.GetTimestamp() - start);
        }

        Volatile.Write(ref line.Ball, -1);
        other.Join();
        return least * 1e9 / Stopwatch.Frequency / Trips;
    }

    private static void Answer(Line line)
    {
        while (true)
        {
            switch (Volatile.Read(ref line.Ball))
            {
                case 1:
                    Volatile.Write(ref line.Ball, 0);
                    break;
                case < 0:
                    return;
            }
        }
    }

    /// <summary>A number that has its cache lines for itself.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private sealed class Line
    {
        [FieldOffset(128)]
        public int Ball;
    }
}
