using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Simd.Nets.Generators.Tests.Builds;

/// <summary>The compiler that builds use, with generator and analyzer as a package gives them to it.</summary>
internal static partial class Csc
{
    /// <summary>The errors that a build of these files shows: ids, and the file that each is in.</summary>
    public static IReadOnlyList<string> Errors(params string[] sources)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("simd-nets-csc");
        try
        {
            for (int i = 0; i < sources.Length; i++)
            {
                File.WriteAllText(Path.Combine(folder.FullName, $"{i}.cs"), sources[i]);
            }

            string arguments = Path.Combine(folder.FullName, "csc.rsp");
            File.WriteAllLines(arguments, InMemory.ReferencePaths.Select(path => $"-r:\"{path}\"")
                .Concat(Directory.GetFiles(folder.FullName, "*.cs").Order(StringComparer.Ordinal).Select(path => $"\"{path}\""))
                .Append($"-analyzer:\"{typeof(NetworkGenerator).Assembly.Location}\"")
                .Append($"-out:\"{Path.Combine(folder.FullName, "built.dll")}\""));
            string output = Run(folder.FullName, $"@{arguments}");
            return [.. ErrorLine().Matches(output).Select(error => $"{error.Groups["id"]} in {Path.GetFileName(error.Groups["file"].Value)}")];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Run(string folder, string arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root(), OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        string[] command =
        [
            "exec", Compiler(), "-noconfig", "-nostdlib", "-nologo", "-target:library", "-langversion:14", "-nullable", "-warnaserror",
            "-nowarn:CS0169,CS0414,CS0649", arguments,
        ];
        Array.ForEach(command, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 || output.Contains("error", StringComparison.Ordinal), output);
        return output;
    }

    private static string Root() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../.."));

    private static string Compiler() => Directory.GetDirectories(Path.Combine(Root(), "sdk"))
        .Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"))
        .Where(File.Exists)
        .OrderBy(path => path, StringComparer.Ordinal)
        .Last();

    [GeneratedRegex(@"^(?:(?<file>[^(\r\n]*)\([\d,]+\): )?error (?<id>\w+)", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
