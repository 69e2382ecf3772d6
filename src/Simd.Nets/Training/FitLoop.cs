using System.Diagnostics;
using System.Numerics;

namespace Simd.Nets;

/// <summary>The epochs of one <see cref="Trainer{TNetwork, T}.Fit"/>, and the memory they share.</summary>
internal sealed class FitLoop<TNetwork, T>(Trainer<TNetwork, T> trainer, IBatchFeed<T> feed, int batch) : IEpochs
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkRuntime<TNetwork, T> runtime = trainer.Network.Runtime;
    private BestEpoch<TNetwork, T>? best;

    public required int Epochs { get; init; }

    public required ulong Seed { get; init; }

    public required Evaluation<TNetwork, T>? Validation { get; init; }

    public required EarlyStopping? EarlyStopping { get; init; }

    public required Monitored Monitored { get; init; }

    public required IProgress<FitProgress>? Progress { get; init; }

    public required CancellationToken Cancellation { get; init; }

    public bool IsOver => best?.IsOver ?? false;

    public EpochReport? Best => best?.Report;

    /// <summary>Trains one epoch, from 1. Its order depends on the seed and the epochs that the trainer trained before.</summary>
    public EpochReport Train(int epoch)
    {
        EpochReport report = TrainSteps(epoch);
        using (trainer.UseAverageIfAny())
        {
            report = report with { Validation = Validation?.Run() };
            if (EarlyStopping is not null)
            {
                best ??= new(runtime, EarlyStopping);
                report = report with { IsBest = best.Observe(report) };
            }
        }

        trainer.ReportMetric(Monitored.Of(report));
        if (EarlyStopping is { RestoreBest: true } && (best!.IsOver || epoch == Epochs))
        {
            RestoreBest();
        }

        return report;
    }

    public void RestoreBest()
    {
        best?.Restore();
        trainer.DropAccumulated();
    }

    // A stream's length shows behind its first epoch.
    private void RequireSchedule(int epoch)
    {
        long left = BatchChecks.StepsOf(feed.Samples, batch, trainer.AccumulationSteps) * (Epochs - epoch + 1);
        trainer.Schedule?.RequireLength(trainer.Steps + left, "epochs", trainer.Steps);
    }

    private EpochReport TrainSteps(int epoch)
    {
        RequireSchedule(epoch);
        try
        {
            return TrainBatches(epoch);
        }
        finally
        {
            trainer.DropAccumulated(); // of an epoch that was left before its end: it starts anew
        }
    }

    private EpochReport TrainBatches(int epoch)
    {
        long start = Stopwatch.GetTimestamp();
        int steps = (int)BatchChecks.StepsOf(feed.Samples, batch);
        var loss = new WeightedMean();
        int step = 0;
        long done = 0;
        foreach (Minibatch<T> minibatch in feed.Epoch(new(Seed, (ulong)trainer.Epochs + 1)))
        {
            Cancellation.ThrowIfCancellationRequested();
            double came = trainer.Train(minibatch.Inputs, minibatch.Targets);
            if (trainer.LastStep.Outcome is not (StepOutcome.Skipped or StepOutcome.RolledBack))
            {
                loss.Add(came, WeightOf(minibatch));
            }

            done += minibatch.Count;
            step++;
            Progress?.Report(new(epoch, Epochs, step, steps, loss.Value, done / Stopwatch.GetElapsedTime(start).TotalSeconds));
        }

        if (trainer.Accumulated > 0)
        {
            trainer.Update();
        }

        trainer.Epochs++;
        return new(epoch, Epochs, loss.Value, done, Stopwatch.GetElapsedTime(start));
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
