using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Simd.Nets.Generators.Tests.Flow;

/// <summary>The processor time of the calling thread where the system tells it, so that other work on a busy machine does not count; else the
/// time on the wall.</summary>
internal static class ThreadClock
{
    // CLOCK_THREAD_CPUTIME_ID of Linux.
    private const int OfThread = 3;

    public static double Milliseconds() =>
        OperatingSystem.IsLinux() && GetTime(OfThread, out Time time) == 0
            ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6)
            : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
