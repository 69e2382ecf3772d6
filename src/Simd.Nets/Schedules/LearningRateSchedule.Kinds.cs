namespace Simd.Nets;

public abstract partial class LearningRateSchedule
{
    /// <summary>The optimizer's rate times a factor for some steps, then the rate itself; without arguments, always the rate
    /// itself.</summary>
    /// <param name="factor">0 or more.</param>
    /// <param name="steps">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static LearningRateSchedule Constant(double factor = 1, long steps = 0)
    {
        OptionRange.NonNegative(factor, nameof(factor));
        OptionRange.AtLeast(0, steps, nameof(steps));
        return Lambda(step => step < steps ? factor : 1);
    }

    /// <summary>The rate times γ after every so many steps: <c>γ^⌊t / every⌋</c>.</summary>
    /// <param name="every">1 or more.</param>
    /// <param name="gamma">γ: above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static LearningRateSchedule Step(long every, double gamma = 0.1)
    {
        OptionRange.AtLeast(1, every, nameof(every));
        OptionRange.Positive(gamma, nameof(gamma));
        return Lambda(step => Math.Pow(gamma, step / every));
    }

    /// <summary>The rate times γ from each milestone on.</summary>
    /// <param name="milestones">Steps, ascending.</param>
    /// <param name="gamma">γ: above 0.</param>
    /// <exception cref="ArgumentException">The milestones do not ascend, or there are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is outside its range.</exception>
    public static LearningRateSchedule MultiStep(ReadOnlySpan<long> milestones, double gamma = 0.1)
    {
        OptionRange.Positive(gamma, nameof(gamma));
        long[] ascending = Ascending(milestones, nameof(milestones));
        return Lambda(step => Math.Pow(gamma, Passed(ascending, step)));
    }

    /// <summary>The rate times γ after every step: <c>γᵗ</c>.</summary>
    /// <param name="gamma">γ: above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gamma"/> is outside its range.</exception>
    public static LearningRateSchedule Exponential(double gamma)
    {
        OptionRange.Positive(gamma, nameof(gamma));
        return Lambda(step => Math.Pow(gamma, step));
    }

