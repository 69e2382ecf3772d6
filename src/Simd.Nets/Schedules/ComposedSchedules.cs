namespace Simd.Nets;

/// <summary>A factor of the caller's own.</summary>
internal sealed class LambdaSchedule(Func<long, double> factor, long? length) : LearningRateSchedule
{
    public override long? Length => length;

    public override double RateAt(long step, double initialRate) => initialRate * factor(step);
}

/// <summary>A climb in front of another schedule.</summary>
internal sealed class WarmupSchedule(LearningRateSchedule schedule, long steps) : LearningRateSchedule
{
    public override long? Length => schedule.Length + steps;

    internal override bool? Maximizes => schedule.Maximizes;

    internal override IEnumerable<PlateauSchedule> Plateaus => schedule.Plateaus;

    public override double RateAt(long step, double initialRate) => step < steps
        ? schedule.RateAt(0, initialRate) * (step + 1) / steps
        : schedule.RateAt(step - steps, initialRate);

    public override void Report(double metric, long step)
    {
        if (step >= steps)
        {
            schedule.Report(metric, step - steps);
        }
    }
}

/// <summary>Schedules that take turns.</summary>
internal sealed class SequentialSchedule : LearningRateSchedule
{
    private readonly LearningRateSchedule[] schedules;
    private readonly long[] milestones;

    public SequentialSchedule(LearningRateSchedule[] schedules, long[] milestones)
    {
        if (schedules.Length != milestones.Length + 1)
        {
            throw new ArgumentException(
                $"there must be one schedule more than milestones; there are {schedules.Length} and {milestones.Length}.",
                nameof(schedules));
        }

        for (int i = 0; i < schedules.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(schedules[i], nameof(schedules));
            if (i < milestones.Length && schedules[i].Length < milestones[i] - Start(milestones, i))
            {
                throw new ArgumentException(
                    $"schedules[{i}] ends after {schedules[i].Length} steps; its turn has {milestones[i] - Start(milestones, i)}.",
                    nameof(schedules));
            }
        }

        this.schedules = schedules;
        this.milestones = milestones;
    }

    public override long? Length => schedules[^1].Length + milestones[^1];

    internal override bool? Maximizes => schedules.Select(schedule => schedule.Maximizes).FirstOrDefault(listens => listens is not null);

    internal override IEnumerable<PlateauSchedule> Plateaus => schedules.SelectMany(schedule => schedule.Plateaus);

    public override double RateAt(long step, double initialRate)
    {
        int turn = Passed(milestones, step);
        return schedules[turn].RateAt(step - Start(milestones, turn), initialRate);
    }

    public override void Report(double metric, long step)
    {
        int turn = Passed(milestones, step);
        schedules[turn].Report(metric, step - Start(milestones, turn));
    }

    private static long Start(long[] milestones, int turn) => turn == 0 ? 0 : milestones[turn - 1];
}
