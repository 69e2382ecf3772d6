using System.Buffers.Binary;
using System.IO.Compression;

namespace Simd.Nets;

/// <summary>Streams that may or may not be packed, told apart by their first two bytes (RFC 1952).</summary>
internal static class GzipContent
{
    /// <summary>
    /// Hands the content of a stream to a reader that reads all of it, unpacked if it is gzip; damage in the packing is a
    /// <see cref="DataFormatException"/>.
    /// </summary>
    public static TResult Read<TResult>(Stream stream, string name, Func<Stream, TResult> read)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!IsPacked(stream))
        {
            return read(stream);
        }

        try
        {
            using var content = new CountingStream(new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true));
            TResult result = read(content);
            RequireWhole(stream, content.Count, name);
            return result;
        }
        catch (InvalidDataException damage)
        {
            throw new DataFormatException($"the gzip data is damaged: {damage.Message}", name, cause: damage);
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

    // GZipStream takes the end of a file that was cut short for the end of its content. The last four bytes of a whole one hold the
    // content's length, modulo 2^32.
    private static void RequireWhole(Stream stream, long count, string name)
    {
        Span<byte> trailer = stackalloc byte[4];
        stream.Seek(-trailer.Length, SeekOrigin.End);
        stream.ReadExactly(trailer);
        uint declared = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        if (declared != (uint)count)
        {
            throw new DataFormatException(
                $"the gzip data is cut short, or joined of several files: its end declares {declared} unpacked bytes, {count} came. "
                + "Fetch it anew, or unpack it first.",
                name);
        }
    }

    private sealed class CountingStream(Stream content) : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            int read = content.Read(buffer);
            Count += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                content.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
