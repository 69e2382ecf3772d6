using System.Runtime.CompilerServices;

namespace Simd.Nets.Packages.Tests;

/// <summary>The repository that the tests are of.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "../.."));

    /// <summary>Whether what is written from the sources is to be written anew: <c>SIMDNETS_ACCEPT=1</c>.</summary>
    public static bool Accepts { get; } = Environment.GetEnvironmentVariable("SIMDNETS_ACCEPT") == "1";

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>That a file holds what the sources say; or that it does from now on.</summary>
    public static void AssertUpToDate(string path, string content)
    {
        string file = Path.Combine(Root, path);
        if (Accepts)
        {
            File.WriteAllText(file, content);
        }

        Assert.True(
            File.Exists(file) && Read(path) == content,
            $"{path} is not what the sources say. If the change is meant: SIMDNETS_ACCEPT=1 dotnet test tests/Simd.Nets.Packages.Tests\n"
            + Difference(File.Exists(file) ? Read(path) : "", content));
    }

    private static string Difference(string before, string after)
    {
        string[] old = before.Split('\n');
        string[] fresh = after.Split('\n');
        return string.Join('\n', [.. old.Except(fresh).Take(20).Select(line => "- " + line), .. fresh.Except(old).Take(20).Select(line => "+ " + line)]);
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
