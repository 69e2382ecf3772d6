namespace Simd.Nets;

/// <summary>
/// Whether training steps are faster shared by threads or on one, found out by trying the other way now and then: cores that are far apart
/// take longer to hand over what they changed than a short step gains. No result depends on it.
/// </summary>
internal sealed class SharingTrials
{
    /// <summary>Steps that are timed each way, of which the shortest counts: the first finds the caches cold, any may be disturbed.</summary>
    private const int Timed = 3;

    private const int FirstPeriod = 16;

    /// <summary>Steps from trial to trial when nothing changes: about 1 % of them are spent on trials.</summary>
    private const int LongestPeriod = 256;

    /// <summary>The other way must be so much faster.</summary>
    private const double Margin = 0.97;

    private bool isShared = true;
    private int period = FirstPeriod;
    private int step;
    private long size;
    private int strangers;
    private long leastUsual = long.MaxValue;
    private long leastOther = long.MaxValue;

    /// <summary>Whether the next step is to be shared.</summary>
    /// <param name="work">How large it is: only steps of one size are compared.</param>
    public bool Shares(long work) => work == size && step >= period ? !isShared : isShared;

    /// <summary>Tells how long a step took that went as <see cref="Shares"/> said.</summary>
    /// <param name="work">How large it was.</param>
    /// <param name="time">In any unit.</param>
    public void Took(long work, long time)
    {
        if (work != size)
        {
            // The last batch of an epoch is a stranger; many in a row are the new size.
            if (++strangers > Timed)
            {
                (size, strangers) = (work, 0);
                StartPeriod(FirstPeriod);
            }

            return;
        }

        strangers = 0;
        if (step >= period)
        {
            leastOther = Math.Min(leastOther, time);
        }
        else if (step >= period - Timed)
        {
            leastUsual = Math.Min(leastUsual, time);
        }

        if (++step < period + Timed)
        {
            return;
        }

        bool isOtherFaster = leastOther < leastUsual * Margin;
        isShared ^= isOtherFaster;
        StartPeriod(isOtherFaster ? FirstPeriod : Math.Min(LongestPeriod, 2 * period));
    }

    private void StartPeriod(int steps) => (period, step, leastUsual, leastOther) = (steps, 0, long.MaxValue, long.MaxValue);
}
