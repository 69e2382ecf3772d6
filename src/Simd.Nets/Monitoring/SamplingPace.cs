namespace Simd.Nets;

/// <summary>
/// How many steps lie between two that are watched: as many as keep the cost of watching below a share of the time of training. Costs and
/// times are the least of the last few, so that a step that something else held up changes nothing.
/// </summary>
/// <param name="every">Stated by the user; null to find it.</param>
/// <param name="mostCost">The share.</param>
internal struct SamplingPace(long? every, double mostCost)
{
    /// <summary>Samples at the start whose times are not those of later ones: code is compiled in them.</summary>
    public const int Cold = 2;

    private const int Remembered = 4;
    private const long Most = 100_000;

    private Times costs;
    private Times steps;
    private int samples;

    /// <summary>Steps to the next sample, given the times of this one in any unit.</summary>
    /// <param name="cost">Of watching.</param>
    /// <param name="step">Of the step without it.</param>
    public long Next(long cost, long step)
    {
        if (every is { } stated)
        {
            return stated;
        }

        if (samples++ < Cold)
        {
            return 1;
        }

        costs[(samples - Cold - 1) % Remembered] = Math.Max(1, cost);
        steps[(samples - Cold - 1) % Remembered] = Math.Max(1, step);
        int known = Math.Min(samples - Cold, Remembered);
        double share = mostCost * Least(steps[..known]);
        return (long)Math.Clamp(Math.Ceiling(Least(costs[..known]) / share), 1, Most);
    }

    private static long Least(ReadOnlySpan<long> times)
    {
        long least = times[0];
        foreach (long time in times)
        {
            least = Math.Min(least, time);
        }

        return least;
    }

    [System.Runtime.CompilerServices.InlineArray(Remembered)]
    private struct Times
    {
        private long first;
    }
}
