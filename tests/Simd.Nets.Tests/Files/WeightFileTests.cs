using System.Runtime.InteropServices;
using System.Text.Json;
using Simd.Nets.Tests.Training;
using Xunit;
using static Simd.Nets.Tests.Files.HandWritten;

namespace Simd.Nets.Tests.Files;

public class WeightFileTests
{
    [Fact]
    public void What_is_saved_is_loaded_to_the_bit()
    {
        using var folder = new Folder();
        NetworkRuntime<SoftmaxRegression<float>, float> network = Network(seed: 3).Network.Runtime;
        network.Save(folder["net.safetensors"]);
        Assert.Equal(network.Parameters.ToArray(), NetworkRuntime<SoftmaxRegression<float>, float>.Load(folder["net.safetensors"]).Parameters);

        NetworkRuntime<SoftmaxRegression<float>, float> other = Network(seed: 4).Network.Runtime;
        other.LoadWeights(folder["net.safetensors"]);
        Assert.Equal(network.Parameters.ToArray(), other.Parameters);
        Assert.Equal(["net.safetensors"], folder.Names);
    }

    [Fact]
    public void A_file_is_what_the_format_describes_and_the_same_for_the_same_weights()
    {
        using var folder = new Folder();
        NetworkRuntime<SoftmaxRegression<float>, float> network = Network().Network.Runtime;
        network.Save(folder["a"]);
        network.Save(folder["b"]);
        byte[] file = File.ReadAllBytes(folder["a"]);
        Assert.Equal(file, File.ReadAllBytes(folder["b"]));
        Assert.Equal((0, (byte)'{'), (BitConverter.ToInt32(file) % 8, file[8]));

        var tensors = Read(file);
        Dictionary<string, string> metadata = Metadata(file);
        Assert.Equal(["0.weight", "0.bias"], tensors.Keys);
        Assert.Equal([3, 4], tensors["0.weight"].Entry.GetProperty("shape").Deserialize<int[]>()!);
        Assert.Equal(("pt", "weights 1"), (metadata["format"], metadata["simd-nets"]));
        foreach ((string name, (JsonElement entry, byte[] bytes)) in tensors)
        {
            Assert.Equal("F32", entry.GetProperty("dtype").GetString());
            Assert.Equal(network.Tensors[name].ToArray(), MemoryMarshal.Cast<byte, float>(bytes).ToArray());
            Assert.Equal(Sum(bytes), metadata[$"crc32c:{name}"]);
        }
    }

    [Theory]
    [InlineData("{" + Weight + "," + Bias + "}")]
    [InlineData("{" + Bias + "," + Weight + """, "__metadata__":{"format":"pt"}}   """)]
    public void Files_of_others_need_no_metadata_and_no_order(string json)
    {
        NetworkRuntime<SoftmaxRegression<float>, float> network = Network().Network.Runtime;
        network.LoadWeights(Bytes(json));
        Assert.Equal(Values[..12], network.Tensors["0.weight"].ToArray());
        Assert.Equal(Values[12..], network.Tensors["0.bias"].ToArray());
    }

    [Theory]
    [InlineData("module.fc.", "module.fc.")]
    [InlineData("größe/層 \\\"", "größe/層 \"")]
    [InlineData("\\u5c64.", "層.")]
    public void Tensors_may_be_called_otherwise(string written, string name)
    {
        NetworkRuntime<SoftmaxRegression<float>, float> network = Network().Network.Runtime;
        network.LoadWeights(Bytes($"{{{Weight},{Bias}}}".Replace("0.", written)), names: own => own.Replace("0.", name));
        Assert.Equal(Values[12..], network.Tensors["0.bias"].ToArray());
    }

    [Fact]
    public void Names_that_are_missing_or_equal_are_the_callers_mistake()
    {
        (SoftmaxRegression<float> network, float[] before) = Network();
        byte[] file = Bytes($"{{{Weight},{Bias}}}");
        Assert.Contains("0.weight it gives none", Assert.Throws<ArgumentException>("names", () => network.Runtime.LoadWeights(file, names: _ => null!)).Message);
        Assert.Contains("0.bias it gives 'x'", Assert.Throws<ArgumentException>("names", () => network.Runtime.LoadWeights(file, names: _ => "x")).Message);
        Assert.Equal(before, network.Runtime.Parameters);
    }

    [Fact]
    public void Narrower_types_are_widened_exactly()
    {
        const string Json = """
            {"0.weight":{"dtype":"F16","shape":[3,4],"data_offsets":[0,24]},"0.bias":{"dtype":"BF16","shape":[3],"data_offsets":[24,30]}}
            """;
        Half[] weight = [.. Values[..12].Select(value => (Half)value)];
        ushort[] bias = [.. Values[12..].Select(value => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16))];
        byte[] file = Bytes(Json, [.. MemoryMarshal.AsBytes<Half>(weight), .. MemoryMarshal.AsBytes<ushort>(bias)]);
        var network = SoftmaxRegression<double>.Create(1);
        network.Runtime.LoadWeights(file);
        Assert.Equal(Values[..12].Select(value => (double)value), network.Runtime.Tensors["0.weight"].ToArray());
        Assert.Equal([13.0, 14, 15], network.Runtime.Tensors["0.bias"].ToArray());
        network.Runtime.LoadWeights(Bytes($"{{{Weight},{Bias}}}"));
        Assert.Equal([13.0, 14, 15], network.Runtime.Tensors["0.bias"].ToArray());
    }

    [Fact]
    public void Weights_loaded_replace_those_that_gradients_wait_for()
    {
        using var folder = new Folder();
        SoftmaxRegression<float> network = Network().Network;
        network.Runtime.Save(folder["net"]);
        var trainer = new Trainer<SoftmaxRegression<float>>(network, new Adam()) { AccumulationSteps = 2 };
        trainer.Step([1, 2, 3, 4], [1]);
        Assert.Equal(1, trainer.Accumulated);
        network.Runtime.LoadWeights(folder["net"]);
        Assert.Equal(0, trainer.Accumulated);
    }

    [Fact]
    public void A_save_that_fails_leaves_the_file_as_it_was()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["net"], "before");
        Directory.CreateDirectory(folder["net.tmp"]);
        Assert.ThrowsAny<Exception>(() => Network().Network.Runtime.Save(folder["net"]));
        Assert.Equal("before", File.ReadAllText(folder["net"]));
        Assert.Throws<DirectoryNotFoundException>(() => Network().Network.Runtime.Save(folder["none/net"]));
    }

    [Fact]
    public void What_cannot_be_opened_is_named()
    {
        using var folder = new Folder();
        (SoftmaxRegression<float> network, float[] before) = Network();
        Assert.Contains(folder["none"], Assert.Throws<FileNotFoundException>(() => network.Runtime.LoadWeights(folder["none"])).Message);
        File.WriteAllBytes(folder["empty"], []);
        Assert.Contains(folder["empty"], Assert.Throws<NetworkFileException>(() => network.Runtime.LoadWeights(folder["empty"])).Message);
        Assert.Equal(before, network.Runtime.Parameters);
    }
}
