using Simd.Nets.Benchmarks.Networks;

namespace Simd.Nets.Onnx.Tests;

public sealed class FileTests
{
    [Fact]
    public void File_is_replaced_and_equal_networks_give_equal_bytes()
    {
        string path = Path.GetTempFileName();
        try
        {
            new NarrowMlp(seed: 3).SaveOnnx(path);
            Assert.Equal(new NarrowMlp(seed: 3).ToOnnx(), File.ReadAllBytes(path));
            Assert.NotEqual(new NarrowMlp(seed: 4).ToOnnx(), File.ReadAllBytes(path));
            Assert.False(File.Exists(path + ".tmp"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Folder_that_is_not_there_is_an_IOException()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "net.onnx");
        Assert.Throws<DirectoryNotFoundException>(() => new NarrowMlp(seed: 3).SaveOnnx(path));
    }

    [Fact]
    public void Probabilities_are_those_of_PredictProbabilities()
    {
        var network = new ClassicMlp(seed: 1);
        float[] inputs = OnnxRun.Normal(new Random(1), 2 * 784);
        var expected = new float[20];
        network.PredictProbabilities(inputs, expected);
        byte[] model = network.ToOnnx(new() { Probabilities = true, InputName = "pixels", OutputName = "classes" });
        OnnxRun.AssertClose(Array.ConvertAll(expected, value => (double)value), OnnxRun.Outputs(model, inputs, 2, 784), "probabilities");
    }

    [Fact]
    public void Probabilities_of_a_regression_are_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => new NarrowMlp(seed: 1).ToOnnx(new() { Probabilities = true }));
        Assert.Contains("NarrowMlp does not end in SoftmaxCrossEntropy", fault.Message);
    }

    [Fact]
    public void Equal_names_are_refused() =>
        Assert.Throws<ArgumentException>(() => new NarrowMlp(seed: 1).ToOnnx(new() { InputName = "y", OutputName = "y" }));
}