    /// <summary>Half a cosine down from the rate: <c>minimum + (rate − minimum)(1 + cos(π t / steps)) / 2</c> (Loshchilov and Hutter
    /// 2017).</summary>
    /// <param name="steps">Steps to the minimum, and the schedule's length: 1 or more.</param>
    /// <param name="minimum">The last rate: 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static LearningRateSchedule Cosine(long steps, double minimum = 0) => new CosineSchedule(
        OptionRange.AtLeast(1, steps, nameof(steps)), OptionRange.NonNegative(minimum, nameof(minimum)));

    /// <summary>Half a cosine down, again and again, each time longer (Loshchilov and Hutter 2017).</summary>
    /// <param name="steps">Steps of the first: 1 or more.</param>
    /// <param name="multiplier">What the next is longer by: 1 or more.</param>
    /// <param name="minimum">The rate that each ends at: 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static LearningRateSchedule WarmRestarts(long steps, int multiplier = 1, double minimum = 0) => new WarmRestartSchedule(
        OptionRange.AtLeast(1, steps, nameof(steps)),
        OptionRange.AtLeast(1, multiplier, nameof(multiplier)),
        OptionRange.NonNegative(minimum, nameof(minimum)));

    /// <summary>The rate times a factor that changes evenly, and then stays.</summary>
    /// <param name="steps">Steps of the change: 1 or more.</param>
    /// <param name="startFactor">The first factor: 0 or more.</param>
    /// <param name="endFactor">The last factor: 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static LearningRateSchedule Linear(long steps, double startFactor = 1.0 / 3, double endFactor = 1)
    {
        OptionRange.AtLeast(1, steps, nameof(steps));
        OptionRange.NonNegative(startFactor, nameof(startFactor));
        OptionRange.NonNegative(endFactor, nameof(endFactor));
        return Lambda(step => startFactor + ((endFactor - startFactor) * Math.Min(step, steps) / steps));
    }

    /// <summary>The rate times <c>(1 − t / steps)^power</c>.</summary>
    /// <param name="steps">Steps to zero, and the schedule's length: 1 or more.</param>
    /// <param name="power">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static LearningRateSchedule Polynomial(long steps, double power = 1)
    {
        OptionRange.AtLeast(1, steps, nameof(steps));
        OptionRange.NonNegative(power, nameof(power));
        return Lambda(step => Math.Pow(1 - ((double)Math.Min(step, steps) / steps), power), steps);
    }

    /// <summary>
    /// Up to the maximum and down to almost nothing, once (Smith and Topin 2018). It takes no notice of the optimizer's own rate: it starts
    /// from
    /// <c>maximum / divisor</c> and ends at <c>maximum / divisor / finalDivisor</c>.
    /// </summary>
    /// <param name="maximum">The highest rate: above 0.</param>
    /// <param name="steps">All steps, and the schedule's length: 2 or more.</param>
    /// <param name="rise">The share of steps that go up: above 0 and below 1, or below 0.5 with three phases.</param>
    /// <param name="divisor">Above 0.</param>
    /// <param name="finalDivisor">Above 0.</param>
    /// <param name="linear">Whether to go in straight lines, not along cosines.</param>
    /// <param name="threePhases">Whether to come down as fast as it went up, to the start, and only then to the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static LearningRateSchedule OneCycle(
        double maximum,
        long steps,
        double rise = 0.3,
        double divisor = 25,
        double finalDivisor = 1e4,
        bool linear = false,
        bool threePhases = false) => new OneCycleSchedule(
            OptionRange.Positive(maximum, nameof(maximum)),
            OptionRange.AtLeast(2, steps, nameof(steps)),
            threePhases && rise >= 0.5
                ? throw new ArgumentOutOfRangeException(
                    nameof(rise), FormattableString.Invariant($"rise must be below 0.5 where three phases are, two of that length; it is {rise}."))
                : OptionRange.Inside(rise, nameof(rise)),
            OptionRange.Positive(divisor, nameof(divisor)),
            OptionRange.Positive(finalDivisor, nameof(finalDivisor)),
            linear,
            threePhases);

    /// <summary>Up and down between two rates, again and again (Smith 2017). It takes no notice of the optimizer's own rate.</summary>
    /// <param name="minimum">The rate to start from: 0 or more.</param>
    /// <param name="maximum">The rate to go up to: at least the minimum.</param>
    /// <param name="stepsUp">1 or more.</param>
    /// <param name="stepsDown">1 or more; null for as many as up.</param>
    /// <param name="amplitude">How the cycles shrink.</param>
    /// <param name="gamma">γ of <see cref="CycleAmplitude.Exponential"/>: above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static LearningRateSchedule Cyclic(
        double minimum,
        double maximum,
        long stepsUp = 2000,
        long? stepsDown = null,
        CycleAmplitude amplitude = CycleAmplitude.Constant,
        double gamma = 1) => new CyclicSchedule(
            OptionRange.NonNegative(minimum, nameof(minimum)),
            OptionRange.NotBelow(minimum, OptionRange.NonNegative(maximum, nameof(maximum)), nameof(maximum)),
            OptionRange.AtLeast(1, stepsUp, nameof(stepsUp)),
            OptionRange.AtLeast(1, stepsDown ?? stepsUp, nameof(stepsDown)),
            amplitude,
            OptionRange.Positive(gamma, nameof(gamma)));

    /// <summary>
    /// The rate times a factor whenever a metric has stopped improving. <c>Fit</c> reports the metric behind every epoch; without it,
    /// <see cref="Trainer{TNetwork, T}.ReportMetric"/> does. The schedule remembers what it was told, so each trainer needs its own.
    /// </summary>
    /// <param name="factor">Above 0 and below 1.</param>
    /// <param name="patience">Reports without improvement that are let pass: 0 or more.</param>
    /// <param name="threshold">How much better counts: 0 or more.</param>
    /// <param name="relative">Whether the threshold is a share of the best, not a difference.</param>
    /// <param name="cooldown">Reports after a reduction that are not counted: 0 or more.</param>
    /// <param name="minimum">The rate is not reduced below it: 0 or more.</param>
    /// <param name="epsilon">A reduction by no more is left out: 0 or more.</param>
    /// <param name="maximize">Whether the metric is better when it is larger.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static LearningRateSchedule Plateau(
        double factor = 0.1,
        int patience = 10,
        double threshold = 1e-4,
        bool relative = true,
        int cooldown = 0,
        double minimum = 0,
        double epsilon = 1e-8,
        bool maximize = false) => new PlateauSchedule
        {
            Factor = OptionRange.Inside(factor, nameof(factor)),
            Patience = OptionRange.AtLeast(0, patience, nameof(patience)),
            Threshold = OptionRange.NonNegative(threshold, nameof(threshold)),
            Relative = relative,
            Cooldown = OptionRange.AtLeast(0, cooldown, nameof(cooldown)),
            Minimum = OptionRange.NonNegative(minimum, nameof(minimum)),
            Epsilon = OptionRange.NonNegative(epsilon, nameof(epsilon)),
            Maximize = maximize,
        };

    /// <summary>One schedule after the other, each from its own step 0.</summary>
    /// <param name="schedules">One more than there are milestones.</param>
    /// <param name="milestones">The first step of each schedule but the first, ascending.</param>
    /// <exception cref="ArgumentException">The numbers do not fit, the milestones do not ascend, or a schedule is shorter than its
    /// turn.</exception>
    public static LearningRateSchedule Sequential(ReadOnlySpan<LearningRateSchedule> schedules, ReadOnlySpan<long> milestones) =>
        new SequentialSchedule(schedules.ToArray(), Ascending(milestones, nameof(milestones)));

    /// <summary>The rate times a factor of the caller's own.</summary>
    /// <param name="factor">From the step, from 0, to a factor: 0 or more.</param>
    /// <param name="length">The steps that it is made for; null if it goes on for ever.</param>
    public static LearningRateSchedule Lambda(Func<long, double> factor, long? length = null)
    {
        ArgumentNullException.ThrowIfNull(factor);
        return new LambdaSchedule(factor, length is long some ? OptionRange.AtLeast(0, some, nameof(length)) : null);
    }

    /// <summary>How many of ascending milestones a step has come to.</summary>
    private protected static int Passed(long[] milestones, long step)
    {
        int passed = 0;
        while (passed < milestones.Length && milestones[passed] <= step)
        {
            passed++;
        }

        return passed;
    }

    private static long[] Ascending(ReadOnlySpan<long> milestones, string name)
    {
        for (int i = 0; i < milestones.Length; i++)
        {
            if (milestones[i] < 1 || (i > 0 && milestones[i] <= milestones[i - 1]))
            {
                throw new ArgumentException(
                    $"{name} must be steps from 1 on that ascend; {name}[{i}] is {milestones[i]}.", name);
            }
        }

        return milestones.Length > 0
            ? milestones.ToArray()
            : throw new ArgumentException($"{name} must hold a step or more; it is empty.", name);
    }
}
