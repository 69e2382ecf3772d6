using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Simd.Nets.Generators.Tests.Parsing;

/// <summary>Whatever is typed, neither generator nor analyzer fails; and they agree on whether it is wrong.</summary>
public sealed class MutationTests
{
    private static readonly string[] Good =
    [
        Source.Network("[Input(4), Dense(8, name: \"fc1\"), Relu, Dense(6, init: Init.He), Tanh with { Name = \"a\" }, Dense(10), SoftmaxCrossEntropy]"),
        Source.Network(
            "[Input(Width), ..Block(2 * Width, false), ..Repeat(3, [Dense(8), Relu, ..Repeat(2, [Sigmoid])]), Fc(3), new DenseLayer(3) { Bias = false }]",
            """
            const int Width = 12;
            static LayerStack Block(int units, bool smooth) => [Dense(units / 2 - 1), smooth ? Tanh : Relu];
            static DenseLayer Fc(int i, string name = "x") { return Dense(i > 3 && i != 5 ? i : 4, name: $"{name}{i}"); }
            """),
        Source.Network(
            """
            [
                Input(6), Standardize, DenseBlock(2, [BatchNorm with { Eps = 1e-3 }, Relu, Dense(3)], name: "block"), Dropout(0.25),
                ..Repeat(2, [Block(4, 0.5), Residual([Concat([Dense(2), PRelu]), Dense(16)], projection: [Dense(16, bias: false)])]),
                Dense(3), SoftmaxCrossEntropy with { LabelSmoothing = 0.1, ClassWeights = [1, 4, 2.5] },
            ]
            """,
            """
            static Layer Block(int units, double scale, LayerStack? way = null) => Residual([LayerNorm, Dense(units), Gelu, ..Wide], scale, way);
            static LayerStack Wide => [Dense(16), LeakyRelu with { Slope = 0.2 }];
            """).Replace("Block(4, 0.5)", "Block(4, 0.5, [Dense(16)])", StringComparison.Ordinal),
        Source.Usings + """
            namespace Demo
            {
                static class Blocks<T> { public static Init Mine => new VarianceScaling(2.5, Fan.Out, Distribution.Uniform) { Bias = true }; }
                partial struct Outer { [Network(ElementType = ElementType.Float64)] private sealed partial class Net : IDisposable
                {
                    private static partial LayerStack Layers { get; }
                    public void Dispose() { }
                } }
                partial struct Outer { partial class Net { private static partial LayerStack Layers { get { return [Input(3), Dense(1, init: Blocks<int>.Mine)]; } } } }
            }
            """,
    ];

    public static Arbitrary<string> Mutants() => Mutation.Of(Good).ToArbitrary();

    [Property(MaxTest = 300, Arbitrary = [typeof(MutationTests)])]
    public void Mutants_never_fail_the_generator_or_the_analyzer(string source)
    {
        CSharpCompilation compilation = InMemory.Compile(source);
        InMemory.Generate(compilation);
        IReadOnlyList<Diagnostic> found = InMemory.AnalyzeAlone(compilation);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        bool isWrong = compilation.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        NetworkDeclaration? declaration = compilation.GetTypeByMetadataName("Demo.Net") is { } type && type.GetAttributes().Length > 0
            ? InMemory.Parse(compilation)
            : null;
        if (declaration is { IsValid: false } && !isWrong)
        {
            Assert.NotEmpty(found);
        }

        if (declaration is { IsValid: true, Layers: var layers } && !isWrong)
        {
            Assert.Equal(InMemory.Run(compilation), layers!.ToString());
        }
    }

    [Fact]
    public void Good_sources_are_good() => Assert.All(Good, source =>
    {
        CSharpCompilation compilation = InMemory.Compile(source);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Empty(InMemory.AnalyzeAlone(compilation));
    });
}
