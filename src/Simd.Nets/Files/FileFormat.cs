using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Simd.Nets;

/// <summary>What weight files and checkpoints share.</summary>
internal static class FileFormat
{
    /// <summary>The key of the metadata under which our files say what they are.</summary>
    public const string Key = "simd-nets";

    private const int Chunk = 1 << 20;

    /// <summary>Writes elements and adds their bytes to a hash, while they are in cache; returns the offset behind them.</summary>
    public static long Write<TElement>(SafeFileHandle handle, ReadOnlySpan<TElement> values, long at, IncrementalHash hash)
        where TElement : unmanaged
    {
        for (int start = 0; start < values.Length; start += Chunk)
        {
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values.Slice(start, Math.Min(Chunk, values.Length - start)));
            hash.AppendData(bytes);
            RandomAccess.Write(handle, bytes, at);
            at += bytes.Length;
        }

        return at;
    }

    /// <summary>The SHA-256 of a part of a file.</summary>
    public static byte[] Hash(FileBytes bytes, long begin, long end)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long at = begin; at < end; at += Chunk)
        {
            hash.AppendData(bytes.Span<byte>(at, (int)Math.Min(Chunk, end - at)));
        }

        return hash.GetHashAndReset();
    }
}
