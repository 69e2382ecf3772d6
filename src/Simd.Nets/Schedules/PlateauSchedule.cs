namespace Simd.Nets;

/// <summary>Reduces the rate when a metric stops improving, as PyTorch's ReduceLROnPlateau does.</summary>
internal sealed class PlateauSchedule : LearningRateSchedule
{
    private PlateauState? state;

    public required double Factor { get; init; }

    public required int Patience { get; init; }

    public required double Threshold { get; init; }

    public required bool Relative { get; init; }

    public required int Cooldown { get; init; }

    public required double Minimum { get; init; }

    public required double Epsilon { get; init; }

    public required bool Maximize { get; init; }

    internal override bool? Maximizes => Maximize;

    internal override IEnumerable<PlateauSchedule> Plateaus => [this];

    /// <summary>What it was told so far.</summary>
    public PlateauState State
    {
        get => state ?? new(Maximize ? double.NegativeInfinity : double.PositiveInfinity, 0, 0, 0);
        set => state = value;
    }

    public override double RateAt(long step, double initialRate)
    {
        double rate = initialRate;
        for (int i = 0; i < State.Reductions; i++)
        {
            double reduced = Math.Max(rate * Factor, Minimum);
            if (rate - reduced <= Epsilon)
            {
                break;
            }

            rate = reduced;
        }

        return rate;
    }

    public override void Report(double metric, long step)
    {
        PlateauState next = IsBetter(metric)
            ? State with { Best = metric, BadReports = 0 }
            : State with { BadReports = State.BadReports + 1 };
        if (next.CoolingDown > 0)
        {
            next = next with { CoolingDown = next.CoolingDown - 1, BadReports = 0 };
        }

        State = next.BadReports > Patience
            ? next with { Reductions = next.Reductions + 1, CoolingDown = Cooldown, BadReports = 0 }
            : next;
    }

    // A metric that is NaN is not better.
    private bool IsBetter(double metric) => (Relative, Maximize) switch
    {
        (true, false) => metric < State.Best * (1 - Threshold),
        (true, true) => metric > State.Best * (1 + Threshold),
        (false, false) => metric < State.Best - Threshold,
        (false, true) => metric > State.Best + Threshold,
    };
}

/// <summary>What a plateau schedule remembers.</summary>
/// <param name="Best">The best metric.</param>
/// <param name="BadReports">Reports since, those while it cools down not counted.</param>
/// <param name="CoolingDown">Reports for which it cools down.</param>
/// <param name="Reductions">How often it reduced the rate.</param>
internal readonly record struct PlateauState(double Best, int BadReports, int CoolingDown, int Reductions);
