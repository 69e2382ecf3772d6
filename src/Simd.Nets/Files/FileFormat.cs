using Microsoft.Win32.SafeHandles;

namespace Simd.Nets;

/// <summary>What weight files and checkpoints share.</summary>
internal static class FileFormat
{
    /// <summary>The key of the metadata under which our files say what they are.</summary>
    public const string Key = "simd-nets";

    private const int Chunk = 1 << 20;
    private const int LargeChunk = 1 << 26;

    /// <summary>Writes elements and adds their bytes to a checksum, large ones at the same time; returns the offset behind them.</summary>
    public static unsafe long Write<TElement>(SafeFileHandle handle, ReadOnlySpan<TElement> values, long at, Checksum checksum)
        where TElement : unmanaged
    {
        fixed (TElement* start = values)
        {
            byte* end = (byte*)(start + values.Length);
            for (byte* chunk = (byte*)start; chunk < end; chunk += LargeChunk)
            {
                nint address = (nint)chunk;
                int size = (int)Math.Min(LargeChunk, end - chunk);
                long offset = at;
                if (size < Chunk)
                {
                    Append();
                    Store();
                }
                else
                {
                    Parallel.Invoke(Append, Store);
                }

                at += size;

                void Append() => checksum.Append(new ReadOnlySpan<byte>((byte*)address, size));

                void Store() => RandomAccess.Write(handle, new ReadOnlySpan<byte>((byte*)address, size), offset);
            }
        }

        return at;
    }

    /// <summary>The checksum of a part of a file.</summary>
    public static byte[] Sum(FileBytes bytes, long begin, long end)
    {
        var checksum = new Checksum();
        for (long at = begin; at < end; at += Chunk)
        {
            checksum.Append(bytes.Span<byte>(at, (int)Math.Min(Chunk, end - at)));
        }

        return checksum.Finish();
    }
}
