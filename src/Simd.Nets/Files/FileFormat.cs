using Microsoft.Win32.SafeHandles;

namespace Simd.Nets;

/// <summary>What weight files and checkpoints share.</summary>
internal static class FileFormat
{
    /// <summary>The key of the metadata under which our files say what they are.</summary>
    public const string Key = "simd-nets";

    private const int Part = 1 << 20;

    /// <summary>Writes elements and adds their bytes to a checksum, the parts of many at the same time; returns the offset behind them.</summary>
    public static unsafe long Write<TElement>(SafeFileHandle handle, ReadOnlySpan<TElement> values, long at, Checksum checksum)
        where TElement : unmanaged
    {
        fixed (TElement* start = values)
        {
            var bytes = new FileBytes((byte*)start, (long)values.Length * sizeof(TElement));
            Add(bytes, 0, bytes.Length, checksum, (part, offset) => RandomAccess.Write(handle, part, at + offset));
            return at + bytes.Length;
        }
    }

    /// <summary>The checksum of a part of a file.</summary>
    public static byte[] Sum(FileBytes bytes, long begin, long end)
    {
        var checksum = new Checksum();
        Add(bytes, begin, end, checksum, (_, _) => { });
        return checksum.Finish();
    }

    // What else is done with the bytes is done while they are in the cache.
    private static void Add(FileBytes bytes, long begin, long end, Checksum checksum, Action<ReadOnlySpan<byte>, long> also)
    {
        long whole = Math.Min(end, begin + checksum.Missing);
        Append(checksum, begin, whole);
        int parts = (int)((end - whole + Part - 1) / Part);
        if (parts > 1)
        {
            checksum.Append(parts, part =>
            {
                var sum = new Checksum();
                Append(sum, whole + ((long)part * Part), Math.Min(end, whole + ((part + 1L) * Part)));
                return sum;
            });
        }
        else
        {
            Append(checksum, whole, end);
        }

        void Append(Checksum sum, long from, long to)
        {
            ReadOnlySpan<byte> part = bytes.Span<byte>(from, (int)(to - from));
            sum.Append(part);
            also(part, from);
        }
    }
}
