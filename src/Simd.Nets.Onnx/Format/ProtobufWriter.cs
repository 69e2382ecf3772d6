using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Simd.Nets.Onnx;

/// <summary>
/// Writes fields in the wire format of protocol buffers (protobuf.dev/programming-guides/encoding): as much of it as ONNX needs.
/// </summary>
internal sealed class ProtobufWriter
{
    private enum WireType
    {
        Varint = 0,
        Bytes = 2,
        Fixed32 = 5,
    }

    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    /// <summary>A whole number (int32, int64 or an enum).</summary>
    public void Number(int field, long value)
    {
        Tag(field, WireType.Varint);
        Varint((ulong)value);
    }

    /// <summary>A float.</summary>
    public void Number(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(buffer.GetSpan(sizeof(float)), value);
        buffer.Advance(sizeof(float));
    }

    /// <summary>A text.</summary>
    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes as they are.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, WireType.Bytes);
        Varint((ulong)value.Length);
        buffer.Write(value);
    }

    /// <summary>A message inside of this one.</summary>
    public void Message(int field, Action<ProtobufWriter> write)
    {
        var message = new ProtobufWriter();
        write(message);
        Bytes(field, message.Written);
    }

    private void Tag(int field, WireType type) => Varint(((ulong)field << 3) | (ulong)type);

    // Seven bits a byte, the lowest first; the eighth says that more follow.
    private void Varint(ulong value)
    {
        Span<byte> bytes = buffer.GetSpan(10);
        int length = 0;
        for (; value > 0x7F; value >>= 7)
        {
            bytes[length++] = (byte)(value | 0x80);
        }

        bytes[length++] = (byte)value;
        buffer.Advance(length);
    }
}
