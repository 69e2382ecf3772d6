extern alias generators;

using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Simd.Nets.Benchmarks.Networks;
using NetworkGenerator = generators::Simd.Nets.Generators.NetworkGenerator;

namespace Simd.Nets.Benchmarks;

/// <summary>
/// The generator's own time, a network at a time, each in a fresh driver and compilation. The first bears the cost of compiling the
/// generator itself; the classic network comes second, as in an editor or a compiler server that has met a network before.
/// </summary>
internal static class GenerationTime
{
    public static void Print()
    {
        foreach (string network in new[] { nameof(NarrowMlp), nameof(ClassicMlp), nameof(WideMlp), nameof(ClassicMlp), nameof(ResNet20) })
        {
            (double milliseconds, int characters) = Generate(network);
            Console.WriteLine($"{network,-12}{milliseconds,8:F1} ms{characters,10} characters");
        }
    }

    private static (double Milliseconds, int Characters) Generate(string network)
    {
        CSharpCompilation compilation = Compilation(network);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: NetworkCompilation.Language);
        long start = Stopwatch.GetTimestamp();
        GeneratorDriverRunResult result = driver.RunGenerators(compilation).GetRunResult();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (result.GeneratedTrees.IsEmpty || result.Diagnostics.Any())
        {
            throw new InvalidOperationException(
                $"{network}: {result.GeneratedTrees.Length} files were generated; {string.Join("; ", result.Diagnostics)}");
        }

        return (milliseconds, result.GeneratedTrees.Sum(tree => tree.Length));
    }

    private static CSharpCompilation Compilation(string network)
    {
        using Stream resource = typeof(GenerationTime).Assembly.GetManifestResourceStream($"{network}.cs")
            ?? throw new InvalidOperationException($"the source of {network} is not embedded");
        using var reader = new StreamReader(resource);
        return NetworkCompilation.Of(network, reader.ReadToEnd());
    }
}
