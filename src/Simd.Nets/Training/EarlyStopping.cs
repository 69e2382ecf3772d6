namespace Simd.Nets;

/// <summary>
/// When <see cref="Trainer{TNetwork, T}.Fit"/> ends before its last epoch, and which epoch's weights it leaves behind:
/// <c>earlyStopping: new() { Patience = 5 }</c>.
/// </summary>
public sealed record EarlyStopping
{
    /// <summary>What is looked at behind every epoch; by default the validation loss. A <see cref="Metric"/> will do too, and is then
    /// measured on the validation set.</summary>
    public Monitored Monitor { get; init; } = Monitored.ValidationLoss;

    /// <summary>Epochs in a row without an improvement behind which the run ends, 1 or more; <see cref="int.MaxValue"/> never ends it, and
    /// only keeps the best weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Patience
    {
        get;
        init => field = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Patience), $"Patience must be 1 epoch or more; {value} came.");
    } = 5;

    /// <summary>By how much a value must be better than the best before it to count as an improvement, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double MinimumImprovement
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(MinimumImprovement),
                FormattableString.Invariant($"MinimumImprovement must be a finite number, 0 or more; {value} came."));
    }

    /// <summary>
    /// Whether the run's last epoch, be it early or not, puts parameters and state back to what they were behind the best epoch; true by
    /// default. Moments and the counts of steps and epochs go on from where they are. A run that is left, cancelled or fails restores
    /// nothing by itself: <see cref="TrainingRun.RestoreBest"/> does.
    /// </summary>
    public bool RestoreBest { get; init; } = true;
}

/// <summary>A value that is looked at behind every epoch.</summary>
public sealed class Monitored
{
    private readonly Func<EpochReport, double> read;

    private Monitored(string name, bool largerIsBetter, bool needsValidation, Func<EpochReport, double> read, Metric? metric = null)
    {
        this.read = read;
        Name = name;
        LargerIsBetter = largerIsBetter;
        NeedsValidation = needsValidation;
        Metric = metric;
    }

    /// <summary>The loss on the validation set.</summary>
    public static Monitored ValidationLoss { get; } = new("validation loss", false, true, report => report.ValidationLoss);

    /// <summary>The accuracy on the validation set.</summary>
    public static Monitored ValidationAccuracy { get; } = new("validation accuracy", true, true, report => report.ValidationAccuracy);

    /// <summary>The loss of the epoch's training steps.</summary>
    public static Monitored TrainingLoss { get; } = new("training loss", false, false, report => report.Loss);

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Whether of two values the larger is the better.</summary>
    public bool LargerIsBetter { get; }

    internal bool NeedsValidation { get; }

    internal Metric? Metric { get; }

    /// <summary>A metric, measured on the validation set.</summary>
    public static implicit operator Monitored(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new(metric.Name, metric.LargerIsBetter, true, _ => metric.Value, metric);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal double Of(EpochReport report) => read(report);
}
