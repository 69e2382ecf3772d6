using System.Globalization;
using Microsoft.CodeAnalysis;
using Simd.Nets.Generators.Flow;
using Simd.Nets.Generators.Tests.Flow;

namespace Simd.Nets.Generators.Tests.CodeFixes;

/// <summary>A message proposes what the editor offers first, however the network is written, and no more.</summary>
public sealed class PromiseTests
{
    public static TheoryData<string, string> Written => new()
    {
        // Repeats.
        { "[Input(64), ..Repeat(50, [Dense(64, bias: false), BatchNorm, Relu]), Dense(10)]", "" },
        { "[Input(64), ..Repeat(50, [/* a */ Dense(64, bias: false), BatchNorm, /* b */ Relu]), Dense(10)]", "" },
        { "[Input(64), ..Repeat(50, Block(64)), Dense(10)]", "static LayerStack Block(int n) => [Dense(n, bias: false), BatchNorm, Relu];" },
        { "[Input(64), ..Repeat(50, Block), Dense(10)]", "static LayerStack Block => [Dense(64, bias: false), BatchNorm, Relu];" },
        { "[Input(64), ..Deep, Dense(10)]", "static LayerStack Deep => [..Repeat(50, [Dense(64, bias: false), BatchNorm, Relu])];" },
        { "[Input(64), ..Deep(Depth), Dense(10)]", "const int Depth = 50; static LayerStack Deep(int n) => Repeat(n, [Dense(64, bias: false), BatchNorm, Relu]);" },
        { "[Input(64), ..Repeat(Depth, [Dense(64, bias: false), BatchNorm, Relu]), Dense(10)]", "const int Depth = 50;" },
        { "[Input(64), ..Repeat(Depth + 1, [Dense(64, bias: false), BatchNorm, Relu]), Dense(10)]", "const int Depth = 50;" },
        { "[Input(64), ..Repeat(body: [Dense(64, bias: false), BatchNorm, Relu], count: 50), Dense(10)]", "" },
        { "[Input(64), ..Repeat(25, [Dense(64, bias: false), BatchNorm, Relu, Dense(64, bias: false), BatchNorm, Relu]), Dense(10)]", "" },
        { "[Input(64), ..Repeat(5, [..Repeat(10, [Dense(64, bias: false), BatchNorm, Relu])]), Dense(10)]", "" },
        { "[Input(64), Dense(64), ..Repeat(50, [BatchNorm, Relu, Dense(64, bias: false)]), Dense(10)]", "" },
        { "[Input(64), ..Repeat(25, [..Pair, ..Pair]), Dense(10)]", "static LayerStack Pair => [Dense(64, bias: false), BatchNorm, Relu];" },
        { "[Input(64), ..Repeat(30, [Dense(64, bias: false), BatchNorm, Relu]), ..Repeat(30, [Dense(32, bias: false), BatchNorm, Relu]), Dense(10)]", "" },
        { "[Input(64), ..Repeat(50, [One, BatchNorm, Relu]), Dense(10)]", "static Layer One => Dense(64, bias: false);" },
        { "[Input(64), ..Repeat(50, [new DenseLayer(64) { Bias = false }, new BatchNormLayer(), new ReluLayer()]), Dense(10)]", "" },
        { "[Input(8, 8, 1), ..Repeat(50, [Conv2D(16, 3, padding: 1, bias: false), BatchNorm, Relu]), GlobalAveragePool, Dense(10)]", "" },

        // Shapes that change from copy to copy can be no blocks.
        { "[Input(120, 120, 1), ..Repeat(50, [Conv2D(16, 3, bias: false), BatchNorm, Relu]), GlobalAveragePool, Dense(10)]", "" },

        // Copies written one by one.
        { "[Input(64), " + Copies("Dense(64, bias: false), BatchNorm, Relu", 50) + "Dense(10)]", "" },
        { "[Input(64), " + Copies("/* c */ Dense(64, bias: false), BatchNorm, Relu /* d */", 50) + "Dense(10)]", "" },
        { "[Input(64), " + Copies("..Block(64)", 50) + "Dense(10)]", "static LayerStack Block(int n) => [Dense(n, bias: false), BatchNorm, Relu];" },
        { "[Input(64), " + Copies("Dense(64, bias: false), ..Rest", 50) + "Dense(10)]", "static LayerStack Rest => [BatchNorm, Relu];" },
        { "[Input(64), Dense(64), " + Copies("BatchNorm, Relu, Dense(64, bias: false)", 50) + "Dense(10)]", "" },
        { "[Input(64), ..Deep, Dense(10)]", "static LayerStack Deep => [" + Copies("Dense(64, bias: false), BatchNorm, Relu", 50) + "];" },
        { "[Input(64), ..Half, ..Half, Dense(10)]", "static LayerStack Half => [" + Copies("Dense(64, bias: false), BatchNorm, Relu", 25) + "];" },
        { "[Input(64), Dense(64, bias: false), BatchNorm, Relu, ..Repeat(49, [Dense(64, bias: false), BatchNorm, Relu]), Dense(10)]", "" },

        // Other faults and changes.
        { "[Input(64), ..Repeat(30, [Dense(64, init: Start), Relu]), Dense(10)]", "static Init Start => Init.PyTorch;" },
        { "[Input(64), ..Repeat(30, Block(Init.PyTorch)), Dense(10)]", "static LayerStack Block(Init start) => [Dense(64, init: start), Relu];" },
        { "[Input(64), ..Repeat(30, [Dense(64) with { Init = Init.PyTorch }, Relu]), Dense(10)]", "" },
        { "[Input(64), ..Repeat(30, [Dense(64, init: Old ? Init.PyTorch : Init.He), Relu]), Dense(10)]", "const bool Old = true;" },
        { "[Input(64), ..Repeat(30, [Dense(64), Squash]), Dense(10)]", "static Layer Squash => Sigmoid;" },
        { "[Input(64), ..Repeat(30, [Dense(64), Old ? Sigmoid : Relu]), Dense(10)]", "static bool Old => true;" },
        { "[Input(64), ..Repeat(60, [Dense(128), /* smooth */ Gelu]), Dense(10)]", "" },
        { "[Input(64), ..Repeat(60, [Dense(128), Soft(true)]), Dense(10)]", "static Layer Soft(bool smooth) => smooth ? Gelu : Relu;" },
        { "[Input(64), ..Repeat(2, [..Repeat(30, [Dense(128), Gelu])]), Dense(10)]", "" },
        { "[Input(64), Dense(64), ..Repeat(30, [Block(1)]), Dense(10)]", "static Layer Block(double scale) => Residual([Relu, Dense(64, init: Init.He)], scale: scale);" },
        { "[Input(64), Dense(64), ..Repeat(30, [Block(1), Block(0.9)]), Dense(10)]", "static Layer Block(double scale) => Residual([Relu, Dense(64, init: Init.He)], scale: scale);" },
        { "[Input(64), Dense(64), Residual([..Repeat(30, [Dense(64), Sigmoid])]), Dense(10)]", "" },
        { "[Input(64), Dense(64), Residual(Repeat(30, [Dense(64), Sigmoid])), Dense(10)]", "" },
        { "[Input(64), DenseBlock(1, [..Repeat(30, [Dense(64), Sigmoid])]), Dense(10)]", "" },
        { "[Input(64), Concat([..Repeat(60, [Dense(128), Gelu])]), Dense(10)]", "" },
        { "[Input(8, 8, 1), ..Repeat(50, [Conv2D(16, 3, padding: 1), Silu]), GlobalAveragePool, Dense(10)]", "" },
        { "[Input(8, 8, 1), Conv2D(16, 3, padding: 1), Act, ..Repeat(50, [Conv2D(16, 3, padding: 1), Act]), GlobalAveragePool, Dense(10)]", "static Layer Act => Silu;" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Message_proposes_what_is_offered_first(string layers, string members)
    {
        string source = Source.Network(layers, members);
        Assert.Single(FlowSource.Analyze(source), diagnostic => FlowRules.FaultOf(diagnostic.Id) is not null);
        AssertKept(source);
    }

    /// <summary>The messages about a file propose what is offered first, and all that is offered compiles.</summary>
    internal static void AssertKept(string source)
    {
        foreach (IGrouping<string, Diagnostic> found in FlowSource.Analyze(source).GroupBy(found => found.Id))
        {
            IReadOnlyList<Fix> fixes = FixDriver.Of(found.Key, source);
            if (FlowRules.FaultOf(found.Key) is not null)
            {
                string title = fixes.FirstOrDefault()?.Title ?? "Use fewer layers, or wrap them in Residual";
                Assert.EndsWith(
                    $"; {char.ToLowerInvariant(title[0])}{title[1..]}", found.First().GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            }

            Assert.All(fixes, fix =>
            {
                Compilation compilation = InMemory.Generate(InMemory.Compile(fix.Files[0]));
                Assert.Empty(InMemory.AnalyzeAlone(compilation));
                Assert.Empty(compilation.GetDiagnostics().Where(error => error.Severity == DiagnosticSeverity.Error));
            });
        }
    }

    private static string Copies(string elements, int count) => string.Concat(Enumerable.Repeat(elements + ", ", count));
}
