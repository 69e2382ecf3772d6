using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Simd.Nets.Tests.Training;
using Xunit;
using static Simd.Nets.Tests.Data.Clouds;

namespace Simd.Nets.Tests.Data;

public class SampleStreamTests
{
    [Fact]
    public void A_buffer_that_holds_all_samples_trains_as_the_data_set_does_to_the_bit() => Prop.ForAll(
        Cases.ToArbitrary(),
        drawn =>
        {
            DataSet data = Weighted(drawn.Samples);
            var stream = SampleStream.FromBlocks(Cut(data, drawn.Block), buffer: drawn.Samples + (drawn.Batch % 2));
            return WeightsAfter(stream, drawn).SequenceEqual(WeightsAfter(data, drawn));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_the_blocks_are_cut_does_not_matter_and_the_seed_does() => Prop.ForAll(
        Cases.Zip(Gen.Choose(1, 40)).ToArbitrary(),
        drawn =>
        {
            DataSet data = Weighted(drawn.Item1.Samples);
            float[] WeightsBy(int block) =>
                WeightsAfter(SampleStream.FromBlocks(Cut(data, block), buffer: drawn.Item2), drawn.Item1);
            return WeightsBy(drawn.Item1.Block).SequenceEqual(WeightsBy(data.Count));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_epoch_meets_every_sample_once_in_an_order_of_its_own() => Prop.ForAll(
        Gen.Choose(1, 50).Zip(Gen.Choose(1, 60)).ToArbitrary(),
        drawn =>
        {
            (int count, int buffer) = drawn;
            DataSet data = DataSet.FromArrays([.. Enumerable.Range(0, count).Select(i => (float)i)], 1, new int[count]);
            IBatchFeed<float> feed = SampleStream.FromBlocks(Cut(data, 7), buffer).Feed<float>(4, LastBatch.Keep, null);
            return Enumerable.Range(0, 3).All(epoch => feed.Epoch(new(1, (ulong)epoch))
                .SelectMany(minibatch => minibatch.Inputs.ToArray()).Order().SequenceEqual(DataSetTests.InputsOf(data)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sample_comes_no_earlier_than_the_buffer_lets_it()
    {
        DataSet data = DataSet.FromArrays([.. Enumerable.Range(0, 1000).Select(i => (float)i)], 1, new int[1000]);
        IBatchFeed<float> feed = SampleStream.FromBlocks([data], buffer: 100).Feed<float>(10, LastBatch.Keep, null);
        float[] order = [.. feed.Epoch(new(1, 1)).SelectMany(minibatch => minibatch.Inputs.ToArray())];
        Assert.All(order.Index(), at => Assert.True(at.Item < at.Index + 100));
        Assert.True(order.Zip(order.Skip(1)).Count(pair => pair.First < pair.Second) is > 400 and < 700);
    }

    [Fact]
    public void Memory_is_bounded_by_the_buffer_however_long_the_stream_is()
    {
        const int blocks = 500;
        const int rows = 200;
        var alive = new List<WeakReference>();
        int most = 0;
        IEnumerable<DataSet> Blocks()
        {
            for (int block = 0; block < blocks; block++)
            {
                if (block % 50 == 49)
                {
                    GC.Collect();
                    most = Math.Max(most, alive.Count(reference => reference.IsAlive));
                }

                yield return Remembered(block);
            }
        }

        DataSet Remembered(int block)
        {
            DataSet data = Corners(rows, first: block * rows);
            alive.Add(new WeakReference(data));
            return data;
        }

        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Descent(.5));
        EpochReport report = trainer.Fit(SampleStream.FromBlocks(Blocks(), buffer: rows), batch: 32).Complete();
        Assert.Equal(blocks * rows, report.Samples);
        Assert.InRange(most, 0, 3);
        Assert.Equal(1, trainer.Evaluate(Corners(90)).Accuracy);
    }

    [Fact]
    public void A_csv_file_is_streamed_as_it_is_read_whole()
    {
        string text = "a,b,label\n" + string.Concat(Enumerable.Range(0, 70_000).Select(i => $"{i},{i % 13}.5,{i % 3}\n"));
        foreach (byte[] file in new[] { Encoding.UTF8.GetBytes(text), CsvTests.Packed(Encoding.UTF8.GetBytes(text)) })
        {
            var stream = SampleStream.FromCsv(() => new MemoryStream(file), buffer: 10);
            Assert.Equal((2, TargetKind.Labels, null), (stream.InputSize, stream.Targets, stream.KnownCount));
            RequireSame(DataSet.FromCsv(new MemoryStream(file)), stream);
        }
    }

    [Fact]
    public void A_pair_of_idx_files_is_streamed_as_it_is_read_whole()
    {
        byte[] images = IdxTests.Idx([3000, 28, 28], [.. Enumerable.Range(0, 3000 * 784).Select(i => (byte)(i * 7 % 251))]);
        byte[] labels = IdxTests.Idx([3000], [.. Enumerable.Range(0, 3000).Select(i => (byte)(i % 10))]);
        foreach (bool packed in new[] { false, true })
        {
            (byte[] x, byte[] t) = packed ? (CsvTests.Packed(images), CsvTests.Packed(labels)) : (images, labels);
            var stream = SampleStream.FromIdx(() => new MemoryStream(x), () => new MemoryStream(t));
            Assert.Equal((784, 3000), (stream.InputSize, stream.KnownCount));
            RequireSame(DataSet.FromIdx(new MemoryStream(x), new MemoryStream(t)), stream);
        }
    }

    [Fact]
    public void A_file_is_closed_when_its_epoch_ends_whatever_ends_it()
    {
        var opened = new List<MemoryStream>();
        SampleStream Stream(string text) => SampleStream.FromCsv(
            () =>
            {
                opened.Add(new MemoryStream(Encoding.UTF8.GetBytes(text)));
                return opened[^1];
            },
            new() { Header = CsvHeader.No },
            buffer: 5);
        string lines = string.Concat(Enumerable.Repeat("1,2,3,4,0\n", 20_000));
        SampleStream good = Stream(lines);
        Assert.Equal(20_000, good.Blocks().Sum(block => block.Count));
        Assert.NotNull(good.Blocks().First());
        Assert.Throws<DataFormatException>(() => Stream(lines + "x\n").Blocks().Count());
        Assert.Throws<DataFormatException>(() => Stream("x\n"));
        Assert.Equal(6, opened.Count);
        Assert.All(opened, stream => Assert.False(stream.CanRead));
    }

    [Fact]
    public void Evaluation_and_statistics_take_a_stream_as_they_take_a_data_set()
    {
        DataSet data = Weighted(90);
        var stream = SampleStream.FromBlocks(Cut(data, 7), count: 90);
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Descent(.5));
        (EvaluationReport whole, EvaluationReport streamed) = (trainer.Evaluate(data), trainer.Evaluate(stream));
        Assert.Equal((whole.Accuracy, whole.Samples), (streamed.Accuracy, streamed.Samples));
        Assert.Equal(whole.Loss, streamed.Loss, 1e-12);
        Assert.Equal(data.InputStatistics().Mean, stream.InputStatistics().Mean);
        Assert.Equal(data.InputStatistics().Deviation, stream.InputStatistics().Deviation);
    }

    [Fact]
    public void Progress_knows_the_steps_when_the_stream_tells_or_has_been_read()
    {
        var steps = new List<(int Epoch, int Steps)>();
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Descent(.5));
        var progress = new Recorder { After = report => steps.Add((report.Epoch, report.Steps)) };
        trainer.Fit(SampleStream.FromBlocks([Corners(20)]), 10, 2, progress: progress).Complete();
        trainer.Fit(SampleStream.FromBlocks([Corners(20)], count: 20), 10, 1, progress: progress).Complete();
        Assert.Equal([(1, 0), (1, 0), (2, 2), (2, 2), (1, 2), (1, 2)], steps);
    }

    [Fact]
    public void A_last_short_batch_is_dropped_where_that_is_asked_for()
    {
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Descent(.5));
        EpochReport report = trainer.Fit(SampleStream.FromBlocks([Corners(20)], buffer: 5), batch: 8, lastBatch: LastBatch.Drop).Complete();
        Assert.Equal((16, 2), (report.Samples, trainer.Steps));
        var few = SampleStream.FromBlocks([Corners(7)]);
        DataSetTests.Contains(["batch of 8", "7 samples"],
            Assert.Throws<ArgumentException>("batch", () => trainer.Fit(few, batch: 8, lastBatch: LastBatch.Drop).Complete()));
        Assert.Throws<ArgumentException>("batch", () => trainer.FindLearningRate(few, batch: 8));
    }

    private sealed record Case(int Samples, int Block, int Batch, int Seed, bool Drop);

    private static Gen<Case> Cases =>
        from samples in Gen.Choose(3, 60)
        from block in Gen.Choose(1, 20)
        from batch in Gen.Choose(1, 12)
        from seed in Gen.Choose(0, 99)
        from drop in Gen.Elements(true, false)
        select new Case(samples, block, Math.Min(batch, samples), seed, drop);

    private static float[] WeightsAfter(SampleSource source, Case drawn)
    {
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Descent(.5));
        trainer.Fit(source, drawn.Batch, 2, (ulong)drawn.Seed, drawn.Drop ? LastBatch.Drop : LastBatch.Keep).Complete();
        return trainer.Network.Runtime.Parameters.ToArray();
    }

    private static void RequireSame(DataSet whole, SampleStream stream)
    {
        DataSet[] blocks = [.. stream.Blocks()];
        Assert.True(blocks.Length > 1);
        Assert.True(DataSetTests.InputsOf(whole).AsSpan().SequenceEqual([.. blocks.SelectMany(DataSetTests.InputsOf)]));
        Assert.Equal(
            Enumerable.Range(0, whole.Count).Select(whole.LabelOf),
            blocks.SelectMany(block => Enumerable.Range(0, block.Count).Select(block.LabelOf)));
    }

    private static DataSet[] Cut(DataSet data, int block) =>
        [.. Enumerable.Range(0, data.Count).Chunk(block).Select(samples => data.Select(samples))];

    private static DataSet Weighted(int samples) => Corners(samples).WithWeights(sample => 1 + (sample % 4));
}
