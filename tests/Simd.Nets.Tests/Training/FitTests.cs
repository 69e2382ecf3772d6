using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Simd.Nets.Tests.Data;
using Xunit;

namespace Simd.Nets.Tests.Training;

public class FitTests
{
    internal static readonly DataSet Corners = Clouds.Corners(90);

    [Fact]
    public void Softmax_regression_learns_three_corners()
    {
        Trainer<SoftmaxRegression<float>> trainer = Classifier();
        EvaluationReport before = trainer.Evaluate(Corners);
        EpochReport last = trainer.Fit(Corners, batch: 8, epochs: 20, seed: 3).Complete();
        EvaluationReport after = trainer.Evaluate(Corners);
        Assert.Equal((20, 20, 90), (last.Epoch, last.Epochs, last.Samples));
        Assert.Equal(1, after.Accuracy);
        Assert.True(after.Loss < before.Loss && after.Loss < .1 && last.Loss < .1, $"{before}, {last}, {after}");
        Assert.Equal(20 * 12, trainer.Steps);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        Assert.Equal(WeightsAfter(seed: 5), WeightsAfter(seed: 5));
        Assert.NotEqual(WeightsAfter(seed: 5), WeightsAfter(seed: 6));
    }

    [Fact]
    public void Ten_calls_for_an_epoch_train_as_one_call_for_ten_to_the_bit()
    {
        Trainer<SoftmaxRegression<float>> one = Classifier();
        Trainer<SoftmaxRegression<float>> ten = Classifier();
        one.Fit(Corners, batch: 8, epochs: 10, seed: 5).Complete();
        for (int call = 0; call < 10; call++)
        {
            Assert.Equal(call, ten.Epochs);
            ten.Fit(Corners, batch: 8, epochs: 1, seed: 5).Complete();
        }

        Assert.Equal((10, 10), (one.Epochs, ten.Epochs));
        Assert.Equal(one.Network.Runtime.Parameters.ToArray(), ten.Network.Runtime.Parameters.ToArray());
    }

    [Fact]
    public void A_batch_whose_targets_no_array_can_hold_is_refused_by_what_there_is_too_much_of()
    {
        var trainer = new Trainer<WideTargets>(WideTargets.Create(1), new Descent(.1));
        DataSet narrow = DataSet.FromArrays(new float[1], 1, new float[WideTargets.Width], WideTargets.Width);
        DataSet many = narrow.Select(new int[1 << 11]);
        var error = Assert.Throws<ArgumentOutOfRangeException>("batch", () => trainer.Fit(many, batch: 1 << 11));
        Assert.Contains("1073741824 target values, so 1024 samples of 1048576; 2048 came", error.Message);
    }

    [Fact]
    public void Every_epoch_meets_every_sample_once_in_an_order_of_its_own()
    {
        // A rate of zero leaves every loss as it is; batches of one show, through their losses, which sample was met.
        Trainer<SoftmaxRegression<float>> trainer = Classifier(rate: 0);
        var progress = new Recorder();
        trainer.Fit(Corners, batch: 1, epochs: 2, progress: progress).Complete();
        double[] LossesOf(int epoch)
        {
            double[] sums = [0, .. progress.Reports.Where(report => report.Epoch == epoch).Select(report => report.Loss * report.Step)];
            return [.. sums.Skip(1).Zip(sums, (sum, before) => Math.Round(sum - before, 8))];
        }

        Assert.Equal(90, LossesOf(1).Length);
        Assert.Equal(LossesOf(1).Order(), LossesOf(2).Order());
        Assert.NotEqual(LossesOf(1), LossesOf(2));
    }

