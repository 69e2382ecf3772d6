using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Simd.Nets.Gradients.Tests.Files;

/// <summary>
/// Files as PyTorch has them (benchmarks/peers makes them: modules of libtorch, packed by a reader and writer of the format that knows
/// nothing of this library) are read, and that reader accepts ours.
/// </summary>
public class PyTorchFileTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Files");

    [Fact]
    public void A_convolutional_module_predicts_the_same()
    {
        ConvolutionalModule network = ConvolutionalModule.Load(Fixture("convolutional"));
        var image = new ImageShape(10, 9, 2);
        float[] inputs = [.. Record("convolutional").Inputs.Select(value => (float)value)];
        var rows = new float[inputs.Length];
        Images.FromPlanar(inputs, image, rows);
        var outputs = new float[4 * 3];
        network.Predict(rows, outputs);
        Near(Record("convolutional").Outputs, outputs, 1e-5);
    }

    [Fact]
    public void A_module_of_doubles_predicts_the_same()
    {
        DenseModule network = DenseModule.Load(Fixture("dense"));
        var outputs = new double[4 * 3];
        network.Predict(Record("dense").Inputs, outputs);
        Near(Record("dense").Outputs, outputs, 1e-13);
    }

    [Fact]
    public void What_is_loaded_and_saved_is_the_file_but_for_the_counters()
    {
        string saved = Path.GetTempFileName();
        try
        {
            ConvolutionalModule.Load(Fixture("convolutional")).Save(saved);
            Dictionary<string, string> ours = Listed(saved);
            Dictionary<string, string> theirs = Listed(Fixture("convolutional"));
            Assert.Equal(theirs.Where(tensor => !tensor.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).OrderBy(Name), ours.OrderBy(Name));

            // The hashes in the metadata are of the bytes that the other reader found.
            var network = new ConvolutionalModule(seed: 9);
            network.LoadWeights(saved);
            Assert.Equal(ConvolutionalModule.Load(Fixture("convolutional")).Parameters.ToArray(), network.Parameters);
        }
        finally
        {
            File.Delete(saved);
        }

        static string Name(KeyValuePair<string, string> tensor) => tensor.Key;
    }

    [Fact]
    public void Another_network_is_refused_with_names_and_shapes()
    {
        var network = new ImpliedFlatten(seed: 1);
        float[] before = network.Parameters.ToArray();
        var refusal = Assert.Throws<NetworkFileException>(() => network.LoadWeights(Fixture("convolutional")));
        Assert.Equal(("5.weight", Fixture("convolutional")), (refusal.Tensor, refusal.File));
        Assert.Equal(before, network.Parameters);
        Assert.Throws<NetworkFileException>(() => ConvolutionalModule.Load(Fixture("dense")));
    }

    [PythonFact]
    public void An_independent_reader_accepts_our_files()
    {
        string saved = Path.GetTempFileName();
        try
        {
            new DenseModule(seed: 3).Save(saved);
            var start = new ProcessStartInfo("python3", [Script(), "list", saved]) { RedirectStandardOutput = true };
            using Process python = Process.Start(start)!;
            string[] lines = python.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            python.WaitForExit();
            Assert.Equal(0, python.ExitCode);
            Assert.Equal(Listed(saved).Select(tensor => $"{tensor.Key} {tensor.Value}").Order(), lines.Order());
        }
        finally
        {
            File.Delete(saved);
        }
    }

    // Name, and type, shape and hash as the script lists them.
    private static Dictionary<string, string> Listed(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int start = 8 + BitConverter.ToInt32(file);
        return JsonDocument.Parse(file.AsMemory(8, start - 8)).RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__").ToDictionary(
            entry => entry.Name,
            entry =>
            {
                int[] offsets = entry.Value.GetProperty("data_offsets").Deserialize<int[]>()!;
                int[] shape = entry.Value.GetProperty("shape").Deserialize<int[]>()!;
                string hash = Convert.ToHexStringLower(SHA256.HashData(file.AsSpan(start + offsets[0], offsets[1] - offsets[0])));
                return $"{entry.Value.GetProperty("dtype")} {string.Join(',', shape)} {hash}";
            });
    }

    private static string Fixture(string name) => Path.Combine(Folder, $"{name}.safetensors");

    private static ModuleRecord Record(string name) =>
        JsonSerializer.Deserialize<ModuleRecord>(File.ReadAllText(Path.Combine(Folder, $"{name}.json")), JsonSerializerOptions.Web)!;

    private static void Near<T>(double[] expected, T[] actual, double bar)
        where T : IBinaryFloatingPointIeee754<T> =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, double.CreateTruncating(pair.Second), bar));

    private static string Script([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "benchmarks", "peers", "safetensors.py");

    private sealed record ModuleRecord(double[] Inputs, double[] Outputs);
}

/// <summary>A fact that asks Python 3, and is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "python3"))))
        {
            Skip = "there is no python3 here.";
        }
    }
}
