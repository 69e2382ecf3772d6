using System.Buffers.Binary;

namespace Simd.Nets;

/// <summary>
/// An array of unsigned bytes from an IDX file: two zero bytes, a type, the number of axes, their lengths as big-endian 32-bit numbers, the
/// values (Y. LeCun, "The MNIST database of handwritten digits").
/// </summary>
internal sealed record IdxArray(int[] Shape, byte[] Values)
{
    private const byte UnsignedByte = 0x08;
    private const int FirstBlock = 1 << 20;

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="DataFormatException">It is truncated, too long, empty or of another kind.</exception>
    public static IdxArray Read(Stream stream, string name) => GzipContent.Read(stream, name, content => ReadContent(content, name));

    private static IdxArray ReadContent(Stream stream, string name)
    {
        byte[] magic = ReadHeader(stream, 4, name);
        if (magic is not [0, 0, UnsignedByte, > 0])
        {
            throw new DataFormatException(
                $"expected an IDX file of unsigned bytes, 00 00 08 and the number of axes; "
                + $"found {Convert.ToHexString(magic)} ({KindOf(magic)}).",
                name);
        }

        int rank = magic[3];
        byte[] lengths = ReadHeader(stream, 4 * rank, name);
        var shape = new int[rank];
        long size = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(lengths.AsSpan(4 * axis));
            size = length == 0
                ? throw new DataFormatException($"axis {axis} of {rank} has the length 0, so there are no samples.", name)
                : length > Array.MaxLength / size
                ? throw new DataFormatException(
                    $"the header declares more than {Array.MaxLength} bytes, the most an array holds (axis {axis}: {length}).", name)
                : size * length;
            shape[axis] = (int)length;
        }

        // The length is checked before memory is taken wherever the stream knows it.
        if (stream.CanSeek && stream.Length - stream.Position != size)
        {
            throw WrongLength(size, stream.Length - stream.Position, name);
        }

        return new IdxArray(shape, ReadValues(stream, (int)size, name));
    }

    // The buffer grows with what has really come, so a header that lies about a packed stream costs no memory.
    private static byte[] ReadValues(Stream stream, int size, string name)
    {
        var values = new byte[stream.CanSeek ? size : Math.Min(size, FirstBlock)];
        int filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(values.AsSpan(filled), values.Length - filled, throwOnEndOfStream: false);
            if (filled < values.Length)
            {
                throw WrongLength(size, filled, name);
            }

            if (filled == size)
            {
                break;
            }

            Array.Resize(ref values, (int)Math.Min(size, 2L * values.Length));
        }

        if (stream.ReadByte() >= 0)
        {
            throw new DataFormatException($"expected {size} bytes of values after the header; the file goes on.", name);
        }

        return values;
    }

    private static byte[] ReadHeader(Stream stream, int length, string name)
    {
        var header = new byte[length];
        int read = stream.ReadAtLeast(header, length, throwOnEndOfStream: false);
        return read == length
            ? header
            : throw new DataFormatException($"the header is cut short: expected {length} more bytes, found {read}.", name);
    }

    private static DataFormatException WrongLength(long expected, long actual, string name) =>
        new($"expected {expected} bytes of values after the header, found {actual}.", name);

    private static string KindOf(byte[] magic) => magic switch
    {
        [0, 0, UnsignedByte, 0] => "no axis",
        [0, 0, 0x09, _] => "signed bytes",
        [0, 0, 0x0B, _] => "16-bit integers",
        [0, 0, 0x0C, _] => "32-bit integers",
        [0, 0, 0x0D, _] => "32-bit floats",
        [0, 0, 0x0E, _] => "64-bit floats",
        _ => "not IDX",
    };
}
