namespace Simd.Nets;

/// <summary>An array of unsigned bytes from an IDX file, all in memory.</summary>
internal sealed record IdxArray(IdxHeader Header, byte[] Values)
{
    private const int FirstBlock = 1 << 20;

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="DataFormatException">It is truncated, too long, empty or of another kind.</exception>
    public static IdxArray Read(Stream stream, string name) => GzipContent.Read(stream, name, content =>
    {
        IdxHeader header = IdxHeader.Read(content, name, Array.MaxLength);
        var array = new IdxArray(header, ReadValues(content, (int)header.Size, name));
        IdxHeader.RequireEnd(content, header.Size, name);
        return array;
    });

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
                throw IdxHeader.WrongLength(size, filled, name);
            }

            if (filled == size)
            {
                return values;
            }

            Array.Resize(ref values, (int)Math.Min(size, 2L * values.Length));
        }
    }
}
