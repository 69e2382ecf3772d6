using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Simd.Nets.Packages.Tests.Documentation;

namespace Simd.Nets.Packages.Tests.Packages;

public sealed partial class PackageTests(PackedRepository packed) : IClassFixture<PackedRepository>
{
    private const string Console =
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Simd.Nets" Version="{PackedRepository.Version}" />
            <PackageReference Include="Simd.Nets.Onnx" Version="{PackedRepository.Version}" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public void Core_package_has_library_documentation_and_analyzers_and_is_below_1_MB()
    {
        string path = Path.Combine(packed.Packages, $"Simd.Nets.{PackedRepository.Version}.nupkg");
        Assert.InRange(new FileInfo(path).Length, 1, 1_000_000);
        string[] names = Entries(path);
        Assert.Contains("lib/net10.0/Simd.Nets.dll", names);
        Assert.Contains("lib/net10.0/Simd.Nets.xml", names);
        Assert.Contains("buildTransitive/Simd.Nets.targets", names);
        Assert.Equal(
            Directory.GetDirectories(Path.Combine(Repository.Root, "generators")).Where(folder => Directory.GetFiles(folder, "*.csproj").Length > 0)
                .Select(folder => $"analyzers/dotnet/cs/{Path.GetFileName(folder)}.dll").Order(),
            names.Where(name => name.StartsWith("analyzers/", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Every_package_has_icon_readme_and_licence_and_libraries_have_symbols()
    {
        string[] packages = Directory.GetFiles(packed.Packages, "*.nupkg");
        Assert.Equal(
            Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Count(folder => Directory.GetFiles(folder, "*.csproj").Length > 0),
            packages.Length);
        Assert.All(packages, path =>
        {
            string[] names = Entries(path);
            Assert.Superset(new HashSet<string> { "icon.png", "README.md", "LICENSE" }, new HashSet<string>(names));
            Assert.Equal(
                names.Any(name => name.StartsWith("lib/", StringComparison.Ordinal)), File.Exists(Path.ChangeExtension(path, ".snupkg")));
        });
    }

    [Fact]
    public void One_property_tells_packages_and_diagnostics_where_the_repository_is()
    {
        const string Address = "https://example.org/nets";
        string sources = packed.Copy("published");
        string properties = DotnetCommand.Run(
            sources, "msbuild", "src/Simd.Nets", "-getProperty:PackageProjectUrl,RepositoryUrl,EnableSourceLink", $"-p:PublishedAt={Address}");
        Assert.Equal(2, properties.Split($"\"{Address}\"").Length - 1);
        Assert.DoesNotContain("false", properties, StringComparison.Ordinal);
        DotnetCommand.Run(
            sources, "build", "generators/Simd.Nets.Generators", "-nologo", "-v", "q", "-nodeReuse:false", $"-p:PublishedAt={Address}", "-o", "out");
        Assert.Contains($"{Address}/blob/main/docs/diagnostics/", Texts(Path.Combine(sources, "out", "Simd.Nets.Generators.dll")), StringComparison.Ordinal);

        const string Unpublished = "first/generators/Simd.Nets.Generators/bin/Release/netstandard2.0/Simd.Nets.Generators.dll";
        string generator = Path.Combine(Path.GetDirectoryName(packed.Packages)!, Unpublished);
        Assert.DoesNotContain("/blob/main", Texts(generator), StringComparison.Ordinal);
    }

    [Fact]
    public void Packages_that_build_on_the_core_bring_its_generator_along()
    {
        string[] dependencies =
        [
            .. Directory.GetFiles(packed.Packages, "*.nupkg").Select(Manifest)
                .SelectMany(text => CoreDependency().Matches(text)).Select(match => match.Value),
        ];
        Assert.True(dependencies.Length >= 5);
        Assert.All(dependencies, dependency => Assert.DoesNotContain("exclude", dependency, StringComparison.Ordinal));
    }

    [Fact]
    public void Program_of_the_readme_learns()
    {
        string folder = packed.Project("Readme", Console, CodeBlock.Of("README.md").First().Code);
        AssertLearned(DotnetCommand.Run(folder, "run", "-c", "Release"));
    }

    [Fact]
    public void Test_of_the_page_about_testing_passes()
    {
        const string Tests =
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Simd.Nets.Testing" Version="{PackedRepository.Version}" />
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                <PackageReference Include="xunit" Version="2.9.3" />
                <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
              </ItemGroup>
            </Project>
            """;
        string folder = packed.Project("Tests", Tests, CodeBlock.Of("docs/testing.md").First().Code);
        Assert.Contains("Passed:     2", DotnetCommand.Run(folder, "test", "-c", "Release"), StringComparison.Ordinal);
    }

    [Fact]
    public void Template_gives_a_project_that_learns_whatever_its_name()
    {
        string hive = Path.Combine(packed.Users, "hive");
        string package = Path.Combine(packed.Packages, $"Simd.Nets.Templates.{PackedRepository.Version}.nupkg");
        DotnetCommand.Run(packed.Users, "new", "install", package, "--debug:custom-hive", hive);
        foreach (string name in (string[])["Spirals.One", "Network", "class"])
        {
            DotnetCommand.Run(packed.Users, "new", "simdnet", "-o", name, "--debug:custom-hive", hive);
            AssertLearned(DotnetCommand.Run(Path.Combine(packed.Users, name), "run"));
        }
    }

    [Fact]
    public void Two_folders_give_equal_assemblies()
    {
        string second = Path.Combine(packed.Copy("second/elsewhere"), "packages");
        PackedRepository.Pack(Path.GetDirectoryName(second)!, second);
        Dictionary<string, string> first = Assemblies(packed.Packages);
        Assert.True(first.Count > Directory.GetFiles(packed.Packages, "*.snupkg").Length);
        Assert.Equal(first, Assemblies(second));
    }

    private static void AssertLearned(string output)
    {
        Match accuracy = Accuracy().Matches(output).Last();
        Assert.InRange(double.Parse(accuracy.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 0.95, 1);
    }

    private static string[] Entries(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    // The hashes of all assemblies in all packages of a folder.
    private static Dictionary<string, string> Assemblies(string folder)
    {
        var hashes = new Dictionary<string, string>();
        foreach (string path in Directory.GetFiles(folder, "*.nupkg"))
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)))
            {
                using Stream assembly = entry.Open();
                hashes.Add($"{Path.GetFileName(path)} {entry.FullName}", Convert.ToHexString(SHA256.HashData(assembly)));
            }
        }

        return hashes;
    }

    // The texts of an assembly's code, among all else.
    private static string Texts(string assembly) => System.Text.Encoding.Unicode.GetString(File.ReadAllBytes(assembly)[1..])
        + System.Text.Encoding.Unicode.GetString(File.ReadAllBytes(assembly));

    private static string Manifest(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        using var text = new StreamReader(archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
        return text.ReadToEnd();
    }

    [GeneratedRegex("<dependency id=\"Simd\\.Nets\"[^>]*>")]
    private static partial Regex CoreDependency();

    [GeneratedRegex(@"accuracy (\d\.\d+)")]
    private static partial Regex Accuracy();
}
