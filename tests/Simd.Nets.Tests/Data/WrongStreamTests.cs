using System.Text;
using Simd.Nets.Tests.Training;
using Xunit;
using static Simd.Nets.Tests.Data.Clouds;

namespace Simd.Nets.Tests.Data;

/// <summary>What is wrong with a stream is said as soon as it shows: before training, or in the epoch that comes to it.</summary>
public class WrongStreamTests
{
    [Fact]
    public void What_a_header_tells_is_refused_before_training()
    {
        byte[] images = IdxTests.Idx([4, 2], new byte[8]);
        DataFormatException Refused(byte[] x, byte[] t) =>
            Assert.Throws<DataFormatException>(() => SampleStream.FromIdx(() => new MemoryStream(x), () => new MemoryStream(t)));
        DataSetTests.Contains(["expected 4 labels", "found 3"], Refused(images, IdxTests.Idx([3], new byte[3])));
        DataSetTests.Contains(["1 axis", "exchanged"], Refused(IdxTests.Idx([4], new byte[4]), images));
        DataSetTests.Contains(["expected 8 bytes", "found 7"], Refused(images[..^1], IdxTests.Idx([4], new byte[4])));
        DataSetTests.Contains(["not IDX"], Refused([1, 2, 3, 4, 5], IdxTests.Idx([4], new byte[4])));
        Assert.Throws<DataFormatException>(() => SampleStream.FromCsv(() => new MemoryStream([])));
        Assert.Throws<DataFormatException>(() => SampleStream.FromBlocks([]));
        Assert.Throws<ArgumentOutOfRangeException>("buffer", () => SampleStream.FromBlocks([Corners(9)], buffer: 0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => SampleStream.FromBlocks([Corners(9)], count: 0));
    }

    [Fact]
    public void What_only_reading_tells_ends_the_epoch_with_its_place_and_keeps_the_steps_done()
    {
        const int rows = 270_000; // a block and a little more
        byte[] pixels = [.. Enumerable.Range(0, 4 * rows).Select(i => (byte)(i * i % 241))];
        byte[] images = CsvTests.Packed(IdxTests.Idx([rows, 4], pixels));
        byte[] labels = CsvTests.Packed(IdxTests.Idx([rows], new byte[rows]));
        SampleStream Stream(byte[] file) =>
            SampleStream.FromIdx(() => new MemoryStream(file), () => new MemoryStream(labels), buffer: 100);
        RequireEnded(Stream(images[..^3]), "gzip data is cut short");
        byte[] fewer = CsvTests.Packed(IdxTests.Idx([rows, 4], pixels)[..^1]);
        DataSetTests.Contains(
            [$"expected {4 * rows} bytes", $"found {(4 * rows) - 1}"],
            Assert.Throws<DataFormatException>(() => Stream(fewer).Blocks().Count()));
        string lines = string.Concat(Enumerable.Repeat("1,2,3,4,0\n", 20_000)) + "1,2,x,4,0\n";
        RequireEnded(
            SampleStream.FromCsv(() => new MemoryStream(Encoding.UTF8.GetBytes(lines)), buffer: 100), "line 20001, column 3", "'x'");
        RequireEnded(
            SampleStream.FromBlocks([Corners(50), DataSet.FromArrays(new float[5], 5, [0])], buffer: 9),
            "behind sample 50", "5 inputs", "first block of 4 inputs");
        RequireEnded(SampleStream.FromBlocks([Corners(50)], buffer: 9, count: 51), "expected 51 samples", "found 50");
        RequireEnded(SampleStream.FromBlocks([Corners(50), Corners(50).WithWeights(_ => 2)], buffer: 9), "weighted");
    }

    [Fact]
    public void A_label_out_of_range_in_a_later_block_is_refused()
    {
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Descent(.5));
        var stream = SampleStream.FromBlocks([Corners(50), DataSet.FromArrays(new float[4], 4, [3])], buffer: 5);
        DataSetTests.Contains(["label"], Assert.Throws<ArgumentException>(() => trainer.Fit(stream, batch: 10).Complete()));
        DataSetTests.Contains(["0 to 2", "label 3"], Assert.Throws<ArgumentException>(() => trainer.Evaluate(stream)));
    }

    [Fact]
    public void A_sequence_that_can_be_read_once_only_is_found_out()
    {
        var left = new Queue<DataSet>([Corners(9), Corners(9)]);
        IEnumerable<DataSet> Once()
        {
            while (left.TryDequeue(out DataSet? block))
            {
                yield return block;
            }
        }

        var stream = SampleStream.FromBlocks(Once());
        Assert.Single(stream.Blocks());
        DataSetTests.Contains(["more than once"], Assert.Throws<DataFormatException>(() => stream.Blocks().Count()));
    }

    [Fact]
    public void A_schedule_that_is_too_short_is_refused_as_soon_as_the_length_of_the_stream_shows()
    {
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Descent(.5))
        {
            Schedule = LearningRateSchedule.OneCycle(.5, 5),
        };
        TrainingRun run = trainer.Fit(SampleStream.FromBlocks([Corners(20)]), batch: 10, epochs: 3);
        DataSetTests.Contains(
            ["ends after 5 steps", "goes on to step 6"], Assert.Throws<ArgumentException>("epochs", () => run.Complete()));
        Assert.Equal((2, 1), (trainer.Steps, trainer.Epochs));
        trainer.Schedule = LearningRateSchedule.OneCycle(.5, 6);
        Assert.Equal((3, 6), (run.Complete().Epoch, trainer.Steps));
    }

    private static void RequireEnded(SampleStream stream, params string[] parts)
    {
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Descent(.5));
        DataSetTests.Contains(parts, Assert.Throws<DataFormatException>(() => trainer.Fit(stream, batch: 10).Complete()));
        Assert.True(trainer.Steps > 0);
        Assert.Equal(0, trainer.Epochs);
    }
}
