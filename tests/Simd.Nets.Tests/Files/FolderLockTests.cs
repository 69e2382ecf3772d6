using System.Diagnostics;
using Xunit;

namespace Simd.Nets.Tests.Files;

public class FolderLockTests
{
    [Fact]
    public void One_at_a_time_has_it_and_it_leaves_nothing_behind()
    {
        using var folder = new Folder();
        string path = Path.GetDirectoryName(folder["file"])!;
        for (int i = 0; i < 3; i++)
        {
            using FolderLock first = FolderLock.Take(path);
            using FolderLock second = FolderLock.Take(path);
            Assert.Equal((!OperatingSystem.IsWindows(), false), (first.IsHeld, second.IsHeld));
        }

        Assert.Empty(folder.Names);
        using FolderLock none = FolderLock.Take(folder["none"]);
        Assert.False(none.IsHeld);
    }

    // Or what it opened could be the file itself by the time that it locks it.
    [Fact]
    public void Nobody_begins_to_write_while_names_are_exchanged()
    {
        using var folder = new Folder();
        string path = folder["file"];
        string[] found = [];
        Exception? fault = null;
        var writer = new Thread(
            () => fault = Record.Exception(() => AtomicFile.Write(path, handle => RandomAccess.Write(handle, [1], 0))));
        long start = Stopwatch.GetTimestamp();
        using (FolderLock names = FolderLock.Take(Path.GetDirectoryName(path)!))
        {
            writer.Start();
            Thread.Sleep(50);
            string[] seen = folder.Names;
            if (names.IsHeld && Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(150))
            {
                found = seen; // else it may have waited long enough
            }
        }

        writer.Join();
        Assert.Null(fault);
        Assert.Empty(found);
        Assert.Equal(["file"], folder.Names);
    }

    [Fact]
    public void Who_has_locked_the_folder_for_good_is_not_waited_for()
    {
        using var folder = new Folder();
        using FolderLock forever = FolderLock.Take(Path.GetDirectoryName(folder["file"])!);
        AtomicFile.Write(folder["file"], handle => RandomAccess.Write(handle, [1], 0));
        Assert.Equal([1], File.ReadAllBytes(folder["file"]));
        Assert.Equal(["file"], folder.Names);
    }
}
