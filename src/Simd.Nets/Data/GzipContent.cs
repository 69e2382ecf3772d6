using System.IO.Compression;

namespace Simd.Nets;

/// <summary>Streams that may or may not be packed, told apart by their first two bytes (RFC 1952).</summary>
internal static class GzipContent
{
    /// <summary>Hands the content of a stream to a reader, unpacked if it is gzip; damage in the packing is a <see cref="DataFormatException"/>.</summary>
    public static TResult Read<TResult>(Stream stream, string name, Func<Stream, TResult> read)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!IsPacked(stream))
        {
            return read(stream);
        }

        try
        {
            using var content = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return read(content);
        }
        catch (InvalidDataException damage)
        {
            throw new DataFormatException($"the gzip data is damaged or cut short: {damage.Message}", name, cause: damage);
        }
    }

    private static bool IsPacked(Stream stream)
    {
        if (!stream.CanSeek)
        {
            return false;
        }

        long start = stream.Position;
        Span<byte> magic = stackalloc byte[2];
        int read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        stream.Position = start;
        return read == 2 && magic is [0x1F, 0x8B];
    }
}
