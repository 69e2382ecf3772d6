using System.Buffers.Binary;

namespace Simd.Nets;

/// <summary>One <c>Event</c> protocol buffer of scalars, in a TFRecord: a buffer that grows, and is used again.</summary>
internal sealed class EventRecord
{
    // The length and its check before the data.
    private const int Header = 12;

    // Field numbers of Event, Summary and Summary.Value, with their wire types (1: 8 bytes, 5: 4 bytes, 0: varint, 2: bytes behind a
    // length).
    private const byte WallTime = (1 << 3) | 1;
    private const byte Step = (2 << 3) | 0;
    private const byte FileVersion = (3 << 3) | 2;
    private const byte Summary = (5 << 3) | 2;
    private const byte Value = (1 << 3) | 2;
    private const byte Tag = (1 << 3) | 2;
    private const byte SimpleValue = (2 << 3) | 5;

    // A summary's length is written when it is known, in five bytes whatever it is: a varint may be longer than it need be.
    private const int WideLength = 5;

    private byte[] bytes = new byte[1024];
    private int length;
    private int summary;

    /// <summary>A whole record: what a file begins with.</summary>
    public ReadOnlySpan<byte> Version(double seconds)
    {
        BeginEvent(seconds, 0);
        ReadOnlySpan<byte> version = "brain.Event:2"u8;
        Append(FileVersion);
        AppendVarint((ulong)version.Length);
        Append(version);
        return Seal();
    }

    /// <summary>Begins a record of scalars.</summary>
    /// <param name="seconds">Since 1970.</param>
    /// <param name="step">0 or more.</param>
    public void Begin(double seconds, long step)
    {
        BeginEvent(seconds, step);
        Append(Summary);
        summary = length;
        Reserve(WideLength);
        length += WideLength;
    }

    /// <summary>Adds a scalar.</summary>
    public void Add(ReadOnlySpan<byte> tag, float value)
    {
        Append(Value);
        AppendVarint((ulong)(1 + LengthOfVarint((ulong)tag.Length) + tag.Length + 1 + sizeof(float)));
        Append(Tag);
        AppendVarint((ulong)tag.Length);
        Append(tag);
        Append(SimpleValue);
        Reserve(sizeof(float));
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(length), value);
        length += sizeof(float);
    }

    /// <summary>The whole record.</summary>
    public ReadOnlySpan<byte> End()
    {
        uint content = (uint)(length - summary - WideLength);
        for (int i = 0; i < WideLength; i++, content >>= 7)
        {
            bytes[summary + i] = (byte)((content & 0x7F) | (i < WideLength - 1 ? 0x80u : 0));
        }

        return Seal();
    }

    private static int LengthOfVarint(ulong value)
    {
        int bytes = 1;
        for (; value > 0x7F; value >>= 7)
        {
            bytes++;
        }

        return bytes;
    }

    private void BeginEvent(double seconds, long step)
    {
        length = Header;
        Append(WallTime);
        Reserve(sizeof(double));
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(length), seconds);
        length += sizeof(double);
        Append(Step);
        AppendVarint((ulong)step);
    }

    private ReadOnlySpan<byte> Seal()
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)(length - Header));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Crc32C.Masked(bytes.AsSpan(0, 8)));
        Reserve(sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(length), Crc32C.Masked(bytes.AsSpan(Header, length - Header)));
        length += sizeof(uint);
        return bytes.AsSpan(0, length);
    }

    private void AppendVarint(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
        {
            Append((byte)(value | 0x80));
        }

        Append((byte)value);
    }

    private void Append(byte value)
    {
        Reserve(1);
        bytes[length++] = value;
    }

    private void Append(ReadOnlySpan<byte> values)
    {
        Reserve(values.Length);
        values.CopyTo(bytes.AsSpan(length));
        length += values.Length;
    }

    private void Reserve(int more)
    {
        if (length + more > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, length + more));
        }
    }
}
