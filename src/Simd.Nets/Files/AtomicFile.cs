using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Simd.Nets;

/// <summary>
/// Files that are there whole or not at all: written beside their place, flushed to the disk, and renamed. Whatever stops the process, the
/// path has its old content or its new. Of two that write to a path at the same time, one at least is refused, and what is there is whole.
/// </summary>
internal static partial class AtomicFile
{
    /// <summary>Behind a path, the name of what is being written.</summary>
    public const string TemporarySuffix = ".tmp";

    private const int LockShared = 1;
    private const int DoNotWait = 4;

    /// <summary>Writes a file anew.</summary>
    /// <param name="path">Where it will be; its folder exists.</param>
    /// <param name="write">Writes all of it; if it throws, all is as before.</param>
    /// <param name="previous">Where the file goes that is there already, so that at every moment it stands here or there; null to replace
    /// it.</param>
    /// <exception cref="IOException">It cannot be written, or is being written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, Action<SafeFileHandle> write, string? previous = null)
    {
        path = Path.GetFullPath(path);
        string temporary = path + TemporarySuffix;
        SafeFileHandle handle = Create(temporary);
        try
        {
            write(handle);
            RandomAccess.FlushToDisk(handle);
            HoldForRenaming(handle, path);
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
        finally
        {
            handle.Dispose();
        }

        FlushFolder(Path.GetDirectoryName(path)!);
    }

    // Empty, and locked against other writers. What a killed process left behind is used again. But what has gone between opening and locking
    // is what another writer has renamed: the file itself by now, which must not be emptied.
    private static SafeFileHandle Create(string temporary)
    {
        while (true)
        {
            SafeFileHandle handle = File.OpenHandle(temporary, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            if (File.Exists(temporary))
            {
                RandomAccess.SetLength(handle, 0);
                return handle;
            }

            handle.Dispose();
        }
    }

    // From now on who reads the file under its new name is let in, who wants to write still is not. Windows renames no open file, nor one
    // that another has opened: there it is closed.
    private static void HoldForRenaming(SafeFileHandle handle, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            handle.Dispose();
        }
        else if (Lock(handle, LockShared | DoNotWait) != 0 && Marshal.GetLastPInvokeError() == WouldBlock)
        {
            throw new IOException($"{path}: it is being written by another.");
        }
    }

    private static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

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

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle handle, int operation);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
