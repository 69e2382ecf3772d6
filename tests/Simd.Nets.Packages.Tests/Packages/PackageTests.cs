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
    public void Template_gives_a_project_that_learns()
    {
        string hive = Path.Combine(packed.Users, "hive");
        string package = Path.Combine(packed.Packages, $"Simd.Nets.Templates.{PackedRepository.Version}.nupkg");
        DotnetCommand.Run(packed.Users, "new", "install", package, "--debug:custom-hive", hive);
        DotnetCommand.Run(packed.Users, "new", "simdnet", "-o", "Spirals.One", "--debug:custom-hive", hive);
        AssertLearned(DotnetCommand.Run(Path.Combine(packed.Users, "Spirals.One"), "run"));
    }

    [Fact]
    public void Two_folders_give_equal_assemblies()
    {
        string second = packed.Copy("second/elsewhere");
        DotnetCommand.Run(
            second, "build", "src/Simd.Nets", "-c", "Release", "-nologo", "-v", "q", "-nodeReuse:false", $"-p:Version={PackedRepository.Version}");
        string first = Path.Combine(Path.GetDirectoryName(packed.Packages)!, "first");
        string[] assemblies =
            ["src/Simd.Nets/bin/Release/net10.0/Simd.Nets.dll", "generators/Simd.Nets.Generators/bin/Release/netstandard2.0/Simd.Nets.Generators.dll"];
        Assert.All(assemblies, path => Assert.Equal(Hash(Path.Combine(first, path)), Hash(Path.Combine(second, path))));
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

    private static string Hash(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));

    [GeneratedRegex(@"accuracy (\d\.\d+)")]
    private static partial Regex Accuracy();
}
