extern alias runtime;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Simd.Nets.Generators.Tests.Emission;

/// <summary>Runs of the generator over compilations in memory.</summary>
internal static class Generation
{
    public const string Classic = "[Input(784), Dense(128), Relu, Dense(64), Relu, Dense(10), SoftmaxCrossEntropy]";

    /// <summary>ResNet-20.</summary>
    public const string Deep =
        """
        [
            Input(28, 28, 1), Conv2D(16, 3, padding: 1, bias: false), BatchNorm, Relu,
            ..Repeat(3, [Residual([Conv2D(16, 3, padding: 1, bias: false), BatchNorm, Relu, Conv2D(16, 3, padding: 1, bias: false), BatchNorm]), Relu]),
            Residual(
                [Conv2D(32, 3, stride: 2, padding: 1, bias: false), BatchNorm, Relu, Conv2D(32, 3, padding: 1, bias: false), BatchNorm],
                projection: [Conv2D(32, 1, stride: 2, bias: false), BatchNorm]),
            Relu,
            ..Repeat(2, [Residual([Conv2D(32, 3, padding: 1, bias: false), BatchNorm, Relu, Conv2D(32, 3, padding: 1, bias: false), BatchNorm]), Relu]),
            Residual(
                [Conv2D(64, 3, stride: 2, padding: 1, bias: false), BatchNorm, Relu, Conv2D(64, 3, padding: 1, bias: false), BatchNorm],
                projection: [Conv2D(64, 1, stride: 2, bias: false), BatchNorm]),
            Relu,
            ..Repeat(2, [Residual([Conv2D(64, 3, padding: 1, bias: false), BatchNorm, Relu, Conv2D(64, 3, padding: 1, bias: false), BatchNorm]), Relu]),
            GlobalAveragePool, Dense(10), SoftmaxCrossEntropy,
        ]
        """;

    /// <summary>Layers of images, each kind once or more.</summary>
    public const string Windows =
        """
        [
            Input(13, 11, 3), Standardize, Conv2D(10, 3, padding: Padding.Same), Gelu, MaxPool(2, padding: 1), Dropout(0.1, perChannel: true),
            Conv2D(10, 3, stride: 2, dilation: 2, padding: 3, groups: 10), PRelu with { PerChannel = true }, AveragePool(2, stride: 1),
            DenseBlock(2, [BatchNorm, Relu, Conv2D(5, 1, bias: false)]), Residual([Conv2D(20, 1), Tanh], scale: 0.5), AdaptiveMaxPool(2, 1),
            Dense(3), SoftmaxCrossEntropy,
        ]
        """;

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
