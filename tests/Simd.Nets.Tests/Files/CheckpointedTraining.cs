using Simd.Nets.Tests.Training;

namespace Simd.Nets.Tests.Files;

/// <summary>Training whose every part remembers something from step to step: moments, counts, statistics, clip, schedule, average, last good
/// state, accumulated gradients, best epoch.</summary>
internal sealed class CheckpointedTraining
{
    public const int Epochs = 4;
    public const int Batches = 12;

    public static readonly DataSet Train = Samples(90, seed: 1);
    private static readonly DataSet Validation = Samples(30, seed: 2);

    public CheckpointedTraining(Action<Trainer<CountingRegression>>? change = null)
    {
        Trainer = new(CountingRegression.Create(7), new Adam(.05, amsgrad: true))
        {
            AccumulationSteps = 5,
            Clip = GradientClip.ZClip(warmupSteps: 2),
            Schedule = LearningRateSchedule.Plateau(patience: 0, threshold: .5).WithWarmup(1),
            NonFinitePolicy = NonFinitePolicy.RollBack(every: 3),
            WeightAverage = WeightAverage.Exponential(.9),
        };
        Trainer.Settings["0.bias"].LearningRateFactor = .5;
        change?.Invoke(Trainer);
    }

    /// <summary>A report without its time, which differs from run to run.</summary>
    public static EpochReport Timeless(EpochReport report) => report with { Elapsed = TimeSpan.FromSeconds(1) };

    public Trainer<CountingRegression> Trainer { get; }

    public TrainingRun Fit(
        IProgress<FitProgress>? progress = null,
        int epochs = Epochs,
        ulong seed = 3,
        int batch = 8,
        LastBatch lastBatch = LastBatch.Keep,
        EarlyStopping? earlyStopping = null) => Trainer.Fit(
            Train,
            batch,
            epochs,
            seed,
            lastBatch,
            validation: Validation,
            metrics: [new R2(3)],
            earlyStopping: earlyStopping ?? new() { Patience = 3 },
            progress: progress);

    /// <summary>All that a trainer is, as the bytes of a checkpoint.</summary>
    public byte[] Bytes()
    {
        using var folder = new Folder();
        Trainer.Save(folder["all"]);
        return File.ReadAllBytes(folder["all"]);
    }

    /// <summary>Trains up to a batch, counted over all epochs from 1, saves and is stopped there.</summary>
    public void FitUntil(int batch, string path)
    {
        try
        {
            Fit(new Recorder { After = StopAtBatch }).Complete();
        }
        catch (OperationCanceledException)
        {
        }

        void StopAtBatch(FitProgress progress)
        {
            if (((progress.Epoch - 1) * Batches) + progress.Step == batch)
            {
                Trainer.Save(path);
                throw new OperationCanceledException();
            }
        }
    }

    private static DataSet Samples(int count, ulong seed)
    {
        var random = new PhiloxStream(seed, 0);
        var inputs = new float[count * Linear.Inputs];
        var targets = new float[count * Linear.Outputs];
        foreach (ref float value in inputs.AsSpan())
        {
            value = (float)random.NextNormal();
        }

        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = inputs[i / Linear.Outputs * Linear.Inputs] + (.3f * (float)random.NextNormal());
        }

        return DataSet.FromArrays(inputs, Linear.Inputs, targets, Linear.Outputs);
    }
}
