using System.IO.Compression;

namespace Simd.Nets.Gradients.Tests;

public class SizeTests
{
    [Fact]
    public void The_library_is_hundreds_of_kilobytes() =>
        Assert.InRange(new FileInfo(PathOf("Simd.Nets.dll")).Length, 1, 700_000);

    [Fact]
    public void A_package_of_library_and_generator_stays_under_a_megabyte() =>
        Assert.InRange(Compressed("Simd.Nets.dll") + Compressed("Simd.Nets.Generators.dll") + Compressed("Simd.Nets.xml"), 1, 1_000_000);

    /// <summary>What a file takes in a package, which is a zip archive.</summary>
    private static long Compressed(string name)
    {
        using var archive = new MemoryStream();
        using (var deflate = new DeflateStream(archive, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(File.ReadAllBytes(PathOf(name)));
        }

        return archive.Length;
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
