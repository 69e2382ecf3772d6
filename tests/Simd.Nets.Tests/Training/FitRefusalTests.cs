using Xunit;

namespace Simd.Nets.Tests.Training;

/// <summary>What Fit refuses at its start, with the network and its statistics as they were.</summary>
public class FitRefusalTests
{
    private static readonly DataSet Train = Linear.Samples(samples: 24, seed: 1);
    private static readonly DataSet Validation = Linear.Samples(samples: 10, seed: 2);

    [Fact]
    public void What_asks_for_a_validation_set_that_is_not_there_is_refused()
    {
        Trainer<CountingRegression> trainer = Trainer();
        Refuses(trainer, "earlyStopping", () => trainer.Fit(Train, earlyStopping: new()), "validation loss", "Monitored.TrainingLoss");
        Refuses(trainer, "metrics", () => trainer.Fit(Train, metrics: [new R2(3)]), "pass validation");
        Refuses(trainer, "earlyStopping", () => trainer.Fit(Train, earlyStopping: new() { Monitor = new R2(3) }), "R²");
        Refuses(trainer, "metrics", () => trainer.Fit(Train, validation: Validation, metrics: [new R2(2)]), "made for 2 outputs", "3 came");
        Refuses(trainer, "metrics", () => trainer.Fit(Train, validation: Validation, metrics: [new Accuracy()]), "labels");
        Refuses(trainer, "metrics", () => trainer.Evaluate(Validation, new TopK(2)), "labels");
        Refuses(trainer, "validation", () => trainer.Fit(Train, validation: DataSet.FromArrays([1f], 1, [1f], 1)), "4 inputs", "has 1");
        Assert.Throws<ArgumentOutOfRangeException>("Patience", () => new EarlyStopping { Patience = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("MinimumImprovement", () => new EarlyStopping { MinimumImprovement = -1 });
    }

    [Fact]
    public void A_batch_of_one_that_would_meet_batch_normalisation_is_refused_at_the_start()
    {
        Trainer<CountingRegression> trainer = Trainer();
        DataSet nine = Train.Take(9);
        Refuses(
            trainer, "batch", () => trainer.Fit(nine, batch: 4), "9 samples in batches of 4", "1 batch normalisation", "LastBatch.Drop");
        Refuses(trainer, "batch", () => trainer.Fit(nine, batch: 1), "batches of 1", "layer 1 batch normalisation");
        Refuses(trainer, "batch", () => trainer.Fit(nine.Take(1)), "batches of 1");
        Refuses(trainer, "inputs", () => trainer.Step(new float[4], new float[3]), "the batch has 1: pass more at a time");
        Refuses(
            trainer, "batch", () => trainer.Fit(SampleStream.FromBlocks([nine], count: 9), batch: 4), "9 samples in batches of 4");
        Assert.Equal(8, trainer.Fit(nine, batch: 4, lastBatch: LastBatch.Drop).Complete().Samples);
        Assert.Equal(9, trainer.Fit(nine, batch: 7).Complete().Samples);
        Assert.Equal(9, trainer.Fit(nine, batch: 32).Complete().Samples);
    }

    [Fact]
    public void A_schedule_shorter_than_the_run_is_refused_naming_both()
    {
        Trainer<CountingRegression> trainer = Trainer();
        trainer.Schedule = LearningRateSchedule.OneCycle(.1, 8);
        Refuses(trainer, "epochs", () => trainer.Fit(Train, batch: 8, epochs: 3), "ends after 8 steps", "to step 9");
        var counted = SampleStream.FromBlocks([Train], count: 24);
        Refuses(trainer, "epochs", () => trainer.Fit(counted, batch: 8, epochs: 3), "8 steps", "step 9");
        trainer.AccumulationSteps = 2;
        trainer.Fit(Train, batch: 8, epochs: 3).Complete();
        Assert.Equal(6, trainer.Steps);
        Refuses(trainer, "epochs", () => trainer.Fit(Train, batch: 8, epochs: 2), "ends after 8 steps", "6 are done", "to step 10");
    }

    [Fact]
    public void A_plateau_is_told_the_monitored_value_behind_every_epoch()
    {
        Trainer<CountingRegression> trainer = Trainer();
        trainer.Schedule = LearningRateSchedule.Plateau(factor: .5, patience: 0, maximize: true);
        var rates = new List<double>();
        var stopping = new EarlyStopping { Monitor = new Scripted(true, 1, 2, 2, 3, 1), Patience = 9 };
        foreach (EpochReport _ in trainer.Fit(Train, batch: 8, epochs: 5, validation: Validation, earlyStopping: stopping))
        {
            rates.Add(trainer.LearningRate);
        }

        Assert.Equal([.01, .01, .005, .005, .0025], rates);
        Refuses(trainer, "earlyStopping", () => trainer.Fit(Train), "grow", "training loss", "maximize: false");
        trainer.Schedule = LearningRateSchedule.Plateau().WithWarmup(3);
        Refuses(trainer, "earlyStopping", () => trainer.Fit(Train, validation: Validation, earlyStopping: stopping), "shrink", "scripted");
        trainer.Fit(Train, batch: 8, validation: Validation).Complete();
    }

    private static Trainer<CountingRegression> Trainer() => new(CountingRegression.Create(1), new Descent(.01));

    private static void Refuses(Trainer<CountingRegression> trainer, string parameter, Action act, params string[] parts)
    {
        float[] before = All();
        var error = Assert.Throws<ArgumentException>(parameter, act);
        Assert.All(parts, part => Assert.Contains(part, error.Message));
        Assert.Equal(before, All());

        float[] All() => [.. trainer.Network.Runtime.Parameters, .. trainer.Network.Runtime.State];
    }
}
