using System.Diagnostics;

namespace Simd.Nets;

/// <summary>
/// Lets one writer at a time open or exchange names in a folder, on Unix, where a file that is open may get another name. On Windows it may
/// not, and nothing is locked.
/// </summary>
/// <remarks>It is the folder itself that is locked: its name stays, and nothing has to be tidied up. Who has locked it for other purposes,
/// as <c>flock folder program</c> does, is not waited for, nor is one looked for where folders have no locks, as on some network
/// drives.</remarks>
internal sealed class FolderLock : IDisposable
{
    // Names are exchanged in much less.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    private readonly int descriptor;

    private FolderLock(int descriptor) => this.descriptor = descriptor;

    /// <summary>Whether others are kept out.</summary>
    public bool IsHeld { get; private init; }

    /// <summary>Locks a folder, if that can be had.</summary>
    public static FolderLock Take(string folder)
    {
        int descriptor = OperatingSystem.IsWindows() ? -1 : UnixFile.Open(folder, 0);
        return new(descriptor) { IsHeld = descriptor >= 0 && Lock(descriptor) };
    }

    // A process that was started meanwhile may have inherited the descriptor, and the lock with it, were it not given back.
    public void Dispose()
    {
        if (descriptor >= 0)
        {
            _ = UnixFile.Lock(descriptor, UnixFile.Unlock);
            _ = UnixFile.Close(descriptor);
        }
    }

    private static bool Lock(int descriptor)
    {
        long start = Stopwatch.GetTimestamp();
        while (UnixFile.Lock(descriptor, UnixFile.LockExclusive | UnixFile.DoNotWait) != 0)
        {
            if (!UnixFile.IsLockedByAnother || Stopwatch.GetElapsedTime(start) > Longest)
            {
                return false;
            }

            Thread.Sleep(1);
        }

        return true;
    }
}
