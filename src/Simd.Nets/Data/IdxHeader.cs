using System.Buffers.Binary;

namespace Simd.Nets;

/// <summary>
/// What stands before the values of an IDX file of unsigned bytes: two zero bytes, a type, the number of axes, their lengths as big-endian
/// 32-bit numbers (Y. LeCun, "The MNIST database of handwritten digits").
/// </summary>
/// <param name="Shape">The length of each axis; the first counts samples.</param>
internal sealed record IdxHeader(int[] Shape)
{
    private const byte UnsignedByte = 0x08;

    /// <summary>Bytes of values.</summary>
    public long Size => Shape.Aggregate(1L, (size, length) => size * length);

    /// <summary>Bytes a sample.</summary>
    public int RowSize => (int)(Size / Shape[0]);

    /// <summary>Reads the header, and makes sure that the stream, if it knows its length, goes on as long as the header says.</summary>
    /// <param name="stream">At its start.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="largest">The most bytes of values that are taken.</param>
    /// <exception cref="DataFormatException">It is truncated, too long, without samples or of another kind.</exception>
    public static IdxHeader Read(Stream stream, string name, long largest)
    {
        byte[] magic = ReadBytes(stream, 4, name);
        if (magic is not [0, 0, UnsignedByte, > 0])
        {
            throw new DataFormatException(
                $"expected an IDX file of unsigned bytes, 00 00 08 and the number of axes; "
                + $"found {Convert.ToHexString(magic)} ({KindOf(magic)}).",
                name);
        }

        int rank = magic[3];
        byte[] lengths = ReadBytes(stream, 4 * rank, name);
        var shape = new int[rank];
        long size = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(lengths.AsSpan(4 * axis));
            size = length == 0
                ? throw new DataFormatException($"axis {axis} of {rank} has the length 0, so there are no samples.", name)
                : length > int.MaxValue || length > largest / size
                ? throw new DataFormatException(
                    $"the header declares more than {largest} bytes, the most that can be read (axis {axis}: {length}).", name)
                : size * length;
            shape[axis] = (int)length;
        }

        if (stream.CanSeek && stream.Length - stream.Position != size)
        {
            throw WrongLength(size, stream.Length - stream.Position, name);
        }

        var header = new IdxHeader(shape);
        return size / shape[0] <= Array.MaxLength
            ? header
            : throw new DataFormatException($"a sample has {size / shape[0]} bytes; an array holds {Array.MaxLength} at most.", name);
    }

    public static DataFormatException WrongLength(long expected, long actual, string name) =>
        new($"expected {expected} bytes of values after the header, found {actual}.", name);

    /// <summary>That there is nothing behind the values.</summary>
    public static void RequireEnd(Stream stream, long size, string name)
    {
        if (stream.ReadByte() >= 0)
        {
            throw new DataFormatException($"expected {size} bytes of values after the header; the file goes on.", name);
        }
    }

    /// <summary>That labels are what a file of labels holds: one each sample of the images.</summary>
    public static void RequirePair(IdxHeader images, string imagesName, IdxHeader labels, string labelsName)
    {
        if (labels.Shape.Length != 1)
        {
            throw new DataFormatException(
                $"labels have 1 axis; this file has {labels.Shape.Length}. Were the two files exchanged?", labelsName);
        }

        if (labels.Shape[0] != images.Shape[0])
        {
            throw new DataFormatException(
                $"expected {images.Shape[0]} labels, one for each sample of {imagesName}; found {labels.Shape[0]}.", labelsName);
        }
    }

    private static byte[] ReadBytes(Stream stream, int length, string name)
    {
        var bytes = new byte[length];
        int read = stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        return read == length
            ? bytes
            : throw new DataFormatException($"the header is cut short: expected {length} more bytes, found {read}.", name);
    }

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
