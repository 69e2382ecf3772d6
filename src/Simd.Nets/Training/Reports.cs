namespace Simd.Nets;

/// <summary>One epoch of <see cref="Trainer{TNetwork, T}.Fit"/>, done.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Epochs">Epochs of the run.</param>
/// <param name="Loss">The mean over the epoch's samples of the loss that each had when its batch was met.</param>
/// <param name="Samples">Samples trained on.</param>
/// <param name="Elapsed">Time from the epoch's shuffle to its last step, reports of progress included.</param>
public readonly record struct EpochReport(int Epoch, int Epochs, double Loss, int Samples, TimeSpan Elapsed)
{
    /// <summary>Samples trained on a second.</summary>
    public double SamplesPerSecond => Samples / Elapsed.TotalSeconds;

    /// <summary><c>epoch 3/10: loss 0.3127, 60,000 samples in 0.41 s, 146,341 a second</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"epoch {Epoch}/{Epochs}: loss {Loss:G4}, {Samples:N0} samples in {Elapsed.TotalSeconds:0.00} s, {SamplesPerSecond:N0} a second");
}

/// <summary>How far <see cref="Trainer{TNetwork, T}.Fit"/> has come, behind every step.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Epochs">Epochs of the run.</param>
/// <param name="Step">Steps done of this epoch, from 1.</param>
/// <param name="Steps">Steps of an epoch.</param>
/// <param name="Loss">The mean loss of the epoch's samples so far.</param>
/// <param name="SamplesPerSecond">Over the epoch so far.</param>
public readonly record struct FitProgress(int Epoch, int Epochs, int Step, int Steps, double Loss, double SamplesPerSecond);

/// <summary>How a network does on a data set.</summary>
/// <param name="Loss">The mean loss of a sample.</param>
/// <param name="Accuracy">The share of samples whose largest output is that of their label; NaN where there are target values.</param>
/// <param name="Samples">Samples looked at.</param>
public readonly record struct EvaluationReport(double Loss, double Accuracy, int Samples)
{
    /// <summary><c>loss 0.3127, accuracy 0.8840, 10,000 samples</c>.</summary>
    public override string ToString() => double.IsNaN(Accuracy)
        ? FormattableString.Invariant($"loss {Loss:G4}, {Samples:N0} samples")
        : FormattableString.Invariant($"loss {Loss:G4}, accuracy {Accuracy:0.0000}, {Samples:N0} samples");
}

/// <summary>What becomes of the samples at an epoch's end that are fewer than a batch.</summary>
public enum LastBatch
{
    /// <summary>They are a smaller batch.</summary>
    Keep,

    /// <summary>They are left out of this epoch; the shuffle decides which they are.</summary>
    Drop,
}
