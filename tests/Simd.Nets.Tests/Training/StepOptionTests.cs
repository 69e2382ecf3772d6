using Xunit;

namespace Simd.Nets.Tests.Training;

/// <summary>Schedule, accumulation, sample weights, average of weights, report.</summary>
public class StepOptionTests
{
    private readonly FedComparison<double> comparison = new(new Sgd(0.1));

    private Trainer<FedNetwork<double>, double> Trainer => comparison.Trainer;

    [Fact]
    public void Schedule_sets_the_rate_of_every_step_and_leaves_the_optimizers_own_alone()
    {
        Trainer.Schedule = LearningRateSchedule.Cosine(100).WithWarmup(10);
        comparison.Run(
            (gradients, step) => gradients,
            step => Assert.Equal(Trainer.Schedule.RateAt(step - 1, 0.1), Trainer.LastStep.LearningRate));
        Assert.Equal(0.1, Trainer.Optimizer.LearningRate);
    }

    [Fact]
    public void Plateau_hears_what_is_reported()
    {
        Trainer.Schedule = LearningRateSchedule.Plateau(patience: 0);
        Trainer.ReportMetric(1);
        Trainer.ReportMetric(1);
        Assert.Equal(0.01, Trainer.LearningRate, 1e-15);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Schedule_that_makes_no_rate_is_refused_before_anything_changes(double factor)
    {
        Trainer.Schedule = LearningRateSchedule.Lambda(step => step < 3 ? 1 : factor);
        Trainer.NonFinitePolicy = NonFinitePolicy.SkipStep;
        for (long step = 1; step <= 3; step++)
        {
            comparison.Step(comparison.NextGradients(step));
        }

        double[] before = comparison.Network.Runtime.Parameters.ToArray();
        double[] gradients = comparison.NextGradients(4);
        var error = Assert.Throws<InvalidOperationException>(() => comparison.Step(gradients));
        Assert.Contains("a learning rate of", error.Message);
        Assert.Equal(before, comparison.Network.Runtime.Parameters.ToArray());
        Assert.Equal((3, 0), (Trainer.Steps, Trainer.Accumulated));
    }

    [Fact]
    public void Accumulated_batches_make_one_step_by_their_mean()
    {
        Trainer.AccumulationSteps = 4;
        for (long step = 1; step <= 10; step++)
        {
            var batches = new double[4][];
            for (int i = 0; i < 4; i++)
            {
                batches[i] = comparison.NextGradients(i + 1);
                comparison.Step(batches[i], loss: i);
                Assert.Equal(i < 3 ? StepOutcome.Accumulated : StepOutcome.Taken, Trainer.LastStep.Outcome);
                Assert.Equal((i + 1) % 4, Trainer.Accumulated);
            }

            comparison.Reference.Step(comparison.Reference.Split(Mean(batches)), step, 0.1);
            Assert.Equal((1.5, step), (Trainer.LastStep.Loss, Trainer.Steps));
        }

        comparison.AssertEqual();
    }

    [Fact]
    public void Update_ends_an_accumulation_early()
    {
        Trainer.AccumulationSteps = int.MaxValue;
        double[][] batches = [comparison.NextGradients(1), comparison.NextGradients(2), comparison.NextGradients(3)];
        Assert.All(batches, batch => comparison.Step(batch));
        Trainer.Update();
        comparison.Reference.Step(comparison.Reference.Split(Mean(batches)), 1, 0.1);
        comparison.AssertEqual();
        Assert.Equal((1, 0), (Trainer.Steps, Trainer.Accumulated));
        Assert.Throws<ArgumentOutOfRangeException>("AccumulationSteps", () => Trainer.AccumulationSteps = 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Exponential_average_follows_its_formula(bool warmup)
    {
        Trainer.WeightAverage = WeightAverage.Exponential(0.95, warmup);
        CompareAverage(step => warmup ? Math.Min(0.95, (1.0 + step) / (10.0 + step)) : 0.95);
    }

    [Fact]
    public void Uniform_average_is_the_mean_of_all_weights()
    {
        Trainer.WeightAverage = WeightAverage.Uniform();
        CompareAverage(step => step / (step + 1.0));
    }

    [Fact]
    public void Average_in_use_is_the_networks_and_no_step_is_taken_meanwhile()
    {
        Trainer.WeightAverage = WeightAverage.Exponential();
        Assert.Contains("before the first step", Assert.Throws<InvalidOperationException>(() => Trainer.UseAverage()).Message);
        comparison.Step(comparison.NextGradients(1));
        comparison.Step(comparison.NextGradients(2));
        double[] trained = comparison.Network.Runtime.Parameters.ToArray();
        double[] averaged = Trainer.AveragedNetwork().Runtime.Parameters.ToArray();
        using (AverageScope scope = Trainer.UseAverage())
        {
            Assert.Equal(averaged, comparison.Network.Runtime.Parameters.ToArray());
            Assert.NotEqual(trained, averaged);
            Assert.Throws<InvalidOperationException>(() => comparison.Step(comparison.NextGradients(3)));
            Assert.Throws<InvalidOperationException>(() => Trainer.Update());
            Assert.Throws<InvalidOperationException>(() => Trainer.UseAverage());
            Assert.Throws<InvalidOperationException>(() => Trainer.WeightAverage = null);
            scope.Dispose();
        }

        Assert.Equal(trained, comparison.Network.Runtime.Parameters.ToArray());
        Trainer.WeightAverage = null;
        Assert.Contains("set WeightAverage", Assert.Throws<InvalidOperationException>(() => Trainer.AveragedNetwork()).Message);
        Assert.Throws<ArgumentOutOfRangeException>("decay", () => WeightAverage.Exponential(1));
    }

    [Fact]
    public void Report_tells_what_happened()
    {
        Assert.Equal(StepOutcome.None, Trainer.LastStep.Outcome);
        double[] gradients = comparison.NextGradients(1);
        comparison.Step(gradients, loss: 0.25);
        StepReport report = Trainer.LastStep;
        Assert.Equal((StepOutcome.Taken, 1, 0.25), (report.Outcome, report.Step, report.Loss));
        Assert.Equal((0.0, 1.0, 0.1), (report.Penalty, report.ClipFactor, report.LearningRate));
        Assert.Equal(ReferenceTrainer.Norm(gradients), report.GradientNorm, 1e-12);
        Assert.StartsWith("step 1 taken: loss 0.25, gradient norm", report.ToString());
        Trainer.ValidateGradients = false;
        comparison.Step(gradients);
        Assert.Equal(double.NaN, Trainer.LastStep.GradientNorm);
    }

    [Fact]
    public void Sample_weights_are_checked_and_reach_the_loss()
    {
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Sgd(0.1));
        Assert.Throws<ArgumentException>("weights", () => trainer.Step(new float[8], [0, 1], [1f]));
        Assert.ThrowsAny<ArgumentException>(() => trainer.Step(new float[8], [0, 1], [1f, -1]));
        Assert.ThrowsAny<ArgumentException>(() => Trainer.Step(comparison.NextGradients(1), [1.0], [double.NaN]));
        Assert.Equal(0, trainer.Steps);
    }

    public static TheoryData<string> Configurations => [.. All.Keys];

    private static readonly Dictionary<string, Action<Trainer<FedNetwork<double>, double>>> All = new()
    {
        ["nothing"] = _ => { },
        ["clip by value"] = trainer => trainer.Clip = GradientClip.Value(1),
        ["clip by layer"] = trainer => trainer.Clip = GradientClip.NormPerLayer(1),
        ["clip by global norm"] = trainer => trainer.Clip = GradientClip.GlobalNorm(1),
        ["adaptive clip"] = trainer => trainer.Clip = GradientClip.Adaptive(),
        ["ZClip"] = trainer => trainer.Clip = GradientClip.ZClip(),
        ["weights by value"] = trainer => trainer.WeightClip = WeightClip.Value(0.1),
        ["weights by norm"] = trainer => trainer.WeightClip = WeightClip.MaxNorm(0.1),
        ["schedule"] = trainer => trainer.Schedule = LearningRateSchedule.OneCycle(0.1, 10_000).WithWarmup(3),
        ["settings"] = trainer =>
        {
            trainer.Settings["0.*"].LearningRateFactor = 0.5;
            trainer.Settings["5.*"].L1Penalty = 1e-3;
            trainer.Settings["5.weight"].L2Penalty = 1e-3;
            trainer.Settings["1.weight"].Frozen = true;
        },
        ["accumulation"] = trainer => trainer.AccumulationSteps = 3,
        ["average"] = trainer => trainer.WeightAverage = WeightAverage.Exponential(warmup: true),
        ["roll back"] = trainer => trainer.NonFinitePolicy = NonFinitePolicy.RollBack(every: 2),
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Step_allocates_nothing(string configuration)
    {
        All[configuration](Trainer);
        double[] gradients = comparison.NextGradients(1);
        Assert.Equal(0, Allocation.Least(() => Trainer.Step(gradients, [1.0])));
    }

    private void CompareAverage(Func<long, double> keep)
    {
        double[][] expected = [];
        for (long step = 1; step <= 100; step++)
        {
            double[] gradients = comparison.NextGradients(step);
            comparison.Step(gradients);
            comparison.Reference.Step(comparison.Reference.Split(gradients), step, 0.1);
            double[][] weights = [.. Enumerable.Range(0, 7).Select(i => comparison.Reference.Weights(i).ToArray())];
            double d = keep(step - 1);
            expected = step == 1
                ? weights
                : [.. expected.Zip(weights, (a, w) => a.Zip(w, (mean, weight) => (d * mean) + ((1 - d) * weight)).ToArray())];
        }

        Assert.All(
            Trainer.AveragedNetwork().Runtime.Tensors.Zip(expected),
            pair => Assert.All(pair.First.ToArray().Zip(pair.Second), each => Assert.Equal(each.Second, each.First, 1e-12)));
    }

    private static double[] Mean(double[][] batches) =>
        [.. Enumerable.Range(0, batches[0].Length).Select(i => batches.Average(batch => batch[i]))];
}
