using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Simd.Nets;

/// <summary>What the C library of Linux and macOS does with files, and .NET has no name for.</summary>
internal static partial class UnixFile
{
    public const int LockShared = 1;
    public const int LockExclusive = 2;
    public const int DoNotWait = 4;
    public const int Unlock = 8;

    /// <summary>The error of a file that another has locked.</summary>
    public static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>Whether it was another's lock that the last one failed for.</summary>
    public static bool IsLockedByAnother => Marshal.GetLastPInvokeError() == WouldBlock;

    /// <summary>A rename is on the disk when its folder is. What cannot be opened or flushed, as on some network drives, is left to the
    /// system.</summary>
    public static void FlushFolder(string folder)
    {
        int descriptor = Open(folder, 0);
        if (descriptor >= 0)
        {
            _ = Synchronize(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(SafeFileHandle handle, int operation);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);
}
