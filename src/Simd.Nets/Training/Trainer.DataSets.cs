namespace Simd.Nets;

public partial class Trainer<TNetwork, T>
{
    /// <summary>
    /// Trains on a data set, every epoch in an order of its own. An epoch is trained when the run is enumerated:
    /// <c>foreach (var epoch in trainer.Fit(train, batch: 128, epochs: 10)) Console.WriteLine(epoch);</c> or
    /// <c>trainer.Fit(train).Complete();</c>
    /// </summary>
    /// <param name="train">Samples whose sizes fit the network: a <see cref="DataSet"/>, or a <see cref="SampleStream"/> that may be larger
    /// than memory.</param>
    /// <param name="batch">Samples a step, 1 or more; of a smaller data set, all.</param>
    /// <param name="epochs">How often every sample is met, 0 or more.</param>
    /// <param name="seed">An epoch's order depends on the seed and on <see cref="Epochs"/> alone: ten calls for an epoch train as one call
    /// for ten.</param>
    /// <param name="lastBatch">What becomes of the samples at an epoch's end that are fewer than a batch.</param>
    /// <param name="augmentation">What becomes of the network's images before they are trained on, every epoch something else; validation
    /// meets them as they are.</param>
    /// <param name="validation">Samples that the network is tested on behind every epoch, and is not trained on.</param>
    /// <param name="metrics">What is measured on the validation set, beside loss and accuracy.</param>
    /// <param name="earlyStopping">When the run ends before its last epoch, and that it keeps the best epoch's weights; null for
    /// never.</param>
    /// <param name="progress">Told behind every step.</param>
    /// <param name="cancellationToken">Looked at before every step; the network keeps the steps done.</param>
    /// <remarks>Where the trainer keeps a <see cref="WeightAverage"/>, it is the average that is validated, and kept as the best weights.
    /// What early stopping monitors, else the validation loss, else the training loss, is reported to the <see cref="Schedule"/> behind
    /// every epoch. Gradients that still wait for their step at an epoch's end (<see cref="AccumulationSteps"/>) make one of their own;
    /// those of an epoch that is left before its end are forgotten. A batch that was left out because loss or gradients are not finite does
    /// not count in the epoch's loss.</remarks>
    /// <returns>The run, or behind <see cref="Resume"/> the rest of the one that was saved. Nothing is trained until it is enumerated or completed, which throws <see cref="OperationCanceledException"/> on
    /// cancellation, <see cref="NonFiniteException"/> when loss or gradients overflow, <see cref="DataFormatException"/> where a stream
    /// turns out to be malformed, and <see cref="ArgumentException"/> where behind the first epoch it turns out that the schedule is
    /// shorter than the run.</returns>
    /// <exception cref="ArgumentException">Samples do not fit the network (targets that are probabilities lie in [0, 1]), or are fewer than
    /// a batch and <paramref name="lastBatch"/> is <see cref="LastBatch.Drop"/>; a batch of one would meet batch normalisation; the network
    /// takes no images to augment, or too small ones; a metric does not fit; metrics or early stopping ask for a validation set that is not
    /// there; the schedule is shorter than the run, or waits for a metric to grow that is better when it is smaller; behind <see cref="Resume"/>, samples, batch, seed or early stopping are not those of
    /// the run that goes on.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A batch below 1 or beyond what an array holds, or epochs below 0.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no folder for <see cref="Checkpoint"/>.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public TrainingRun Fit(
        SampleSource train,
        int batch = 32,
        int epochs = 1,
        ulong seed = 0,
        LastBatch lastBatch = LastBatch.Keep,
        Augmentation? augmentation = null,
        SampleSource? validation = null,
        IReadOnlyList<Metric>? metrics = null,
        EarlyStopping? earlyStopping = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        DataSetChecks.RequireFor(runtime.Schema, train, nameof(train));
        if (epochs < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(epochs), $"epochs must be 0 or more; {epochs} came.");
        }

        int held = BatchChecks.Require(runtime.Schema, train, batch, lastBatch);
        ImageAugmentation? augmented = ImageAugmentation.Of<TNetwork, T>(augmentation);
        Metric[] measured = [.. metrics ?? [], .. earlyStopping?.Monitor.Metric is { } monitored ? (Metric[])[monitored] : []];
        if (validation is null)
        {
            DataSetChecks.RequireNoValidation(measured, earlyStopping);
        }

        Monitored monitor = earlyStopping?.Monitor ?? (validation is null ? Monitored.TrainingLoss : Monitored.ValidationLoss);
        IBatchFeed<T> feed = train.Feed<T>(held, lastBatch, augmented);
        var loop = new FitLoop<TNetwork, T>(this, feed, held)
        {
            Record = RecordOf(new(seed, held, lastBatch, train.KnownCount ?? -1), epochs, earlyStopping),
            Epochs = epochs,
            Validation = validation is null ? null : new(runtime, validation, measured, nameof(validation)),
            EarlyStopping = earlyStopping,
            Monitored = monitor,
            Progress = progress,
            Cancellation = cancellationToken,
        };
        DataSetChecks.RequireSchedule(Schedule, monitor, Steps, loop.StepsLeft);
        Checkpoint?.RequireFolder();
        (ResumedRun, WaitingRun) = (null, ResumedRun ?? WaitingRun);
        return new TrainingRun(loop);
    }

    /// <summary>
    /// Mean loss and accuracy on a data set, and what metrics say of it: <c>trainer.Evaluate(test, confusion, new TopK(5))</c>. May run on
    /// several threads at once, each with metrics of its own, but not beside training.
    /// </summary>
    /// <param name="data">Samples whose sizes fit the network.</param>
    /// <param name="metrics">Measured on these samples alone: what they held before is forgotten.</param>
    /// <exception cref="ArgumentException">The samples or a metric do not fit the network.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public EvaluationReport Evaluate(SampleSource data, params ReadOnlySpan<Metric> metrics) =>
        new Evaluation<TNetwork, T>(runtime, data, metrics, nameof(data)).Run();

    // Of a run of its own, or of the one that a checkpoint was saved in.
    private RunRecord<TNetwork, T> RecordOf(RunOrder order, int epochs, EarlyStopping? earlyStopping)
    {
        if (ResumedRun is not { } resumed)
        {
            return new(runtime) { Order = order };
        }

        if (resumed.Order != order)
        {
            throw new ArgumentException(
                $"the checkpoint was saved in a run over {resumed.Order}; this one is over {order}: give Fit the same, "
                + "or resume with continueRun: false.");
        }

        resumed.Extend(epochs);
        if (resumed.Reports.Count > epochs)
        {
            throw new ArgumentException(
                $"the run that the checkpoint was saved in has {resumed.Reports.Count} epochs behind it; {epochs} came.", nameof(epochs));
        }

        return resumed.Reports.Count == 0 || (resumed.Best is null) == (earlyStopping is null)
            ? resumed
            : throw new ArgumentException(
                $"the run that the checkpoint was saved in had {(resumed.Best is null ? "no " : "")}early stopping: give Fit the same.",
                nameof(earlyStopping));
    }

    /// <summary>The averaged weights, if there are any yet.</summary>
    internal AverageScope? UseAverageIfAny() => counts.Averaged > 0 ? UseAverage() : null;
}
