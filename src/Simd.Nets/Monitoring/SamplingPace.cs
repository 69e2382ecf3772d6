namespace Simd.Nets;

/// <summary>
/// Which steps are watched: one in so many that watching costs no more than a share of the time of training. What it costs is what a
/// watched step and the one behind it, whose data it drove out of the caches, take longer than the step before them; of each the least of the
/// last few times counts, so that what held up a step besides changes nothing.
/// </summary>
/// <param name="every">Stated by the user; null to find it.</param>
/// <param name="mostCost">The share.</param>
/// <param name="first">The first step to watch: the number of steps before it.</param>
internal sealed class SamplingPace(long? every, double mostCost, long first)
{
    /// <summary>Watched steps at the start whose times are not those of later ones: code is compiled in them.</summary>
    public const int Cold = 2;

    private const int Remembered = 4;

    // The step before one that is watched, it, and the one behind it.
    private const long Nearest = 3;
    private const long Farthest = 100_000;

    private readonly long[] costs = new long[Remembered];
    private readonly long[] plain = new long[Remembered];
    private readonly long[] watched = new long[Remembered];
    private readonly long[] behind = new long[Remembered];
    private long next = first;
    private long last = -1;
    private long attention = every is null ? first : long.MaxValue;
    private long? beforeStart;
    private long start;
    private long behindStart;
    private long cost;
    private int samples;

    /// <summary>Whether the step behind so many is watched; a trainer may have gone back.</summary>
    public bool IsDue(long steps) => steps >= next || steps < last;

    /// <summary>Whether it matters when the step behind so many starts.</summary>
    public bool Attends(long steps) => steps >= attention || (steps < last && every is null);

    /// <summary>The step behind so many starts.</summary>
    /// <param name="steps">Steps before it.</param>
    /// <param name="now">In any unit.</param>
    public void Start(long steps, long now)
    {
        if (steps < last)
        {
            (last, next, attention, beforeStart, start) = (-1, steps, steps, null, now);
        }
        else if (next != long.MaxValue)
        {
            if (steps == next - 1)
            {
                beforeStart = now;
            }
            else
            {
                start = now;
            }
        }
        else if (steps == last + 1)
        {
            behindStart = now;
        }
        else
        {
            Conclude(now);
            beforeStart = steps == next - 1 ? now : null;
        }
    }

    /// <summary>The step behind so many was watched.</summary>
    /// <param name="steps">Steps before it.</param>
    /// <param name="direct">What watching took by itself.</param>
    public void Watched(long steps, long direct)
    {
        (last, cost) = (steps, direct);
        next = every is { } stated ? steps + stated : long.MaxValue;
    }

    private void Conclude(long now)
    {
        long distance = Nearest;
        if (beforeStart is { } before && samples++ >= Cold)
        {
            int at = (samples - Cold - 1) % Remembered;
            (costs[at], plain[at], watched[at], behind[at]) = (cost, start - before, behindStart - start, now - behindStart);
            int known = Math.Min(samples - Cold, Remembered);
            long step = Math.Max(1, Least(plain, known));
            long longer = Math.Max(Least(costs, known), Least(watched, known) + Least(behind, known) - (2 * step));
            distance = (long)Math.Clamp(Math.Ceiling(longer / (mostCost * step)), Nearest, Farthest);
        }

        next = last + distance;
        attention = next - 1;
    }

    private static long Least(long[] times, int known)
    {
        long least = times[0];
        for (int i = 1; i < known; i++)
        {
            least = Math.Min(least, times[i]);
        }

        return least;
    }
}
