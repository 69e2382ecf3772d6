using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Simd.Nets.Benchmarks.Networks;

namespace Simd.Nets.Benchmarks;

/// <summary>
/// Saving and loading 100 MB of weights against writing and reading the bytes of that file, by turns: the system's own calls, from and into
/// memory that is there, on to the disk where they write. What is read lies in the system's cache, so that no disk hides our share.
/// </summary>
internal static class FileTime
{
    private const int Rounds = 25;

    public static void Print()
    {
        string folder = Directory.CreateTempSubdirectory("simd-nets-files").FullName;
        try
        {
            var network = new HundredMegabytes(seed: 1);
            string weights = Path.Combine(folder, "weights.safetensors");
            network.Save(weights);
            byte[] bytes = File.ReadAllBytes(weights);
            string plain = Path.Combine(folder, "bytes");
            Compare("load", () => network.LoadWeights(weights), "read", () => Read(weights, bytes));
            Compare("create and load", () => HundredMegabytes.Load(weights), "create and read", () => File.ReadAllBytes(weights));
            Compare("save", () => network.Save(weights), "write", () => Write(plain, bytes));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Read(string path, byte[] bytes)
    {
        using SafeFileHandle handle = File.OpenHandle(path);
        for (int at = 0; at < bytes.Length;)
        {
            at += RandomAccess.Read(handle, bytes.AsSpan(at), at);
        }
    }

    // As careful as ours: beside its place, flushed, renamed.
    private static void Write(string path, byte[] bytes)
    {
        using (SafeFileHandle handle = File.OpenHandle(path + ".tmp", FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, bytes, 0);
            RandomAccess.FlushToDisk(handle);
        }

        File.Move(path + ".tmp", path, overwrite: true);
    }

    private static void Compare(string ourName, Action ours, string theirName, Action theirs)
    {
        var rounds = new (double Ours, double Theirs)[Rounds + 2];
        for (int round = 0; round < rounds.Length; round++)
        {
            rounds[round] = (Milliseconds(ours), Milliseconds(theirs));
        }

        rounds = rounds[2..];
        double[] ratios = [.. rounds.Select(round => round.Ours / round.Theirs).Order()];
        Console.WriteLine(
            $"{ourName,-16} {Median.Of(rounds.Select(round => round.Ours)),6:0.0} ms (least {rounds.Min(round => round.Ours):0.0})  "
            + $"{theirName,-16} {Median.Of(rounds.Select(round => round.Theirs)),6:0.0} ms (least {rounds.Min(round => round.Theirs):0.0})  "
            + $"ratio {Median.Of(ratios):0.00} ({ratios[Rounds / 4]:0.00}-{ratios[^(Rounds / 4)]:0.00} in the middle half)");
    }

    private static double Milliseconds(Action action)
    {
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
