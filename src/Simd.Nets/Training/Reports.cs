namespace Simd.Nets;

/// <summary>One epoch of <see cref="Trainer{TNetwork, T}.Fit"/>, done.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Epochs">Epochs of the run.</param>
/// <param name="Loss">The mean over the epoch's samples of the loss that each had when its batch was met; where samples have weights, each
/// counts with its own.</param>
/// <param name="Samples">Samples trained on.</param>
/// <param name="Elapsed">Time from the epoch's shuffle to its last step, reports of progress included, validation not.</param>
public readonly record struct EpochReport(int Epoch, int Epochs, double Loss, long Samples, TimeSpan Elapsed)
{
    /// <summary>How the network does on the validation set behind the epoch; null without one.</summary>
    public EvaluationReport? Validation { get; init; }

    /// <summary>Whether early stopping found the epoch better than all before it.</summary>
    public bool IsBest { get; init; }

    /// <summary>The loss on the validation set; NaN without one.</summary>
    public double ValidationLoss => Validation?.Loss ?? double.NaN;

    /// <summary>The accuracy on the validation set; NaN without one, and where there are target values.</summary>
    public double ValidationAccuracy => Validation?.Accuracy ?? double.NaN;

    /// <summary>Samples trained on a second.</summary>
    public double SamplesPerSecond => Samples / Elapsed.TotalSeconds;

    /// <summary><c>epoch 3/10: loss 0.3127, validation loss 0.3555, accuracy 0.8840, 60,000 samples in 0.41 s, 146,341 a
    /// second</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"epoch {Epoch}/{Epochs}: loss {Loss:G4}, {ValidationText}{Samples:N0} samples in {Elapsed.TotalSeconds:0.00} s, ")
        + FormattableString.Invariant($"{SamplesPerSecond:N0} a second{(IsBest ? ", best so far" : "")}");

    private string ValidationText => Validation is { } report ? $"validation {report.Measures}, " : "";
}

/// <summary>How far <see cref="Trainer{TNetwork, T}.Fit"/> has come, behind every step.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Epochs">Epochs of the run.</param>
/// <param name="Step">Steps done of this epoch, from 1.</param>
/// <param name="Steps">Steps of an epoch; 0 in the first epoch over a stream that does not say how long it is.</param>
/// <param name="Loss">The mean loss of the epoch's samples so far.</param>
/// <param name="SamplesPerSecond">Over the epoch so far.</param>
public readonly record struct FitProgress(int Epoch, int Epochs, int Step, int Steps, double Loss, double SamplesPerSecond);

/// <summary>How a network does on a data set. Where samples have weights, each counts with its own.</summary>
/// <param name="Loss">The mean loss of a sample.</param>
/// <param name="Accuracy">The share of samples whose largest output is that of their label; NaN where there are target values.</param>
/// <param name="Samples">Samples looked at.</param>
public readonly record struct EvaluationReport(double Loss, double Accuracy, long Samples)
{
    /// <summary>What the metrics said that were asked for, in their order.</summary>
    public IReadOnlyList<MetricValue> Metrics { get => field ?? []; init; }

    /// <summary><c>loss 0.3127, accuracy 0.8840, top-5 0.9910, 10,000 samples</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Measures}, {Samples:N0} samples");

    // A confusion matrix says the accuracy too: once is enough.
    internal string Measures => string.Join(", ", ((string[])
    [
        FormattableString.Invariant($"loss {Loss:G4}"),
        .. double.IsNaN(Accuracy) ? (string[])[] : [new MetricValue("accuracy", Accuracy).ToString()],
        .. Metrics.Select(metric => metric.ToString()),
    ]).Distinct());
}

/// <summary>What becomes of the samples at an epoch's end that are fewer than a batch.</summary>
public enum LastBatch
{
    /// <summary>They are a smaller batch.</summary>
    Keep,

    /// <summary>They are left out of this epoch; the shuffle decides which they are.</summary>
    Drop,
}
