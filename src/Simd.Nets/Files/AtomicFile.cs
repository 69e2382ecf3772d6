using Microsoft.Win32.SafeHandles;

namespace Simd.Nets;

/// <summary>
/// Files that are there whole or not at all: written beside their place, flushed to the disk, and renamed. Whatever stops the process, the
/// path has its old content or its new. Of two that write to a path at the same time, one at least is refused, and what is there is whole.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Behind a path, the name of what is being written.</summary>
    public const string TemporarySuffix = ".tmp";

    private static int LockedByAnother => OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : UnixFile.WouldBlock;

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
        SafeFileHandle handle = Open(temporary, path);
        bool isMoved = false;
        try
        {
            RandomAccess.SetLength(handle, 0); // what a killed process left behind is used again
            write(handle);
            RandomAccess.FlushToDisk(handle);
            using FolderLock names = FolderLock.Take(FolderOf(path));
            HoldForRenaming(handle, path);
            if (previous is not null && File.Exists(path))
            {
                File.Move(path, previous, overwrite: true);
                isMoved = true;
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            if (isMoved)
            {
                Undo(() => File.Move(previous!, path));
            }

            // Windows deletes no open file. Elsewhere it goes while it is locked: later it might be another's.
            if (OperatingSystem.IsWindows())
            {
                handle.Dispose();
            }

            Undo(() => File.Delete(temporary));
            throw;
        }
        finally
        {
            handle.Dispose();
        }

        FlushFolder(path);
    }

    /// <summary>Gives a file its name whose writer was killed before it could; not if there is another of this name.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="isWhole">Whether it is all there: its writer may have been killed earlier, or be at work.</param>
    public static void Finish(string path, Func<string, bool> isWhole)
    {
        path = Path.GetFullPath(path);
        string temporary = path + TemporarySuffix;
        if (File.Exists(path) || !File.Exists(temporary))
        {
            return;
        }

        using FolderLock names = FolderLock.Take(FolderOf(path));
        if (!File.Exists(path) && isWhole(temporary))
        {
            File.Move(temporary, path);
            FlushFolder(path);
        }
    }

    // Locked against other writers. Between opening and locking, another that has it locked already must not rename it: it would be the
    // file itself that is written over. Where folders cannot be locked, that it is gone still shows, unless there is a new one already.
    private static SafeFileHandle Open(string temporary, string path)
    {
        using FolderLock names = FolderLock.Take(FolderOf(path));
        while (true)
        {
            SafeFileHandle handle;
            try
            {
                handle = File.OpenHandle(temporary, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException exception) when (exception.HResult == LockedByAnother)
            {
                throw new IOException(BeingWritten(path), exception);
            }

            if (File.Exists(temporary))
            {
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
        else if (UnixFile.Lock(handle, UnixFile.LockShared | UnixFile.DoNotWait) != 0 && UnixFile.IsLockedByAnother)
        {
            throw new IOException(BeingWritten(path));
        }
    }

    // What went wrong before is what the caller has to know.
    private static void Undo(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static void FlushFolder(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            UnixFile.FlushFolder(FolderOf(path));
        }
    }

    private static string BeingWritten(string path) => $"{path}: it is being written by another.";

    private static string FolderOf(string path) => Path.GetDirectoryName(path)!;
}
