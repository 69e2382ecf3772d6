using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Simd.Nets.Tests.Training;

public class ValidationTests
{
    private static readonly DataSet Train = Linear.Samples(samples: 24, seed: 1);
    private static readonly DataSet Validation = Linear.Samples(samples: 10, seed: 2);

    [Fact]
    public void Behind_every_epoch_the_network_is_tested_as_Evaluate_tests_it()
    {
        Trainer<CountingRegression> trainer = Trainer();
        var error = new Mae();
        foreach (EpochReport epoch in trainer.Fit(Train, batch: 8, epochs: 4, validation: Validation, metrics: [error]))
        {
            EvaluationReport expected = trainer.Evaluate(Validation, new Mae());
            EvaluationReport came = epoch.Validation!.Value;
            Assert.Equal((expected.Loss, expected.Loss, 10), (epoch.ValidationLoss, came.Loss, came.Samples));
            Assert.Equal(expected.Metrics, came.Metrics);
            Assert.Equal(new MetricValue("MAE", error.Value), Assert.Single(expected.Metrics));
            Assert.False(epoch.IsBest);
        }
    }

    [Fact]
    public void Validation_changes_nothing_in_training()
    {
        (Trainer<CountingRegression> with, Trainer<CountingRegression> without) = (Trainer(), Trainer());
        with.Fit(Train, batch: 8, epochs: 3, validation: Validation, metrics: [new R2(3)]).Complete();
        without.Fit(Train, batch: 8, epochs: 3).Complete();
        Assert.Equal(Of(without), Of(with));
    }

    [Fact]
    public void Without_a_validation_set_there_are_no_validation_figures()
    {
        EpochReport report = Trainer().Fit(Train, batch: 8).Complete();
        Assert.Equal((null, double.NaN, double.NaN), (report.Validation, report.ValidationLoss, report.ValidationAccuracy));
    }

    [Fact]
    public void A_run_ends_when_patience_does_and_leaves_the_best_weights_and_state() => Prop.ForAll(
        Cases.ToArbitrary(),
        drawn =>
        {
            (double[] values, int patience, double minimum, bool larger, bool restore) = drawn;
            (int best, int last) = Expected(values, patience, minimum, larger);
            Trainer<CountingRegression> trainer = Trainer();
            TrainingRun run = trainer.Fit(
                Train,
                batch: 8,
                epochs: values.Length,
                validation: Validation,
                earlyStopping: new()
                {
                    Monitor = new Scripted(larger, values),
                    Patience = patience,
                    MinimumImprovement = minimum,
                    RestoreBest = restore,
                });
            EpochReport final = run.Complete();
            Trainer<CountingRegression> plain = Trainer();
            plain.Fit(Train, batch: 8, epochs: restore && best > 0 ? best : last).Complete();
            return (run.Best?.Epoch ?? 0, final.Epoch, run.HasStoppedEarly) == (best, last, last < values.Length)
                && trainer.Epochs == last && Of(trainer).SequenceEqual(Of(plain))
                && run.Where(report => report.IsBest).Select(report => report.Epoch).LastOrDefault() == best;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_run_that_is_left_keeps_its_weights_until_it_is_asked_for_the_best()
    {
        Trainer<CountingRegression> trainer = Trainer();
        TrainingRun run = trainer.Fit(
            Train, batch: 8, epochs: 9, validation: Validation, earlyStopping: new() { Monitor = new Scripted(false, 3, 1, 2, 4) });
        Assert.Throws<InvalidOperationException>(run.RestoreBest);
        float[] best = [];
        foreach (EpochReport epoch in run)
        {
            best = epoch.IsBest ? Of(trainer) : best;
            if (epoch.Epoch == 4)
            {
                break;
            }
        }

        Assert.NotEqual(best, Of(trainer));
        run.RestoreBest();
        Assert.Equal(best, Of(trainer));
        Assert.Equal(2, run.Best!.Value.Epoch);
        Assert.False(run.HasStoppedEarly);
    }

    [Fact]
    public void Losses_and_accuracy_can_be_monitored()
    {
        var classifier = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Descent(.5));
        DataSet corners = DataSet.FromArrays([1f, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], 4, [0, 1, 2]);
        TrainingRun run = classifier.Fit(
            corners, epochs: 90, validation: corners, earlyStopping: new() { Monitor = Monitored.ValidationAccuracy, Patience = 3 });
        Assert.Equal(1, run.Complete().ValidationAccuracy);
        Assert.True(run.HasStoppedEarly);
        Assert.Equal(run.Best!.Value.Epoch + 3, run.Last().Epoch);

        Trainer<CountingRegression> trainer = Trainer();
        run = trainer.Fit(Train, batch: 8, epochs: 5, earlyStopping: new() { Monitor = Monitored.TrainingLoss });
        Assert.Equal(run.Complete().Loss, run.Min(report => report.Loss));
        run = trainer.Fit(Train, batch: 8, epochs: 5, validation: Validation, earlyStopping: new());
        Assert.Equal(run.Min(report => report.ValidationLoss), run.Best?.ValidationLoss);
    }

    [Fact]
    public void Gradients_that_wait_at_the_end_of_an_epoch_make_a_step()
    {
        Trainer<CountingRegression> trainer = Trainer();
        trainer.AccumulationSteps = 4;
        trainer.Fit(Train, batch: 4, epochs: 2).Complete();
        Assert.Equal((4, 0), (trainer.Steps, trainer.Accumulated));
    }

    [Fact]
    public void An_average_of_weights_is_what_is_validated_and_kept_as_the_best()
    {
        Trainer<CountingRegression> trainer = Trainer();
        trainer.WeightAverage = WeightAverage.Exponential(.9);
        TrainingRun run = trainer.Fit(
            Train, batch: 8, epochs: 4, validation: Validation, earlyStopping: new() { Monitor = new Scripted(false, 2, 1, 3, 4) });
        float[] best = [];
        foreach (EpochReport epoch in run.Take(3))
        {
            float[] trained = Of(trainer);
            using (trainer.UseAverage())
            {
                Assert.NotEqual(trained, Of(trainer));
                Assert.Equal(trainer.Evaluate(Validation).Loss, epoch.ValidationLoss);
                best = epoch.IsBest ? Of(trainer) : best;
            }

            Assert.Equal(trained, Of(trainer));
        }

        run.Complete();
        Assert.Equal(best, Of(trainer));
    }

    [Fact]
    public void A_batch_that_is_left_out_does_not_count_in_the_loss_of_its_epoch()
    {
        DataSet data = DataSet.FromArrays([0f, 0, 0, 0, 1e30f, 0, 0, 0], 4, [1f, 0, 0, 1e30f, 0, 0], 3);
        var trainer = new Trainer<LinearRegression<float>>(LinearRegression<float>.Create(1), new Descent(0))
        {
            NonFinitePolicy = NonFinitePolicy.SkipStep,
        };
        trainer.Network.Runtime.Parameters.Clear();
        EpochReport report = trainer.Fit(data, batch: 1).Complete();
        Assert.Equal((1 / 3.0, 2, 1), (report.Loss, report.Samples, trainer.Steps));
    }

    [Fact]
    public void Weights_count_in_the_losses_of_training_and_of_tests()
    {
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Descent(0));
        DataSet data = DataSet.FromArrays([1f, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], 4, [0, 1, 2]);
        double[] losses = [.. Enumerable.Range(0, 3).Select(sample => trainer.Evaluate(data.Select(sample)).Loss)];
        double expected = (losses[0] + (2 * losses[1]) + (4 * losses[2])) / 7;
        DataSet weighted = data.WithWeights(1, 2, 4);
        Assert.Equal(expected, trainer.Evaluate(weighted).Loss, 1e-6);
        Assert.Equal(expected, trainer.Fit(weighted, batch: 2).Complete().Loss, 1e-6);
    }

