using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>The bytes of a file, which may be more than a span holds.</summary>
internal readonly unsafe struct FileBytes(byte* start, long length)
{
    public long Length => length;

    /// <summary>Elements from a byte on, at whatever alignment.</summary>
    public ReadOnlySpan<TElement> Span<TElement>(long offset, int count)
        where TElement : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, length - ((long)count * Unsafe.SizeOf<TElement>()));
        return new(start + offset, count);
    }
}

/// <summary>What is done with a file's bytes while they are there.</summary>
internal delegate void FileReading(FileBytes bytes);

/// <summary>Files as memory: nothing is read that is not looked at, and nothing is copied.</summary>
internal static unsafe class MappedFile
{
    /// <summary>Maps a file while it is read.</summary>
    /// <exception cref="IOException">It cannot be opened, or is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static void Read(string path, FileReading read)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path}: expected a file; it is a folder.");
        }

        using FileStream file = File.OpenRead(path);
        if (file.Length == 0)
        {
            read(default);
            return;
        }

        using var mapped = MemoryMappedFile.CreateFromFile(
            file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        using MemoryMappedViewAccessor view = mapped.CreateViewAccessor(0, file.Length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            read(new(start + view.PointerOffset, file.Length));
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    /// <summary>The same of bytes in memory.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, FileReading read)
    {
        fixed (byte* start = bytes)
        {
            read(new(start, bytes.Length));
        }
    }
}
