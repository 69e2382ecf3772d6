using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Simd.Nets.Tests.Training;

namespace Simd.Nets.Tests.Files;

/// <summary>Safetensors files put together by hand, from the format's description.</summary>
internal static class HandWritten
{
    /// <summary>What a header says of the tensors of linear networks.</summary>
    public const string Weight = """ "0.weight":{"dtype":"F32","shape":[3,4],"data_offsets":[0,48]} """;
    public const string Bias = """ "0.bias":{"dtype":"F32","shape":[3],"data_offsets":[48,60]} """;

    /// <summary>1 to 15 as floats: the weight [3, 4] and the bias [3].</summary>
    public static readonly float[] Values = [.. Enumerable.Range(1, 15).Select(i => (float)i)];

    public static byte[] Bytes(string json, ReadOnlySpan<byte> data) => Bytes((ulong)Encoding.UTF8.GetByteCount(json), json, data);

    public static byte[] Bytes(string json) => Bytes(json, MemoryMarshal.AsBytes<float>(Values));

    /// <summary>With a length that may lie.</summary>
    public static byte[] Bytes(ulong length, string json, ReadOnlySpan<byte> data)
    {
        var head = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(head, length);
        return [.. head, .. Encoding.UTF8.GetBytes(json), .. data];
    }

    /// <summary>Reads a file as its description says, with none of the library's code: the bytes of each tensor, and its entry.</summary>
    public static Dictionary<string, (JsonElement Entry, byte[] Bytes)> Read(byte[] file)
    {
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        JsonElement header = JsonDocument.Parse(file.AsMemory(8, length)).RootElement;
        return header.EnumerateObject().Where(entry => entry.Name != "__metadata__").ToDictionary(
            entry => entry.Name,
            entry =>
            {
                int[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32())];
                return (entry.Value, file[(8 + length + offsets[0])..(8 + length + offsets[1])]);
            });
    }

    /// <summary>The metadata of a file.</summary>
    public static Dictionary<string, string> Metadata(byte[] file)
    {
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        return JsonDocument.Parse(file.AsMemory(8, length)).RootElement.GetProperty("__metadata__").Deserialize<Dictionary<string, string>>()!;
    }

    /// <summary>A checksum as the page about files describes it, bit by bit.</summary>
    public static string Sum(byte[] bytes) => string.Concat(Enumerable.Range(0, 4).Select(lane =>
    {
        byte[] padded = [.. bytes, .. new byte[-bytes.Length & 31]];
        IEnumerable<byte> words = padded.Chunk(8).Where((_, index) => index % 4 == lane).SelectMany(word => word);
        uint crc = words.Concat(BitConverter.GetBytes((long)bytes.Length)).Aggregate(uint.MaxValue, (sum, next) => Enumerable.Range(0, 8)
            .Aggregate(sum ^ next, (bits, _) => (bits >> 1) ^ ((bits & 1) * 0x82F63B78)));
        return Convert.ToHexStringLower(BitConverter.GetBytes(~crc));
    }));

    /// <summary>A network, and all that loading could change of it.</summary>
    public static (SoftmaxRegression<float> Network, float[] Parameters) Network(ulong seed = 1)
    {
        SoftmaxRegression<float> network = SoftmaxRegression<float>.Create(seed);
        return (network, network.Runtime.Parameters.ToArray());
    }
}
