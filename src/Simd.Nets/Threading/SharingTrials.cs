namespace Simd.Nets;

/// <summary>
/// Whether training steps are faster shared by threads or on one, found out by trying the other way now and then: cores that are far apart
/// take longer to hand over what they changed than a short step gains. No result depends on it.
/// </summary>
/// <param name="longest">Steps that take longer gain by sharing wherever the cores are: they are not tried.</param>
internal sealed class SharingTrials(long longest)
{
    /// <summary>Steps that are timed each way, of which the shortest counts: the first finds the caches cold, any may be disturbed.</summary>
    private const int Timed = 3;

    private const int FirstPeriod = 16;

    /// <summary>Steps from trial to trial when nothing changes.</summary>
    private const int UsualPeriod = 256;

    /// <summary>The other way must be so much faster.</summary>
    private const double Margin = 0.97;

    /// <summary>One step that takes so much longer ends a trial.</summary>
    private const double Hopeless = 1.5;

    private bool isShared = true;
    private int period = FirstPeriod;
    private int step;
    private int tried;
    private long size;
    private int strangers;
    private long leastUsual = long.MaxValue;
    private long leastOther = long.MaxValue;
    private double cost;

    /// <summary>Whether the next step is to be shared.</summary>
    /// <param name="work">How large it is: only steps of one size are compared, all others are shared.</param>
    public bool Shares(long work) => work != size || (step < period ? isShared : !isShared);

    /// <summary>Tells how long a step took that went as <see cref="Shares"/> said.</summary>
    /// <param name="work">How large it was.</param>
    /// <param name="time">In the unit of the longest.</param>
    public void Took(long work, long time)
    {
        if (work != size)
        {
            // The last batch of an epoch is a stranger; many in a row are the new size.
            if (++strangers > Timed)
            {
                (size, strangers, isShared) = (work, 0, true);
                StartPeriod(FirstPeriod);
            }

            return;
        }

        strangers = 0;
        if (step < period)
        {
            leastUsual = step++ < period - Timed ? leastUsual : Math.Min(leastUsual, time);
            if (step == period && leastUsual > longest)
            {
                StartPeriod(UsualPeriod);
            }

            return;
        }

        leastOther = Math.Min(leastOther, time);
        cost += (double)time / Math.Max(1, leastUsual);
        if (++tried < Timed && time < Hopeless * leastUsual)
        {
            return;
        }

        bool isOtherFaster = leastOther < leastUsual * Margin;
        isShared ^= isOtherFaster;
        StartPeriod(isOtherFaster ? FirstPeriod : Math.Max((int)(100 * cost), Math.Min(UsualPeriod, 2 * period)));
    }

    private void StartPeriod(int steps)
    {
        (period, step, tried, cost) = (steps, 0, 0, 0);
        (leastUsual, leastOther) = (long.MaxValue, long.MaxValue);
    }
}
