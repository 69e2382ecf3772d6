extern alias generators;

using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Simd.Nets.Benchmarks.Networks;
using NetworkGenerator = generators::Simd.Nets.Generators.NetworkGenerator;

namespace Simd.Nets.Benchmarks;

/// <summary>
/// The generator's own time and what it writes, for each network of the ladder and one of 100 layers. Each has a process of its own, so
/// that the first time bears the cost of compiling the generator itself, as in a build from cold; an edit of the declaration then finds all
/// that compiled, as in an editor or a compiler server.
/// </summary>
internal static class GenerationTime
{
    private const string Deep = "100 layers";
    private const int Edits = 15;

    private static readonly string[] Names =
    [
        nameof(NarrowMlp), nameof(ClassicMlp), nameof(WideMlp), nameof(ResMlp), nameof(LeNet5), nameof(ResNet20), nameof(DenseNet22), Deep,
    ];

    /// <summary>A line for each network.</summary>
    public static void Print()
    {
        Console.WriteLine($"{"network",-12}{"cold ms",10}{"edit ms",10}{"source KiB",12}{"assembly KiB",14}");
        foreach (string name in Names)
        {
            string program = typeof(GenerationTime).Assembly.Location;
            using Process child = Process.Start(new ProcessStartInfo("dotnet", [program, "generate", name]))!;
            child.WaitForExit();
            if (child.ExitCode != 0)
            {
                throw new InvalidOperationException($"{name}: exit code {child.ExitCode}");
            }
        }
    }

    /// <summary>The line of one.</summary>
    public static void PrintOne(string name)
    {
        CSharpCompilation compilation = NetworkCompilation.Of("Generated", Source(name));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: NetworkCompilation.Language);
        long start = Stopwatch.GetTimestamp();
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation whole, out _);
        double cold = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        GeneratorDriverRunResult result = driver.GetRunResult();
        if (result.GeneratedTrees.IsEmpty || result.Diagnostics.Any())
        {
            throw new InvalidOperationException(
                $"{name}: {result.GeneratedTrees.Length} files were generated; {string.Join("; ", result.Diagnostics)}");
        }

        using var assembly = new MemoryStream();
        if (whole.Emit(assembly) is { Success: false } failed)
        {
            throw new InvalidOperationException($"{name}: {failed.Diagnostics.First(found => found.Severity == DiagnosticSeverity.Error)}");
        }

        double[] edits = [.. Enumerable.Range(1, Edits).Select(edit => Edit(name, edit, compilation, ref driver)).Order()];
        double kibibytes = result.GeneratedTrees.Sum(tree => tree.Length) / 1024.0;
        Console.WriteLine($"{name,-12}{cold,10:F0}{edits[Edits / 2],10:F1}{kibibytes,12:F0}{assembly.Length / 1024.0,14:F0}");
    }

    /// <summary>Milliseconds of the generator after the last layer's width has changed.</summary>
    private static double Edit(string name, int edit, CSharpCompilation compilation, ref GeneratorDriver driver)
    {
        string changed = Source(name).Replace("Dense(10)", $"Dense({10 + edit})").Replace("Dense(4)", $"Dense({4 + edit})");
        CSharpCompilation next = compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees[0], CSharpSyntaxTree.ParseText(changed, NetworkCompilation.Language));
        long start = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(next);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Source(string name)
    {
        if (name == Deep)
        {
            return """
                using Simd.Nets;
                using static Simd.Nets.Layers;

                [Network]
                public sealed partial class Deep
                {
                    static LayerStack Layers => [Input(64), ..Repeat(50, [Dense(64), Relu]), Dense(10), SoftmaxCrossEntropy];
                }
                """;
        }

        using Stream resource = typeof(GenerationTime).Assembly.GetManifestResourceStream($"{name}.cs")
            ?? throw new InvalidOperationException($"the source of {name} is not embedded");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
