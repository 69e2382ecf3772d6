using Microsoft.Win32.SafeHandles;
using Xunit;

namespace Simd.Nets.Tests.Files;

public class AtomicFileTests
{
    private const int Size = 100_000;

    [Fact]
    public void Who_writes_what_is_being_written_is_refused_and_disturbs_nothing()
    {
        using var folder = new Folder();
        string path = folder["file"];
        AtomicFile.Write(
            path,
            handle =>
            {
                RandomAccess.Write(handle, Content(1), 0);
                IOException refusal = Assert.Throws<IOException>(
                    () => AtomicFile.Write(path, other => RandomAccess.Write(other, Content(2), 0)));
                Assert.Equal($"{path}: it is being written by another.", refusal.Message);
            });
        Assert.Equal(Content(1), File.ReadAllBytes(path));
        AtomicFile.Write(path, handle => RandomAccess.Write(handle, Content(3), 0), path + ".previous");
        Assert.Equal(Content(3), File.ReadAllBytes(path));
        Assert.Equal(Content(1), File.ReadAllBytes(path + ".previous"));
        Assert.Equal(["file", "file.previous"], folder.Names);
    }

    [Fact]
    public void What_a_killed_process_left_behind_is_written_over()
    {
        using var folder = new Folder();
        File.WriteAllBytes(folder["file.tmp"], new byte[2 * Size]);
        AtomicFile.Write(folder["file"], handle => RandomAccess.Write(handle, Content(1), 0));
        Assert.Equal(Content(1), File.ReadAllBytes(folder["file"]));
        Assert.Equal(["file"], folder.Names);
    }

    [Fact]
    public void What_fails_while_it_is_written_is_told_and_leaves_all_as_it_was()
    {
        using var folder = new Folder();
        string path = folder["file"];
        AtomicFile.Write(path, handle => RandomAccess.Write(handle, Content(1), 0));
        AtomicFile.Write(path, handle => RandomAccess.Write(handle, Content(2), 0), path + ".previous");
        var full = new IOException("the disk is full");
        Assert.Same(full, Assert.Throws<IOException>(() => AtomicFile.Write(path, Fail, path + ".previous")));
        Assert.Equal(Content(2), File.ReadAllBytes(path));
        Assert.Equal(Content(1), File.ReadAllBytes(path + ".previous"));
        Assert.Same(full, Assert.Throws<IOException>(() => AtomicFile.Write(folder["new"], Fail)));
        Assert.Equal(["file", "file.previous"], folder.Names);

        void Fail(SafeFileHandle handle)
        {
            RandomAccess.Write(handle, Content(3), 0);
            throw full;
        }
    }

    [Fact]
    public void What_cannot_be_renamed_leaves_the_file_in_its_place()
    {
        // Windows deletes nothing that is open.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new Folder();
        string path = folder["file"];
        AtomicFile.Write(path, handle => RandomAccess.Write(handle, Content(1), 0));
        Assert.Throws<FileNotFoundException>(() => AtomicFile.Write(path, _ => File.Delete(path + ".tmp"), path + ".previous"));
        Assert.Equal(Content(1), File.ReadAllBytes(path));
        Assert.Equal(["file"], folder.Names);
    }

    [Fact]
    public void What_is_whole_gets_its_name_unless_there_is_another()
    {
        using var folder = new Folder();
        string path = folder["file"];
        AtomicFile.Finish(path, _ => true);
        Assert.Empty(folder.Names);
        File.WriteAllBytes(path + ".tmp", Content(1));
        AtomicFile.Finish(path, _ => false);
        Assert.Equal(["file.tmp"], folder.Names);
        AtomicFile.Finish(path, unnamed => unnamed == path + ".tmp");
        Assert.Equal(["file"], folder.Names);
        File.WriteAllBytes(path + ".tmp", Content(2));
        AtomicFile.Finish(path, _ => true);
        Assert.Equal(Content(1), File.ReadAllBytes(path));
        Assert.Equal(["file", "file.tmp"], folder.Names);
    }

    [Fact]
    public void Whoever_reads_while_many_write_finds_the_whole_of_one()
    {
        // Windows renames nothing over a file that somebody reads.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new Folder();
        string path = folder["file"];
        Write(0);
        int written = 0;
        bool isOver = false;
        Thread[] writers = [.. Enumerable.Range(1, 4).Select(writer => new Thread(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                try
                {
                    Write((byte)writer);
                    Interlocked.Increment(ref written);
                }
                catch (IOException)
                {
                }
            }
        }))];
        Exception? fault = null;
        var reader = new Thread(() => fault = Record.Exception(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                byte[] found = File.ReadAllBytes(path);
                Assert.Equal(Content(found[0]), found);
            }
        }));
        reader.Start();
        Array.ForEach(writers, writer => writer.Start());
        Array.ForEach(writers, writer => writer.Join());
        Volatile.Write(ref isOver, true);
        reader.Join();
        Assert.Null(fault);
        Assert.True(written > 0);
        Assert.Equal(["file"], folder.Names);

        void Write(byte content) => AtomicFile.Write(path, handle =>
        {
            RandomAccess.Write(handle, Content(content).AsSpan(..(Size / 2)), 0);
            RandomAccess.Write(handle, Content(content).AsSpan((Size / 2)..), Size / 2);
        });
    }

    private static byte[] Content(byte value)
    {
        var content = new byte[Size];
        content.AsSpan().Fill(value);
        return content;
    }
}
