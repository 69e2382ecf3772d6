using System.Text;
using Simd.Nets.Monitoring.Tests.Networks;
using Simd.Nets.Tests;

namespace Simd.Nets.Monitoring.Tests;

public sealed class TensorBoardTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tensorboard").FullName;

    public static TheoryData<byte[], uint> Rfc3720 => new()
    {
        { new byte[32], 0x8A9136AA },
        { [.. Enumerable.Repeat((byte)0xFF, 32)], 0x62A8AB43 },
        { [.. Enumerable.Range(0, 32).Select(i => (byte)i)], 0x46DD794E },
        { [.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))], 0x113FDB5C },
        {
            Convert.FromHexString("01C000000000000000000000000000001400000000000400000000140000001828000000000000000200000000000000"),
            0xD9963A56
        },
        { Encoding.ASCII.GetBytes("123456789"), 0xE3069283 },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Rfc3720))]
    public void Sums_are_those_of_rfc_3720(byte[] bytes, uint expected)
    {
        Assert.Equal(expected, Crc32C.Of(bytes));
        Assert.Equal(expected, EventFile.Sum(bytes));
    }

    [Fact]
    public void A_reader_of_its_own_finds_what_was_written()
    {
        MonitorReading? last = null;
        using (var log = new TensorBoardLog(folder))
        {
            var monitor = new TrainingMonitor { Every = 2 };
            monitor.Observed += log.Write;
            monitor.Observed += reading => last = reading;
            var trainer = new Trainer<Classic>(new Classic(seed: 1), new Sgd(0.1)) { Monitor = monitor };
            for (int step = 0; step < 5; step++)
            {
                trainer.Step(Samples.Inputs(4 * 784), Samples.Labels(4, 10));
            }

            log.Write("validation/accuracy", 300, 0.75);
            log.Write(new string('x', 300) + "/ü", 1L << 40, -1);
            log.Write("nothing", 1, double.NaN);
        }

        string file = Assert.Single(Directory.GetFiles(folder));
        Assert.Contains("tfevents", Path.GetFileName(file), StringComparison.Ordinal);
        EventFile.Event[] events = [.. EventFile.Read(File.ReadAllBytes(file))];
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.Equal([0, 1, 3, 5, 300, 1L << 40], events.Select(e => e.Step));
        Assert.InRange(events[1].Seconds, 1.7e9, 1e10);
        EventFile.Event fifth = events[3];
        Assert.Equal((float)last!.Report.Loss, fifth.Values["training/loss"]);
        Assert.Equal((float)last.Layers[2].WeightNorm, fifth.Values["weight_norm/2"]);
        Assert.Equal((float)last.Layers[1].DeadShare, fifth.Values["dead_share/1"]);
        Assert.False(fifth.Values.ContainsKey("dead_share/0"));
        Assert.Equal(0.75f, events[4].Values["validation/accuracy"]);
        Assert.Equal(-1, events[5].Values[new string('x', 300) + "/ü"]);
    }

    [Fact]
    public void Logs_of_one_folder_are_files_of_their_own()
    {
        using var one = new TensorBoardLog(folder);
        using var other = new TensorBoardLog(folder);
        Assert.NotEqual(one.Path, other.Path);
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        using var log = new TensorBoardLog(folder);
        MonitorReading? last = null;
        var monitor = new TrainingMonitor { Every = 1 };
        monitor.Observed += reading => last = reading;
        var trainer = new Trainer<Classic>(new Classic(seed: 1), new Sgd(0.1)) { Monitor = monitor };
        trainer.Step(Samples.Inputs(4 * 784), Samples.Labels(4, 10));
        Assert.Equal(0, Allocation.Least(() => log.Write(last!)));
    }

    [Fact]
    public void A_step_before_the_first_is_refused()
    {
        using var log = new TensorBoardLog(folder);
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Write("loss", -1, 1));
    }

    [Fact]
    public void A_closed_log_refuses()
    {
        var log = new TensorBoardLog(folder);
        log.Dispose();
        Assert.Throws<ObjectDisposedException>(() => log.Write("loss", 1, 1));
    }
}
