using System.Globalization;
using Simd.Nets.Tests.Data;
using Xunit;

namespace Simd.Nets.Tests.Training;

public class LearningRateTests
{
    private static readonly DataSet Data = Clouds.Corners(90);

    [Fact]
    public void Rates_grow_by_a_constant_factor_from_the_first_to_the_last()
    {
        LearningRateCurve curve = Trainer(new Sgd(.1)).FindLearningRate(Data, from: 1e-4, to: 1e-1, steps: 31, batch: 8);
        Assert.Equal((31, false), (curve.Count, curve.HasDiverged));
        Assert.Equal(1e-4, curve[0].LearningRate, 1e-18);
        Assert.Equal(1e-1, curve[^1].LearningRate, 1e-15);
        Assert.All(
            curve.Zip(curve.Skip(1)),
            pair => Assert.Equal(Math.Pow(10, .1), pair.Second.LearningRate / pair.First.LearningRate, 1e-12));
    }

    [Fact]
    public void Training_goes_on_behind_it_as_if_it_had_not_been()
    {
        (Trainer<CountingRegression> with, Trainer<CountingRegression> without) = (Regression(), Regression());
        DataSet data = Line();
        foreach (Trainer<CountingRegression> trainer in new[] { with, without })
        {
            trainer.Fit(data, batch: 8, epochs: 2).Complete();
        }

        byte[] before = Bytes(with);
        LearningRateCurve curve = with.FindLearningRate(data, to: 1e6, batch: 8);
        Assert.True(curve.HasDiverged);
        Assert.Equal(before, Bytes(with));
        Assert.Equal((6, 2, 1e-2), (with.Steps, with.Epochs, with.Optimizer.LearningRate));
        foreach (Trainer<CountingRegression> trainer in new[] { with, without })
        {
            trainer.Fit(data, batch: 8, epochs: 2).Complete();
        }

        Assert.Equal(Bytes(without), Bytes(with));
    }