    [Fact]
    public void Reports_with_validation_read_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fi-FI");
            var validation = new EvaluationReport(.35551, .884, 10_000) { Metrics = [new("top-5", .99), new("accuracy", .884)] };
            Assert.Equal("loss 0.3555, accuracy 0.8840, top-5 0.9900, 10,000 samples", validation.ToString());
            Assert.Equal(
                "epoch 3/10: loss 0.3127, validation loss 0.3555, accuracy 0.8840, top-5 0.9900, 60,000 samples in 0.50 s, "
                    + "120,000 a second, best so far",
                new EpochReport(3, 10, .31274, 60_000, TimeSpan.FromSeconds(.5)) { Validation = validation, IsBest = true }.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static Gen<(double[] Values, int Patience, double Minimum, bool Larger, bool Restore)> Cases =>
        from values in Gen.Frequency((9, Gen.Choose(0, 9).Select(value => (double)value)), (1, Gen.Constant(double.NaN))).NonEmptyListOf()
        from patience in Gen.Choose(1, 4)
        from minimum in Gen.Elements(0.0, 1, 2.5)
        from larger in Gen.Elements(true, false)
        from restore in Gen.Elements(true, false)
        select (values.ToArray(), patience, minimum, larger, restore);

    // The epochs, from 1: the best, 0 if there is none, and the last.
    private static (int Best, int Last) Expected(double[] values, int patience, double minimum, bool larger)
    {
        (int best, int waited) = (0, 0);
        for (int epoch = 1; epoch <= values.Length; epoch++)
        {
            double value = values[epoch - 1];
            double before = best == 0 ? double.NaN : values[best - 1];
            bool better = best == 0 ? !double.IsNaN(value)
                : larger ? value > before && value >= before + minimum
                : value < before && value <= before - minimum;
            (best, waited) = better ? (epoch, 0) : (best, waited + 1);
            if (waited == patience)
            {
                return (best, epoch);
            }
        }

        return (best, values.Length);
    }

    private static Trainer<CountingRegression> Trainer() => new(CountingRegression.Create(1), new Descent(.01));

    private static float[] Of(Trainer<CountingRegression> trainer) =>
        [.. trainer.Network.Runtime.Parameters, .. trainer.Network.Runtime.State];
}
