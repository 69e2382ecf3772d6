using Simd.Nets.Tests.Data;
using Simd.Nets.Tests.Training;
using Xunit;
using static Simd.Nets.Tests.Files.HandWritten;

namespace Simd.Nets.Tests.Files;

/// <summary>Whatever is wrong with a file is said with the file, the tensor, what was expected and what came; the network stays as it was.</summary>
public class WrongWeightFileTests
{
    private const string Both = Weight + "," + Bias;

    [Theory]
    [InlineData("0.weight", "[3,4]", "[4,3]", "expected F32 [3, 4]", "found F32 [4, 3]")]
    [InlineData("0.weight", "[3,4]", "[3,4,1]", "found F32 [3, 4, 1]")]
    [InlineData("0.bias", "F32", "I32", "expected F32 [3]", "found I32 [3]")]
    [InlineData("0.bias", "F32", "F33", "'F33' is no type")]
    [InlineData("1.weight", "0.weight", "1.weight", "SoftmaxRegression has no tensor of this name", "0.weight, 0.bias")]
    [InlineData("0.weight", "0.bias", "0.weight", "twice")]
    [InlineData("0.weight", "[0,48]", "[0,44]", "expected 48 bytes", "from 0 to 44")]
    [InlineData("0.bias", "[48,60]", "[44,56]", "begin at 48", "overlap")]
    [InlineData("0.bias", "[48,60]", "[52,64]", "begin at 48", "hole")]
    [InlineData("0.bias", "[48,60]", "[60,48]", "expected 12 bytes")]
    [InlineData("0.bias", "[48,60]", "[48,60,60]", "at most 2 whole numbers")]
    [InlineData("0.bias", "[48,60]", "[48]", "one is missing")]
    [InlineData("0.bias", "[48,60]", "[-12,0]", "whole numbers from 0")]
    [InlineData("0.bias", "[3]", "[9223372036854775807,3]", "2^63")]
    [InlineData("0.bias", "[3]", "[4611686018427387904,4,0]", "2^63")]
    [InlineData("0.bias", "[3]", "[9223372036854775808]", "whole numbers from 0 to 2^63")]
    [InlineData("0.bias", "[3]", "[3.0]", "whole numbers")]
    [InlineData("0.bias", "[3]", "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,3]", "at most 32")]
    [InlineData("0.bias", "\"dtype\":\"F32\",\"shape\":[3]", "\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[3]", "once each", "'dtype'")]
    [InlineData("0.bias", "\"dtype\":\"F32\",\"shape\":[3]", "\"dtype\":\"F32\",\"sha256\":1,\"shape\":[3]", "'sha256'")]
    [InlineData("0.bias", "\"dtype\":\"F32\",\"shape\":[3]", "\"shape\":[3]", "one is missing")]
    [InlineData(null, "\"dtype\":\"F32\",\"shape\":[3]", "\"dtype\":32,\"shape\":[3]", "name of a type", "Number")]
    [InlineData(null, "[48,60]}", "[48,60]", "not valid JSON")]
    public void A_header_that_is_wrong_is_refused(string? tensor, string right, string wrong, params string[] parts)
    {
        int at = Both.LastIndexOf(right, StringComparison.Ordinal);
        NetworkFileException refusal = Refused(Bytes($"{{{Both[..at]}{wrong}{Both[(at + right.Length)..]}}}"), parts);
        Assert.Equal(tensor, refusal.Tensor);
    }

    [Theory]
    [InlineData("", "header")]
    [InlineData("{}", "expected 0 bytes of tensors", "found 60")]
    [InlineData("{" + Weight + "}", "expected 48 bytes of tensors", "found 60")]
    [InlineData("[1]", "begins with '{'")]
    [InlineData(" {" + Both + "}", "begins with '{'")]
    [InlineData("{" + Both + "} {}", "not valid JSON")]
    [InlineData("{" + Both + "} \0", "not valid JSON")]
    [InlineData("{" + Both + ",}", "not valid JSON")]
    [InlineData("{/**/" + Both + "}", "not valid JSON")]
    [InlineData("{" + Both + ",\"__metadata__\":{\"a\":1}}", "a string", "Number")]
    [InlineData("{" + Both + ",\"__metadata__\":{\"a\":\"1\",\"\\u0061\":\"2\"}}", "key 'a' twice")]
    [InlineData("{\"__metadata__\":{}," + Both + ",\"__metadata__\":{}}", "twice")]
    [InlineData("{" + Both + ",\"__metadata__\":[]}", "object of strings")]
    [InlineData("{" + Both + ",\"a\":{\"b\":{\"c\":{}}}}", "no tensor of this name")]
    [InlineData("{" + Both + ",\"\\ud800\":{}}", "not valid JSON")]
    [InlineData("{" + Both + ",\"__metadata__\":{\"simd-nets\":\"weights 2\"}}", "another version", "weights 1", "weights 2")]
    [InlineData("{" + Both + ",\"__metadata__\":{\"simd-nets\":\"checkpoint 1\"}}", "Trainer.Resume")]
    [InlineData("{" + Both + ",\"__metadata__\":{\"simd-nets\":\"weights 1\"}}", "0.weight", "expected its checksum")]
    [InlineData("{" + Both + ",\"__metadata__\":{\"crc32c:0.bias\":\"00\"}}", "0.bias", "checksum 00", "damaged")]
    public void A_file_that_is_wrong_is_refused(string json, params string[] parts) => Refused(Bytes(json), parts);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1ul << 63)]
    [InlineData(100_000_001ul)]
    [InlineData(1ul << 20)]
    public void A_header_longer_than_allowed_or_than_the_file_is_refused(ulong length) =>
        Refused(Bytes(length, $"{{{Both}}}", new byte[60]), length > 100_000_000 ? "16777216 at most" : "cut short", $"{length}");

    [Fact]
    public void A_tensor_that_is_missing_is_named()
    {
        Refused(Bytes("{}", []), "0.weight", "[3, 4]", "the file has none");
        Refused(Bytes($"{{{Weight}}}", new byte[48]), "0.bias", "[3]", "the file has 0.weight");
    }

    [Fact]
    public void A_header_of_countless_entries_is_refused_while_it_is_read()
    {
        string entries = string.Join(",", Enumerable.Range(0, 300_000).Select(i => $"\"{i}\":\"\""));
        byte[] file = Bytes($"{{\"__metadata__\":{{{entries}}},{Both}}}");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused(file, "more than 10000");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, file.Length);
    }

    [Fact]
    public void Every_truncation_and_every_flipped_bit_of_the_data_is_refused()
    {
        using var folder = new Folder();
        Network().Network.Runtime.Save(folder["net"]);
        byte[] file = File.ReadAllBytes(folder["net"]);
        for (int length = 0; length < file.Length; length++)
        {
            Refused(file[..length]);
        }

        Refused([.. file, 0], "goes on");
        for (int bit = 8 * (file.Length - 60); bit < 8 * file.Length; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(file, "damaged");
            file[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static NetworkFileException Refused(byte[] file, params string[] parts)
    {
        (SoftmaxRegression<float> network, float[] before) = Network();
        var refusal = Assert.Throws<NetworkFileException>(() => network.Runtime.LoadWeights(file, "weights.safetensors"));
        Assert.Equal(before, network.Runtime.Parameters);
        DataSetTests.Contains(["weights.safetensors", .. parts], refusal);
        return refusal;
    }
}
