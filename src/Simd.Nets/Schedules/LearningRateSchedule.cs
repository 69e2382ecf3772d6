namespace Simd.Nets;

/// <summary>
/// The learning rate of every step: <c>trainer.Schedule = LearningRateSchedule.Cosine(10_000).WithWarmup(500)</c>. The formulas are
/// PyTorch's closed forms, as functions of the step; where PyTorch's schedulers count epochs, these count steps.
/// </summary>
public abstract partial class LearningRateSchedule
{
    /// <summary>Steps that the schedule is made for; null if it goes on for ever.</summary>
    public virtual long? Length => null;

    /// <summary>Whether what it is told is better when it is larger; null if it does not listen.</summary>
    internal virtual bool? Maximizes => null;

    /// <summary>The schedules in it, or itself, that remember what they were told.</summary>
    internal virtual IEnumerable<PlateauSchedule> Plateaus => [];

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">From 0: steps taken before it.</param>
    /// <param name="initialRate">The optimizer's own rate.</param>
    public abstract double RateAt(long step, double initialRate);

    /// <summary>Tells the schedule how training goes; only <see cref="Plateau"/> listens.</summary>
    /// <param name="metric">A loss, or what it is told to watch.</param>
    /// <param name="step">Steps taken.</param>
    public virtual void Report(double metric, long step)
    {
    }

    /// <summary>The same schedule, later: in front of it the rate climbs in equal steps, <c>(step + 1) / steps</c> of the rate that it
    /// starts from, which the last of them reaches (Goyal et al. 2017). They add to its <see cref="Length"/>:
    /// <c>Cosine(900).WithWarmup(100)</c> lasts 1000 steps.</summary>
    /// <param name="steps">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public LearningRateSchedule WithWarmup(long steps) => new WarmupSchedule(this, OptionRange.AtLeast(1, steps, nameof(steps)));

    /// <summary>That a run is no longer than the schedule.</summary>
    /// <param name="steps">Steps that the run will have come to at its end, those before it counted.</param>
    /// <param name="parameter">The name of what makes the run so long.</param>
    /// <param name="done">Those before it.</param>
    /// <exception cref="ArgumentException">The run is longer.</exception>
    public void RequireLength(long steps, string parameter, long done = 0)
    {
        if (Length is long length && steps > length)
        {
            throw new ArgumentException(
                $"the learning-rate schedule ends after {length} steps, counted from the trainer's first; {done} are done, "
                + $"and the run goes on to step {steps}. Make the schedule {steps} steps long, warm-up included, train for fewer epochs, "
                + "or begin with a new Trainer.",
                parameter);
        }
    }
}
