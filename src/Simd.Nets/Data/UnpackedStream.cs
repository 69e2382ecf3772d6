using System.Buffers.Binary;
using System.IO.Compression;

namespace Simd.Nets;

/// <summary>
/// The content of a gzip stream that can seek and is left open. Damage in the packing, and the end of packing that was cut short, are a
/// <see cref="DataFormatException"/>.
/// </summary>
internal sealed class UnpackedStream(Stream packed, string name) : Stream
{
    private const int TrailerLength = 4;

    private readonly GZipStream content = new(packed, CompressionMode.Decompress, leaveOpen: true);
    private long count;

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
        try
        {
            int read = content.Read(buffer);
            count += read;
            if (read == 0 && buffer.Length > 0)
            {
                RequireWhole();
            }

            return read;
        }
        catch (InvalidDataException damage)
        {
            throw new DataFormatException($"the gzip data is damaged: {damage.Message}", name, cause: damage);
        }
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

    // GZipStream takes the end of a file that was cut short for the end of its content. The last four bytes of a whole one hold the
    // content's length, modulo 2^32.
    private void RequireWhole()
    {
        Span<byte> trailer = stackalloc byte[TrailerLength];
        packed.Seek(-Math.Min(TrailerLength, packed.Length), SeekOrigin.End);
        packed.ReadAtLeast(trailer, TrailerLength, throwOnEndOfStream: false);
        uint declared = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        if (declared != (uint)count)
        {
            throw new DataFormatException(
                $"the gzip data is cut short, or joined of several files: its end declares {declared} unpacked bytes, {count} came. "
                + "Fetch it anew, or unpack it first.",
                name);
        }
    }
}
