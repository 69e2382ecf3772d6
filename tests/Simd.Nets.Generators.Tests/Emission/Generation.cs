extern alias runtime;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Simd.Nets.Generators.Tests.Emission;

/// <summary>Runs of the generator over compilations in memory.</summary>
internal static class Generation
{
    public const string Classic = "[Input(784), Dense(128), Relu, Dense(64), Relu, Dense(10), SoftmaxCrossEntropy]";

    /// <summary>What it writes: file names and texts, in its order.</summary>
    public static ImmutableArray<GeneratedSourceResult> Run(Compilation compilation) =>
        Driver().RunGenerators(compilation).GetRunResult().Results.Single().GeneratedSources;

    /// <summary>The compilation with what was written.</summary>
    public static Compilation Complete(Compilation compilation)
    {
        Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        return complete;
    }

    public static GeneratorDriver Driver(bool tracked = false) => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        parseOptions: Harness.InMemory.ParseOptions,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: tracked));
}
