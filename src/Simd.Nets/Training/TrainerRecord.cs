namespace Simd.Nets;

/// <summary>The numbers that a trainer's next steps depend on, beside its arrays and its options.</summary>
internal sealed class TrainerRecord
{
    public double LearningRate { get; set; }

    public TrainingCounts Counts { get; set; }

    public long Epochs { get; set; }

    public double RateScale { get; set; }

    public int RollBacks { get; set; }

    public int SkippedInARow { get; set; }

    public int Accumulated { get; set; }

    public double AccumulatedLoss { get; set; }

    public ulong RandomSeed { get; set; }

    public ulong Passes { get; set; }

    /// <summary>The counts of the last good state; null where none is kept.</summary>
    public TrainingCounts? LastGood { get; set; }

    /// <summary>Whether there is an average.</summary>
    public bool HasAverage { get; set; }

    /// <summary>What plateau schedules were told.</summary>
    public PlateauState[] Plateaus { get; set; } = [];

    public void Visit(ICheckpointFields fields)
    {
        LearningRate = fields.Number("learning_rate", LearningRate);
        Counts = Visit(fields, "", Counts);
        Epochs = fields.Number("epochs", Epochs);
        RateScale = fields.Number("rate_scale", RateScale);
        RollBacks = fields.Number("roll_backs", RollBacks);
        SkippedInARow = fields.Number("skipped_in_a_row", SkippedInARow);
        Accumulated = fields.Number("accumulated", Accumulated);
        AccumulatedLoss = fields.Number("accumulated_loss", AccumulatedLoss);
        RandomSeed = fields.Number("random_seed", RandomSeed);
        Passes = fields.Number("passes", Passes);
        HasAverage = fields.Has("has_average", HasAverage);
        LastGood = fields.Has("has_last_good", LastGood is not null) ? Visit(fields, "last_good.", LastGood ?? default) : null;
        int plateaus = fields.Number("plateaus", Plateaus.Length);
        Plateaus = [.. Enumerable.Range(0, Math.Clamp(plateaus, 0, 1000)).Select(
            index => Visit(fields, $"plateau.{index}.", Plateaus.ElementAtOrDefault(index)))];
    }

    private static TrainingCounts Visit(ICheckpointFields fields, string prefix, TrainingCounts counts) => new(
        fields.Number(prefix + "steps", counts.Steps),
        fields.Number(prefix + "averaged", counts.Averaged),
        new(
            fields.Number(prefix + "clip.steps", counts.Clip.Steps),
            fields.Number(prefix + "clip.mean", counts.Clip.Mean),
            fields.Number(prefix + "clip.variance", counts.Clip.Variance)));

    private static PlateauState Visit(ICheckpointFields fields, string prefix, PlateauState state) => new(
        fields.Number(prefix + "best", state.Best),
        fields.Number(prefix + "bad_reports", state.BadReports),
        fields.Number(prefix + "cooling_down", state.CoolingDown),
        fields.Number(prefix + "reductions", state.Reductions));
}
