using Simd.Nets;

namespace Samples;

/// <summary>Fashion-MNIST (Xiao, Rasul and Vollgraf 2017): 60,000 images of 28×28 to train on and 10,000 to test with, as IDX files.</summary>
internal static class FashionMnist
{
    /// <summary>Where Debian's package dataset-fashion-mnist puts it.</summary>
    public const string DebianFolder = "/usr/share/datasets/fashion-mnist";

    /// <summary>Reads the four files of a folder, plain or .gz.</summary>
    /// <exception cref="FileNotFoundException">One is missing; the message says how to get it.</exception>
    public static (DataSet Train, DataSet Test) Load(string folder) => (
        DataSet.FromIdx(Find(folder, "train-images-idx3-ubyte"), Find(folder, "train-labels-idx1-ubyte")),
        DataSet.FromIdx(Find(folder, "t10k-images-idx3-ubyte"), Find(folder, "t10k-labels-idx1-ubyte")));

    private static string Find(string folder, string name)
    {
        string plain = Path.Combine(folder, name);
        string compressed = plain + ".gz";
        return File.Exists(compressed) ? compressed : File.Exists(plain) ? plain : throw new FileNotFoundException(
            $"{compressed} is missing. On Debian or Ubuntu: apt-get install dataset-fashion-mnist. Elsewhere: download the four .gz files of "
            + "Fashion-MNIST (github.com/zalandoresearch/fashion-mnist) and pass their folder with --path FOLDER.");
    }
}