    [Fact]
    public void The_loss_of_an_epoch_is_the_mean_of_its_samples_whatever_the_batch() => Prop.ForAll(
        Gen.Choose(1, 120).ToArbitrary(),
        batch =>
        {
            Trainer<SoftmaxRegression<float>> trainer = Classifier(rate: 0);
            EpochReport report = trainer.Fit(Corners, batch).Complete();
            return report.Samples == 90 && trainer.Steps == (89 / batch) + 1
                && Math.Abs(report.Loss - trainer.Evaluate(Corners).Loss) < 1e-6;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_last_short_batch_is_kept_or_dropped()
    {
        Trainer<SoftmaxRegression<float>> keeping = Classifier();
        Trainer<SoftmaxRegression<float>> dropping = Classifier();
        Assert.Equal((90, 3), (keeping.Fit(Corners, batch: 40).Complete().Samples, keeping.Steps));
        Assert.Equal((80, 2), (dropping.Fit(Corners, batch: 40, lastBatch: LastBatch.Drop).Complete().Samples, dropping.Steps));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Steps_behind_the_first_epoch_allocate_nothing(bool streamed, bool augmented)
    {
        var network = LinearRegression<float>.Create(1);
        var trainer = new Trainer<LinearRegression<float>>(network, new Descent(.01));
        DataSet data = DataSet.FromArrays(new float[4 * 400], 4, new float[3 * 400], 3);
        Augmentation? augmentation = augmented ? Augmentation.RandomCrop(1).Then(Augmentation.HorizontalFlip()) : null;
        var allocated = new Meter();
        trainer.Fit(streamed ? SampleStream.FromBlocks([data], buffer: 50) : data, batch: 4, epochs: 9, augmentation: augmentation,
            progress: allocated).Complete();
        // What every step allocates is in every epoch; what the runtime allocates once, for code it compiles again, is in one.
        Assert.Equal(0, Enumerable.Range(2, 8).Min(allocated.OfEpoch));
    }

    [Fact]
    public void Arguments_that_cannot_be_are_refused_before_anything_is_trained()
    {
        Trainer<SoftmaxRegression<float>> trainer = Classifier();
        Refuses<ArgumentOutOfRangeException>(trainer, "batch", () => trainer.Fit(Corners, batch: 0), "0 came");
        Refuses<ArgumentOutOfRangeException>(trainer, "batch", () => trainer.Fit(Corners, batch: -1), "-1 came");
        Refuses<ArgumentOutOfRangeException>(trainer, "epochs", () => trainer.Fit(Corners, epochs: -1), "-1 came");
        Refuses<ArgumentException>(
            trainer, "batch", () => trainer.Fit(Corners, batch: 91, lastBatch: LastBatch.Drop), "91", "90", "LastBatch.Keep");
        Refuses<ArgumentException>(trainer, "train", () => trainer.Fit(DataSet.FromArrays(new float[5], 5, [0])), "4 inputs", "has 5");
        Refuses<ArgumentException>(
            trainer, "train", () => trainer.Fit(DataSet.FromArrays(new float[4], 4, new float[3], 3)), "labels", "target values");
        Refuses<ArgumentException>(
            trainer, "train", () => trainer.Fit(DataSet.FromArrays(new float[8], 4, [0, 3])), "0 to 2", "sample 1", "label 3");
        Refuses<ArgumentException>(trainer, "data", () => trainer.Evaluate(DataSet.FromArrays(new float[5], 5, [0])), "4 inputs", "has 5");
        Assert.Throws<ArgumentNullException>("train", () => trainer.Fit(null!));

        var regression = new Trainer<LinearRegression<float>>(LinearRegression<float>.Create(1), new Descent(.1));
        Assert.Throws<ArgumentException>("train", () => regression.Fit(Corners));
        Assert.Throws<ArgumentException>("train", () => regression.Fit(DataSet.FromArrays(new float[4], 4, new float[2], 2)));
    }

    [Fact]
    public void A_view_without_the_label_that_is_too_large_is_taken() =>
        Assert.Equal(1, Classifier().Fit(DataSet.FromArrays(new float[8], 4, [0, 3]).Take(1)).Complete().Samples);

    [Fact]
    public void Evaluation_of_many_chunks_is_that_of_the_samples_and_the_same_on_every_thread()
    {
        DataSet many = Clouds.Corners(1300);
        Trainer<SoftmaxRegression<float>> trainer = Classifier();
        EvaluationReport whole = trainer.Evaluate(many);
        var byOne = Enumerable.Range(0, many.Count).Select(sample => trainer.Evaluate(many.Select(sample))).ToArray();
        Assert.Equal(byOne.Average(report => report.Loss), whole.Loss, 1e-9);
        Assert.Equal(byOne.Average(report => report.Accuracy), whole.Accuracy, 1e-12);
        var reports = new EvaluationReport[8];
        Parallel.For(0, reports.Length, i => reports[i] = trainer.Evaluate(many));
        Assert.All(reports, report => Assert.Equal(whole, report));
    }

    [Fact]
    public void Accuracy_of_a_regression_is_not_a_number()
    {
        var trainer = new Trainer<LinearRegression<float>>(LinearRegression<float>.Create(1), new Descent(.1));
        trainer.Network.Runtime.Parameters.Clear();
        EvaluationReport report = trainer.Evaluate(DataSet.FromArrays(new float[4], 4, [3f, 0, 0], 3));
        Assert.Equal((3.0, double.NaN, 1), (report.Loss, report.Accuracy, report.Samples));
    }

    [Fact]
    public void Reports_read_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fi-FI");
            Assert.Equal("epoch 3/10: loss 0.3127, 60,000 samples in 0.50 s, 120,000 a second",
                new EpochReport(3, 10, .31274, 60_000, TimeSpan.FromSeconds(.5)).ToString());
            Assert.Equal("loss 0.3127, accuracy 0.8840, 10,000 samples", new EvaluationReport(.31274, .884, 10_000).ToString());
            Assert.Equal("loss 0.25, 10 samples", new EvaluationReport(.25, double.NaN, 10).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    internal static Trainer<SoftmaxRegression<float>> Classifier(double rate = .5) =>
        new(SoftmaxRegression<float>.Create(1), new Descent(rate));

    private static float[] WeightsAfter(ulong seed)
    {
        Trainer<SoftmaxRegression<float>> trainer = Classifier();
        trainer.Fit(Corners, batch: 8, epochs: 2, seed: seed).Complete();
        return trainer.Network.Runtime.Parameters.ToArray();
    }

    private static void Refuses<TException>(Trainer<SoftmaxRegression<float>> trainer, string parameter, Action act, params string[] parts)
        where TException : ArgumentException
    {
        float[] before = trainer.Network.Runtime.Parameters.ToArray();
        var error = Assert.Throws<TException>(parameter, act);
        Assert.All(parts, part => Assert.Contains(part, error.Message));
        Assert.Equal(before, trainer.Network.Runtime.Parameters.ToArray());
        Assert.Equal(0, trainer.Steps);
    }

    /// <summary>Bytes that the thread has allocated between an epoch's first step and its last.</summary>
    private sealed class Meter : IProgress<FitProgress>
    {
        private readonly long[] first = new long[10];
        private readonly long[] last = new long[10];

        public long OfEpoch(int epoch) => last[epoch] - first[epoch];

        public void Report(FitProgress value)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            first[value.Epoch] = value.Step == 1 ? allocated : first[value.Epoch];
            last[value.Epoch] = allocated;
        }
    }
}
