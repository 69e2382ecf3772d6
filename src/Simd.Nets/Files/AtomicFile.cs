using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Simd.Nets;

/// <summary>
/// Files that are there whole or not at all: written beside their place, flushed to the disk, and renamed. Whatever stops the process, the
/// path has its old content or its new. One process at a time may write to a path.
/// </summary>
internal static partial class AtomicFile
{
    /// <summary>Writes a file anew.</summary>
    /// <param name="path">Where it will be; its folder exists.</param>
    /// <param name="write">Writes all of it; if it throws, all is as before.</param>
    /// <param name="previous">Where the file goes that is there already, so that at every moment it stands here or there; null to replace
    /// it.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, Action<SafeFileHandle> write, string? previous = null)
    {
        path = Path.GetFullPath(path);
        string temporary = path + ".tmp";
        SafeFileHandle handle = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            using (handle)
            {
                write(handle);
                RandomAccess.FlushToDisk(handle);
            }

            if (previous is not null && File.Exists(path))
            {
                File.Move(path, previous, overwrite: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FlushFolder(Path.GetDirectoryName(path)!);
    }

    // A rename is on the disk when its folder is. What cannot be opened or flushed, as on some network drives, is left to the system.
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = Open(folder, 0);
        if (descriptor >= 0)
        {
            _ = Synchronize(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
