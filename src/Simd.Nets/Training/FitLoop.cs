using System.Diagnostics;
using System.Numerics;

namespace Simd.Nets;

/// <summary>The epochs of one <see cref="Trainer{TNetwork, T}.Fit"/>, and the memory they share.</summary>
internal sealed class FitLoop<TNetwork, T>(Trainer<TNetwork, T> trainer, IBatchFeed<T> feed, int batch) : IEpochs
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkRuntime<TNetwork, T> runtime = trainer.Network.Runtime;

    public required RunRecord<TNetwork, T> Record { get; init; }

    public required int Epochs { get; init; }

    public required Evaluation<TNetwork, T>? Validation { get; init; }

    public required EarlyStopping? EarlyStopping { get; init; }

    public required Monitored Monitored { get; init; }

    public required IProgress<FitProgress>? Progress { get; init; }

    public required CancellationToken Cancellation { get; init; }

    public bool IsOver => EarlyStopping is not null && (Record.Best?.IsOver(EarlyStopping) ?? false);

    public EpochReport? Best => Record.Best?.Report;

    public IReadOnlyList<EpochReport> Reports => Record.Reports;

    public void Enter() => trainer.Enter(Record);

    public void Leave()
    {
        if (trainer.Run == Record)
        {
            trainer.Run = null;
        }
    }

    /// <summary>Steps to the end of the run, as far as is known how long an epoch is.</summary>
    public long StepsLeft
    {
        get
        {
            long inEpoch = BatchChecks.StepsOf(feed.Samples, batch, trainer.AccumulationSteps);
            return (inEpoch * (Epochs - Record.Reports.Count)) - Math.Min(inEpoch, Record.Batches / trainer.AccumulationSteps);
        }
    }

    /// <summary>Trains one epoch, from 1. Its order depends on the seed and the epochs that the trainer trained before.</summary>
    public void Train(int epoch)
    {
        Enter(); // another run of the trainer may have been entered in between
        trainer.ForgetResumedRun();
        EpochReport report = TrainSteps(epoch);
        using (trainer.UseAverageIfAny())
        {
            report = report with { Validation = Validation?.Run() };
            if (EarlyStopping is not null)
            {
                Record.Best ??= new(runtime);
                report = report with { IsBest = Record.Best.Observe(report, EarlyStopping) };
            }
        }

        trainer.ReportMetric(Monitored.Of(report));
        Record.Reports.Add(report);
        if (EarlyStopping is { RestoreBest: true } && (IsOver || epoch == Epochs))
        {
            RestoreBest();
        }

        trainer.SaveIfDue(epochEnds: true, runEnds: IsOver || epoch == Epochs);
    }

    public void RestoreBest()
    {
        Record.Best?.Restore();
        trainer.DropAccumulated();
    }

    // A stream's length shows behind its first epoch.
    private void RequireSchedule() => trainer.Schedule?.RequireLength(trainer.Steps + StepsLeft, "epochs", trainer.Steps);

    private EpochReport TrainSteps(int epoch)
    {
        RequireSchedule();
        try
        {
            return TrainBatches(epoch);
        }
        finally
        {
            trainer.DropAccumulated(); // of an epoch that was left before its end: it starts anew
            Record.StartEpoch();
        }
    }

    private EpochReport TrainBatches(int epoch)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan before = Record.Elapsed;
        int steps = (int)BatchChecks.StepsOf(feed.Samples, batch);
        long skipped = Record.Batches; // those that were trained before a checkpoint
        foreach (Minibatch<T> minibatch in feed.Epoch(new(Record.Order.Seed, (ulong)trainer.Epochs + 1)))
        {
            if (skipped-- > 0)
            {
                continue;
            }

            Cancellation.ThrowIfCancellationRequested();
            double came = trainer.Train(minibatch.Inputs, minibatch.Targets);
            if (trainer.LastStep.Outcome is not (StepOutcome.Skipped or StepOutcome.RolledBack))
            {
                WeightedMean loss = Record.Loss;
                loss.Add(came, WeightOf(minibatch));
                Record.Loss = loss;
            }

            Record.Samples += minibatch.Count;
            Record.Batches++;
            Record.Elapsed = before + Stopwatch.GetElapsedTime(start);
            double speed = Record.Samples / Record.Elapsed.TotalSeconds;
            Progress?.Report(new(epoch, Epochs, (int)Record.Batches, steps, Record.Loss.Value, speed));
            trainer.SaveIfDue();
        }

        if (trainer.Accumulated > 0)
        {
            trainer.Update();
        }

        trainer.Epochs++;
        return new(epoch, Epochs, Record.Loss.Value, Record.Samples, before + Stopwatch.GetElapsedTime(start));
    }

    private static double WeightOf(Minibatch<T> minibatch)
    {
        if (minibatch.Targets.Weights.IsEmpty)
        {
            return minibatch.Count;
        }

        double sum = 0;
        foreach (T weight in minibatch.Targets.Weights)
        {
            sum += double.CreateTruncating(weight);
        }

        return sum;
    }
}
