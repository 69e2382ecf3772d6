using System.IO.Compression;

namespace Simd.Nets.Peers;

/// <summary>Inputs (count × features, scaled to 0–1) and one class each.</summary>
internal sealed record Samples(float[] Inputs, long[] Labels)
{
    public int Count => Labels.Length;
}

/// <summary>What is learned from, and what is judged by.</summary>
internal sealed record DataSet(Samples Training, Samples Test)
{
    private const string DebianFolder = "/usr/share/datasets/fashion-mnist";

    /// <summary>The digits of samples/Quickstart, every fifth (index mod 5 = 4) for the test.</summary>
    public static DataSet Digits()
    {
        int[][] lines = [.. Lines(Path.Combine(RepositoryRoot(), "samples", "Quickstart", "digits.csv.gz"))];
        return new(Part(at => at % 5 != 4), Part(at => at % 5 == 4));

        Samples Part(Func<int, bool> belongs)
        {
            int[][] part = [.. lines.Where((_, at) => belongs(at))];
            return new([.. part.SelectMany(line => line[..^1], (_, pixel) => pixel / 16f)], [.. part.Select(line => (long)line[^1])]);
        }
    }

    /// <summary>Fashion-MNIST as IDX files, where Debian's package installs them or in a folder.</summary>
    public static DataSet FashionMnist(string? folder)
    {
        return new(Part("train"), Part("t10k"));

        Samples Part(string part)
        {
            byte[] images = Idx($"{part}-images-idx3-ubyte.gz", axes: 3);
            byte[] labels = Idx($"{part}-labels-idx1-ubyte.gz", axes: 1);
            return new(Array.ConvertAll(images, pixel => pixel / 255f), Array.ConvertAll(labels, label => (long)label));
        }

        byte[] Idx(string name, int axes)
        {
            byte[] file = Unpacked(Path.Combine(folder ?? DebianFolder, name));
            int header = 4 + (4 * axes);
            return file[header..];
        }
    }

    private static IEnumerable<int[]> Lines(string path)
    {
        using var reader = new StreamReader(new MemoryStream(Unpacked(path)));
        while (reader.ReadLine() is string line)
        {
            yield return Array.ConvertAll(line.Split(','), int.Parse);
        }
    }

    private static byte[] Unpacked(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static string RepositoryRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Simd.Nets.sln")))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException(
            $"no folder above {AppContext.BaseDirectory} holds Simd.Nets.sln; build the peer inside the repository");
    }
}
