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

    [Theory]
    [InlineData("y", "y")]
    [InlineData("", "y")]
    [InlineData("x", null)]
    [InlineData("0.weight", "y")]
    [InlineData("x", "2.bias")]
    [InlineData("0/Gemm", "y")]
    [InlineData("x", "1/Tanh")]
    public void Names_that_are_equal_or_taken_are_refused(string input, string? output) =>
        Assert.Throws<ArgumentException>("options", () => new NarrowMlp(seed: 1).ToOnnx(new() { InputName = input, OutputName = output! }));

    [Fact]
    public void Any_other_name_will_do()
    {
        float[] inputs = OnnxRun.Normal(new Random(1), 4);
        byte[] model = new NarrowMlp(seed: 1).ToOnnx(new() { InputName = "Größe 1/x", OutputName = "4/Gemm" });
        Assert.Equal(OnnxRun.Outputs(new NarrowMlp(seed: 1).ToOnnx(), inputs, 1, 4), OnnxRun.Outputs(model, inputs, 1, 4));
    }
}
