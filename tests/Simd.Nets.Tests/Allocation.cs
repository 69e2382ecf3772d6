namespace Simd.Nets.Tests;

/// <summary>Whether an action allocates whenever it runs.</summary>
internal static class Allocation
{
    private const int Windows = 20;
    private const int Runs = 50;

    /// <summary>
    /// The least that the thread allocated in a window of 50 runs, of 20 windows: what every run allocates is in each of them, what the
    /// runtime allocates once, when it compiles a method again or loads a type, is in one.
    /// </summary>
    public static long Least(Action action)
    {
        long least = long.MaxValue;
        for (int window = 0; window < Windows; window++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int run = 0; run < Runs; run++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
