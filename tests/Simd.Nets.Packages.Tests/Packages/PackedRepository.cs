namespace Simd.Nets.Packages.Tests.Packages;

/// <summary>The repository's packages, built from a copy of its sources, and a folder outside of it whose projects find them.</summary>
public sealed class PackedRepository : IDisposable
{
    /// <summary>A version that no cache has.</summary>
    public const string Version = "0.0.1-test";

    private static readonly string[] Sources =
        ["src", "generators", "docs/icon.png", "README.md", "LICENSE", "Directory.Build.props", "Directory.Build.targets",
            "Directory.Packages.props", "Deterministic.props", "global.json", ".editorconfig"];

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("simd-nets-packages");

    public PackedRepository()
    {
        Pack(Copy("first"), Packages);
        Directory.CreateDirectory(Users);
        File.WriteAllText(
            Path.Combine(Users, "nuget.config"),
            $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Packages}" />
              </packageSources>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(root.FullName, "cache")}" />
              </config>
              <fallbackPackageFolders>
                <add key="user" value="{UsersPackages}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>The packages' folder.</summary>
    public string Packages => Path.Combine(root.FullName, "packages");

    /// <summary>The folder for projects of users.</summary>
    public string Users => Path.Combine(root.FullName, "users");

    /// <summary>A folder of sources alone, in a place of its own.</summary>
    public string Copy(string name)
    {
        string copy = Path.Combine(root.FullName, name);
        foreach (string source in Sources.Select(source => Path.Combine(Repository.Root, source)))
        {
            foreach (string file in Directory.Exists(source) ? Files(source) : [source])
            {
                string target = Path.Combine(copy, Path.GetRelativePath(Repository.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        return copy;
    }

    /// <summary>All packages of such a copy.</summary>
    public static void Pack(string sources, string packages) => DotnetCommand.Run(
        sources, "msbuild", "src/Packages.proj", "-nologo", "-v:q", "-nodeReuse:false", $"-p:Version={Version}", $"-p:PackageOutputPath={packages}");

    /// <summary>A user's project.</summary>
    public string Project(string name, string project, string program)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Users, name)).FullName;
        File.WriteAllText(Path.Combine(folder, name + ".csproj"), project);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        return folder;
    }

    public void Dispose() => root.Delete(recursive: true);

    // Packages that others made are taken from here, so that nothing is fetched twice.
    private static string UsersPackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateDirectories(folder)
        .Where(child => Path.GetFileName(child) is not ("bin" or "obj")).SelectMany(Files).Concat(Directory.EnumerateFiles(folder));
}
