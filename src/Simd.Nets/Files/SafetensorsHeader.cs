using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Simd.Nets;

/// <summary>
/// The header of a safetensors file (Hugging Face, "safetensors: simple, safe way to store and distribute tensors"): 8 bytes of length,
/// little-endian; JSON; then the tensors' bytes, without a hole or an overlap.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The key of what is not a tensor.</summary>
    public const string MetadataKey = "__metadata__";

    // The format allows 100,000,000; a header of ours with ten thousand tensors has two million.
    private const int LargestJson = 16 << 20;
    private const int LengthSize = sizeof(ulong);
    private const int Alignment = 8;

    /// <summary>Tensors by name.</summary>
    public Dictionary<string, StoredTensor> Tensors { get; } = new(StringComparer.Ordinal);

    /// <summary>What the writer noted beside.</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Where in the file the tensors begin.</summary>
    public long Start { get; private init; }

    /// <summary>Reads a header, and makes sure that it describes exactly the file it stands in.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">What errors call it.</param>
    /// <param name="unexpected">What to say of a tensor of this name, given what was read before it; null if it may be there. Since it is
    /// asked at once, a header costs no more memory than what is expected of it.</param>
    /// <exception cref="NetworkFileException">It does not, or has a tensor that is not expected.</exception>
    public static SafetensorsHeader Read(FileBytes bytes, string file, Func<SafetensorsHeader, string, string?> unexpected)
    {
        if (bytes.Length < LengthSize)
        {
            throw new NetworkFileException($"expected a safetensors file, which has 8 bytes or more; found {bytes.Length}.", file);
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span<byte>(0, LengthSize));
        if (length > LargestJson)
        {
            throw new NetworkFileException(
                $"expected a safetensors file, whose first 8 bytes are the length of its header, {LargestJson} at most; found {length}.", file);
        }

        if ((long)length > bytes.Length - LengthSize)
        {
            throw new NetworkFileException(
                $"expected a header of {length} bytes behind the first 8; found {bytes.Length - LengthSize}: the file is cut short.", file);
        }

        ReadOnlySpan<byte> json = bytes.Span<byte>(LengthSize, (int)length);
        if (json is not [(byte)'{', ..])
        {
            throw new NetworkFileException("expected a header that begins with '{': this is no safetensors file.", file);
        }

        var header = new SafetensorsHeader { Start = LengthSize + (long)length };
        new SafetensorsParser(json, file, header, unexpected).Parse();
        header.RequireExtents(bytes.Length - header.Start, file);
        return header;
    }

    /// <summary>The bytes of a header: the tensors lie one behind the other as they come.</summary>
    public static byte[] Write(IEnumerable<StoredTensor> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Advance(Reserve(buffer, LengthSize));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            foreach ((string key, string value) in metadata)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            foreach (StoredTensor tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type);
                WriteNumbers(json, "shape", tensor.Shape);
                WriteNumbers(json, "data_offsets", [tensor.Begin, tensor.End]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        int padding = -buffer.WrittenCount & (Alignment - 1);
        buffer.GetSpan(Alignment)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        byte[] header = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)(header.Length - LengthSize));
        return header;
    }

    private static int Reserve(ArrayBufferWriter<byte> buffer, int size)
    {
        buffer.GetSpan(size)[..size].Clear();
        return size;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private void RequireExtents(long length, string file)
    {
        long end = 0;
        foreach (StoredTensor tensor in Tensors.Values.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (tensor.Begin != end)
            {
                throw new NetworkFileException(
                    $"expected its bytes to begin at {end}, where those before it end; they begin at {tensor.Begin}: "
                    + (tensor.Begin > end ? "there is a hole." : "they overlap."),
                    file,
                    tensor.Name);
            }

            end = tensor.End;
        }

        if (end != length)
        {
            throw new NetworkFileException(
                $"expected {end} bytes of tensors behind the header of {Start - LengthSize}; found {length}: "
                + (length < end ? "the file is cut short." : "the file goes on."),
                file);
        }
    }
}
