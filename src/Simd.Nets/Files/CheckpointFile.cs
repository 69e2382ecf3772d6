using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;

namespace Simd.Nets;

/// <summary>
/// Checkpoints are safetensors files whose last tensor is the <see cref="Checksum"/> of all bytes before it, header included, so that no byte can change
/// unnoticed. Of each there are two generations, the file and the one before it.
/// </summary>
internal static class CheckpointFile
{
    /// <summary>The last tensor.</summary>
    public const string ChecksumName = "crc32c";

    private const string Format = "checkpoint 1";
    private const string PreviousSuffix = ".previous";
    private const int MostTensors = 64;

    /// <summary>What is done with a file that was found whole.</summary>
    public delegate void Reading(SafetensorsHeader header, FileBytes bytes, string file);

    /// <summary>Writes a file, whole or not at all; the one that is there becomes its previous generation, unless it is damaged and that
    /// one is not.</summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, string>> metadata, Action<ICheckpointBlocks> visit)
    {
        var layout = new CheckpointLayout();
        visit(layout);
        layout.Visit(ChecksumName, new byte[Checksum.Size].AsSpan());
        byte[] header = SafetensorsHeader.Write(layout.Tensors, [KeyValuePair.Create(FileFormat.Key, Format), .. metadata]);
        AtomicFile.Finish(path, unnamed => IsWhole(unnamed) == true); // it may be the only one that is whole, and would be written over
        AtomicFile.Write(path, Write, IsWhole(path) == false && IsWhole(path + PreviousSuffix) == true ? null : path + PreviousSuffix);

        void Write(SafeFileHandle handle)
        {
            var checksum = new Checksum();
            var writer = new CheckpointWriter(handle, FileFormat.Write<byte>(handle, header, 0, checksum), checksum);
            visit(writer);
            RandomAccess.Write(handle, checksum.Finish(), writer.Position);
        }
    }

    /// <summary>Whether there is a generation, damaged or not.</summary>
    public static bool Exists(string path) => File.Exists(path) || File.Exists(path + PreviousSuffix);

    /// <summary>Reads the newest generation that is whole, and returns its path. Whether it fits is for the reading to say.</summary>
    public static string Read(string path, Reading read)
    {
        string[] generations = [path, path + PreviousSuffix];
        var damages = new List<NetworkFileException>();
        FileNotFoundException? missing = null;
        foreach (string generation in generations)
        {
            try
            {
                if (TryRead(generation, read) is not { } damage)
                {
                    return generation;
                }

                damages.Add(damage);
            }
            catch (FileNotFoundException exception)
            {
                missing ??= exception; // it may become the previous generation at this very moment
            }
        }

        if (damages is [])
        {
            ExceptionDispatchInfo.Throw(missing!);
        }

        // A save that took a damaged file for the previous generation may have been stopped before it renamed its own, which is whole.
        string unnamed = path + AtomicFile.TemporarySuffix;
        if (File.Exists(unnamed) && TryRead(unnamed, read) is null)
        {
            return unnamed;
        }

        throw damages is [var newest, var other]
            ? new NetworkFileException($"{other.Message} {newest.Message}", generations[1], cause: newest)
            : damages[0];
    }

    // Null where it cannot be told: it is not there, or cannot be read.
    private static bool? IsWhole(string path)
    {
        try
        {
            return TryRead(path, (_, _, _) => { }) is null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static NetworkFileException? TryRead(string path, Reading read)
    {
        NetworkFileException? damage = null;
        MappedFile.Read(path, bytes =>
        {
            SafetensorsHeader header;
            try
            {
                header = Verify(bytes, path);
            }
            catch (NetworkFileException exception)
            {
                damage = exception;
                return;
            }

            read(header, bytes, path);
        });
        return damage;
    }

    /// <summary>That a file is a checkpoint and whole, to the last bit.</summary>
    internal static SafetensorsHeader Verify(FileBytes bytes, string file)
    {
        int tensors = 0;
        SafetensorsHeader header = SafetensorsHeader.Read(
            bytes, file, (_, _) => ++tensors > MostTensors ? $"it is one more than the {MostTensors} that a checkpoint may have." : null);
        string? format = header.Metadata.GetValueOrDefault(FileFormat.Key);
        if (format != Format)
        {
            throw new NetworkFileException(
                $"expected a '{Format}' of Simd.Nets; found {(format is null ? "none" : $"'{NetworkFileException.Shown(format)}'")}.", file);
        }

        long end = bytes.Length - Checksum.Size;
        if (header.Tensors.GetValueOrDefault(ChecksumName) is not { Type: "U8", Shape: [Checksum.Size] } checksum
            || header.Start + checksum.Begin != end)
        {
            throw new NetworkFileException($"expected at its end U8 [{Checksum.Size}].", file, ChecksumName);
        }

        return FileFormat.Sum(bytes, 0, end).AsSpan().SequenceEqual(bytes.Span<byte>(end, Checksum.Size))
            ? header
            : throw new NetworkFileException("the bytes before it have another checksum: the file is damaged.", file, ChecksumName);
    }
}
