namespace Simd.Nets;

/// <summary>Half a cosine.</summary>
internal sealed class CosineSchedule(long steps, double minimum) : LearningRateSchedule
{
    public override long? Length => steps;

    /// <summary>From <paramref name="from"/> at 0 to <paramref name="to"/> at 1.</summary>
    public static double Between(double from, double to, double position) =>
        to + ((from - to) * (1 + Math.Cos(Math.PI * position)) / 2);

    public override double RateAt(long step, double initialRate) =>
        Between(initialRate, minimum, (double)Math.Min(step, steps) / steps);
}

/// <summary>Half cosines, each so many times as long as the last.</summary>
internal sealed class WarmRestartSchedule(long steps, int multiplier, double minimum) : LearningRateSchedule
{
    public override double RateAt(long step, double initialRate)
    {
        (long current, long length) = (step, steps);
        if (multiplier == 1)
        {
            current = step % steps;
        }

        while (current >= length)
        {
            current -= length;
            length *= multiplier;
        }

        return CosineSchedule.Between(initialRate, minimum, (double)current / length);
    }
}

/// <summary>Up to a maximum and down again, by PyTorch's phases.</summary>
internal sealed class OneCycleSchedule(
    double maximum, long steps, double rise, double divisor, double finalDivisor, bool linear, bool threePhases) : LearningRateSchedule
{
    public override long? Length => steps;

    public override double RateAt(long step, double initialRate)
    {
        double first = maximum / divisor;
        double last = first / finalDivisor;
        double top = (rise * steps) - 1;
        double end = steps - 1;
        double at = Math.Min(step, end);
        if (at <= top)
        {
            return Between(first, maximum, top > 0 ? at / top : 1);
        }

        if (!threePhases)
        {
            return Between(maximum, last, (at - top) / (end - top));
        }

        double down = (2 * rise * steps) - 2;
        return at <= down ? Between(maximum, first, (at - top) / (down - top)) : Between(first, last, (at - down) / (end - down));
    }

    private double Between(double from, double to, double position) =>
        linear ? from + ((to - from) * position) : CosineSchedule.Between(from, to, position);
}