    [Fact]
    public void Every_option_of_the_trainer_is_as_before_behind_it()
    {
        Trainer<CountingRegression> Optioned() => new(CountingRegression.Create(1), new AdamW(1e-2))
        {
            Clip = GradientClip.ZClip(),
            Schedule = LearningRateSchedule.Cosine(1000).WithWarmup(5),
            NonFinitePolicy = NonFinitePolicy.RollBack(every: 2),
            WeightAverage = WeightAverage.Exponential(.9),
            AccumulationSteps = 2,
        };
        (Trainer<CountingRegression> with, Trainer<CountingRegression> without) = (Optioned(), Optioned());
        DataSet data = Line();
        (float[] inputs, float[] targets) = (new float[8], new float[6]);
        data.GatherInputs<float>([0, 1], inputs);
        data.GatherTargets<float>([0, 1], targets);
        foreach (Trainer<CountingRegression> trainer in new[] { with, without })
        {
            trainer.Fit(data, batch: 3, epochs: 2).Complete();
            trainer.Step(inputs, targets);
            Assert.Throws<InvalidOperationException>(() => trainer.FindLearningRate(data, batch: 8));
            trainer.Step(inputs, targets);
        }

        byte[] before = Bytes(with);
        StepReport last = with.LastStep;
        double rate = with.LearningRate;
        Assert.True(with.FindLearningRate(data, to: 1e6, batch: 8).HasDiverged);
        Assert.Equal(before, Bytes(with));
        Assert.Equal((9, 0, rate, last, 0), (with.Steps, with.Accumulated, with.LearningRate, with.LastStep, with.RollBacks));
        foreach (Trainer<CountingRegression> trainer in new[] { with, without })
        {
            trainer.Fit(data, batch: 3, epochs: 2).Complete();
        }

        Assert.Equal(Bytes(without), Bytes(with));
        using (with.UseAverage())
        using (without.UseAverage())
        {
            Assert.Equal(Bytes(without), Bytes(with));
            Assert.Throws<InvalidOperationException>(() => with.FindLearningRate(data, batch: 8));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_curve()
    {
        Trainer<SoftmaxRegression<float>> trainer = Trainer(new Adam());
        Assert.Equal(trainer.FindLearningRate(Data, seed: 3), trainer.FindLearningRate(Data, seed: 3));
        Assert.NotEqual(trainer.FindLearningRate(Data, seed: 3), trainer.FindLearningRate(Data, seed: 4));
    }

    [Fact]
    public void It_ends_where_the_loss_diverges_and_the_suggestion_trains()
    {
        Trainer<CountingRegression> trainer = Regression(new Sgd(1e-9));
        DataSet data = Line();
        LearningRateCurve curve = trainer.FindLearningRate(data, to: 1e5, steps: 150, batch: 8);
        Assert.True(curve.HasDiverged && curve.Count < 150);
        Assert.All(curve, point => Assert.True(double.IsFinite(point.Loss) && double.IsFinite(point.SmoothedLoss)));
        trainer.Optimizer.LearningRate = curve.Suggested!.Value;
        double before = trainer.Evaluate(data).Loss;
        trainer.Fit(data, batch: 8, epochs: 60).Complete();
        Assert.True(trainer.Evaluate(data).Loss < before / 20, $"{curve.Suggested}: {before} → {trainer.Evaluate(data).Loss}");
    }

    [Fact]
    public void The_rules_find_the_steepest_place_and_the_minimum()
    {
        // Flat at 2 up to 1e-3, down to 1 at 1e-1 along a cosine (steepest at 1e-2), then up.
        double[] rates = [.. Enumerable.Range(0, 121).Select(i => Math.Pow(10, -5 + (i / 24.0)))];
        double[] losses = Array.ConvertAll(rates, rate => rate < 1e-3 ? 2
            : rate < 1e-1 ? 1.5 + (.5 * Math.Cos((Math.Log10(rate) + 3) / 2 * Math.PI))
            : 1 + (30 * (rate - .1)));
        var curve = new LearningRateCurve(rates, losses, diverged: false);
        Assert.InRange(curve.SteepestDescent!.Value, 5e-3, 2e-2);
        Assert.InRange(curve.MinimumOverTen, 8e-3, 2e-2);
        Assert.Equal(Math.Min(curve.SteepestDescent.Value, curve.MinimumOverTen), curve.Suggested);
        Assert.Equal(losses, curve.Select(point => point.Loss));
    }

    [Fact]
    public void A_loss_that_falls_nowhere_suggests_nothing()
    {
        double[] rates = [.. Enumerable.Range(0, 50).Select(i => Math.Pow(10, i / 10.0))];
        Assert.Null(new LearningRateCurve(rates, [.. rates.Select(rate => 1 + rate)], diverged: false).Suggested);
        var flat = new LearningRateCurve(rates, [.. rates.Select(_ => 3.0)], diverged: false);
        Assert.Null(flat.Suggested);
        Assert.Contains("falls nowhere", flat.ToString());
        Assert.Null(new LearningRateCurve([1], [2], diverged: true).Suggested);
        Assert.Contains("falls nowhere", new LearningRateCurve([1], [2], diverged: true).ToString());
    }

    [Fact]
    public void It_prints_a_plot_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fi-FI");
            double[] rates = [.. Enumerable.Range(0, 61).Select(i => Math.Pow(10, -6 + (i / 10.0)))];
            double[] losses = Array.ConvertAll(rates, rate => rate < .1 ? 2 - (10 * rate) : 99);
            string plot = new LearningRateCurve(rates, losses, diverged: true).ToString();
            Assert.Equal(15, plot.Split('\n').Length);
            Assert.Contains("1E-06", plot);
            Assert.Contains("suggested learning rate 0.0", plot);
            Assert.Single(plot, '^');
            Assert.All(plot.Split('\n')[..^1], line => Assert.True(line.Length <= 70, line));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_cannot_be_is_refused_and_a_first_loss_that_is_not_finite_is_thrown_with_everything_restored()
    {
        Trainer<SoftmaxRegression<float>> trainer = Trainer(new Sgd(.1));
        Assert.Throws<ArgumentOutOfRangeException>("from", () => trainer.FindLearningRate(Data, from: 0));
        Assert.Throws<ArgumentOutOfRangeException>("from", () => trainer.FindLearningRate(Data, from: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("to", () => trainer.FindLearningRate(Data, from: 1, to: 1));
        Assert.Throws<ArgumentOutOfRangeException>("to", () => trainer.FindLearningRate(Data, to: 1e39));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => trainer.FindLearningRate(Data, steps: 9));
        Assert.Throws<ArgumentOutOfRangeException>("batch", () => trainer.FindLearningRate(Data, batch: 0));
        Assert.Throws<ArgumentException>("data", () => trainer.FindLearningRate(DataSet.FromArrays([1f], 1, [0])));
        Assert.Throws<ArgumentException>("batch", () => Regression().FindLearningRate(Line(), batch: 1));

        trainer.Network.Runtime.Tensors["0.bias"].CopyFrom([0, float.NaN, 0]);
        float[] before = trainer.Network.Runtime.Parameters.ToArray();
        Assert.Throws<NonFiniteException>(() => trainer.FindLearningRate(Data));
        Assert.Equal(before, trainer.Network.Runtime.Parameters.ToArray());
        Assert.Equal((0, .1), (trainer.Steps, trainer.Optimizer.LearningRate));
    }

    [Fact]
    public void Fewer_samples_than_steps_are_met_again_and_a_stream_will_do()
    {
        Trainer<SoftmaxRegression<float>> trainer = Trainer(new Sgd(.1));
        Assert.Equal(40, trainer.FindLearningRate(Data.Take(5), to: 1e-3, steps: 40).Count);
        Assert.Equal(
            trainer.FindLearningRate(Data, to: 1e-2, batch: 8),
            trainer.FindLearningRate(SampleStream.FromBlocks([Data]), to: 1e-2, batch: 8));
    }

    private static Trainer<SoftmaxRegression<float>> Trainer(Optimizer optimizer) => new(SoftmaxRegression<float>.Create(1), optimizer);

    private static Trainer<CountingRegression> Regression(Optimizer? optimizer = null) =>
        new(CountingRegression.Create(1), optimizer ?? new Adam(1e-2));

    private static byte[] Bytes(Trainer<CountingRegression> trainer)
    {
        NetworkRuntime<CountingRegression, float> runtime = trainer.Network.Runtime;
        float[] values = [.. runtime.Parameters, .. runtime.Gradients, .. runtime.State, runtime.Passes];
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray();
    }

    private static DataSet Line()
    {
        var random = new PhiloxStream(6, 1);
        float[] inputs = [.. Enumerable.Range(0, 4 * 24).Select(_ => random.NextSingle())];
        return DataSet.FromArrays(inputs, 4, [.. Enumerable.Range(0, 3 * 24).Select(i => inputs[i / 3 * 4] + (i % 3))], 3);
    }
}
