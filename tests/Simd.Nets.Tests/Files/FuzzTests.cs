using Simd.Nets.Tests.Data;
using Simd.Nets.Tests.Training;
using Xunit;

namespace Simd.Nets.Tests.Files;

/// <summary>
/// Readers meet files that are no good. They read them or refuse them with the exception that says why, never with another, and allocate at
/// most twice a file's size (small files: at most what 2 MiB would). 10,000 files a reader; 2.5 million with <c>SIMDNETS_SLOW=1</c>.
/// </summary>
public class FuzzTests
{
    private const int Small = 1 << 20;

    private static readonly int Files = Environment.GetEnvironmentVariable("SIMDNETS_SLOW") == "1" ? 2_500_000 : 10_000;

    [Fact]
    public void Weight_files()
    {
        using var folder = new Folder();
        SoftmaxRegression<float> network = HandWritten.Network().Network;
        network.Runtime.Save(folder["net"]);
        byte[] plain = HandWritten.Bytes($"{{{HandWritten.Weight},{HandWritten.Bias}}}");
        Fuzz<NetworkFileException>([File.ReadAllBytes(folder["net"]), plain], file => network.Runtime.LoadWeights(file));
    }

    [Fact]
    public void Checkpoints_with_a_checksum_that_is_right()
    {
        using var folder = new Folder();
        var training = new CheckpointedTraining();
        training.FitUntil(17, folder["run"]);
        training.Trainer.Save(folder["step"]);
        string path = folder["fuzzed"];
        byte[][] seeds = [File.ReadAllBytes(folder["run"]), File.ReadAllBytes(folder["step"])];
        Fuzz<NetworkFileException>(seeds, file =>
        {
            if (file.Length > Checksum.Size)
            {
                Checksum.Of(file.AsSpan(..^Checksum.Size)).CopyTo(file, file.Length - Checksum.Size);
            }

            File.WriteAllBytes(path, file);
            training.Trainer.Resume(path);
        });
    }

    [Fact]
    public void Csv_files() => Fuzz<DataFormatException>(
        ["a,b,label\n1,2,0\n3,4.5,1\n"u8.ToArray(), "1;2;0\r\n3;4;1"u8.ToArray(), CsvTests.Packed("1,2,0\n3,4,1\n"u8.ToArray())],
        file => DataSet.FromCsv(new MemoryStream(file)));

    [Fact]
    public void Idx_files()
    {
        byte[] images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, .. new byte[12]];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, 2, 0, 1];
        Fuzz<DataFormatException>(
            [images, labels, CsvTests.Packed(images)], file => DataSet.FromIdx(new MemoryStream(file), new MemoryStream(labels)));
    }

    private static void Fuzz<TException>(byte[][] seeds, Action<byte[]> read)
        where TException : Exception
    {
        ulong seed = (ulong)Environment.TickCount64;
        var mutations = new Mutations(seeds, seed);
        for (int i = 0; i < Files; i++)
        {
            byte[] file = mutations.Next();
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(file);
            }
            catch (TException)
            {
            }
            catch (Exception exception)
            {
                Assert.Fail($"file {i} of the seed {seed}, {Convert.ToBase64String(file)}: {exception}");
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2L * Math.Max(file.Length, Small));
        }
    }
}
