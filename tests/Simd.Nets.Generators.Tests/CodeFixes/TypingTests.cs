using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.CodeAnalysis;
using Simd.Nets.Generators.Tests.Flow;

namespace Simd.Nets.Generators.Tests.CodeFixes;

/// <summary>Whatever is typed, neither the analyzer of gradients nor its fixes fail, and messages promise no more than fixes do.</summary>
public sealed class TypingTests
{
    private static readonly string[] Sick =
    [
        Source.Network("[Input(64), ..Repeat(30, [Dense(64, init: Init.PyTorch), /* steep */ Relu]), Dropout(0.1), Dense(10), Softmax, SoftmaxCrossEntropy]"),
        Source.Network(
            "[Input(64), ..Repeat(Depth, Block(2 * Width, \"x\")), Dense(Width), Selu, new DropoutLayer(0.2), Residual([..Deep]), Dense(3)]",
            """
            const int Width = 8, Depth = 20;
            static LayerStack Block(int units, string name) => [Dense(units), /* flat */ Squash];
            static ActivationLayer Squash => Sigmoid;
            // twice
            static LayerStack Deep => [Dense(Width), Tanh, Dense(Width), Tanh];
            """),
        Source.Network(
            """
            [
                Input(8, 8, 1), // pixels
                Conv2D(16, 3, padding: 1), BatchNorm, Relu,
                Conv2D(16, 3, padding: 1), BatchNorm, Relu,
                Dropout(0.5),
                ..Repeat(40,
                [
                    Conv2D(16, 3, padding: 1, bias: false),
                    BatchNorm with { Eps = 1e-3 }, // by channel
                    new ReluLayer(),
                ]),
                GlobalAveragePool, Dense(10),
            ]
            """),
        Source.Network("[Input(64), Dense(64), ..Repeat(30, [Residual([Relu, Dense(64, init: Init.He)])]), DenseBlock(2, [Dense(4), Gelu]), Dense(10)]"),
    ];

    public static Arbitrary<string> Mutants() => Mutation.Of(Sick).ToArbitrary();

    [Property(MaxTest = 120, Arbitrary = [typeof(TypingTests)])]
    public void Mutants_never_fail_analyzer_or_fixes(string source)
    {
        bool isWrong = InMemory.Compile(source).GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        string[] rules = [.. FlowSource.Analyze(source).Select(found => found.Id).Distinct()];
        Assert.DoesNotContain("AD0001", rules);
        Assert.All(rules, rule => FixDriver.Of(rule, source));
        if (!isWrong && InMemory.Analyze(InMemory.Compile(source)).Count == 0)
        {
            PromiseTests.AssertKept(source);
        }
    }

    [Fact]
    public void Sick_sources_are_sick() => Assert.All(Sick, source =>
    {
        Assert.NotEmpty(FlowSource.Analyze(source));
        PromiseTests.AssertKept(source);
    });
}
