extern alias generators;

using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using FlowAnalyzer = generators::Simd.Nets.Generators.Flow.FlowAnalyzer;

namespace Simd.Nets.Benchmarks;

/// <summary>
/// From a keystroke inside a declaration to the changed warning, over the analyzer driver: the file is parsed, the class bound, the stack
/// read and its gradients predicted anew.
/// </summary>
internal static class EditTime
{
    private const int Edits = 41;

    private static readonly (string Name, string Layers)[] Declarations =
    [
        ("100 layers, ReLU", "[Input(64), ..Repeat(50, [Dense(@, init: Init.PyTorch), Relu]), Dense(10)]"),
        ("100 layers, GELU", "[Input(64), ..Repeat(50, [Dense(@), Gelu]), Dense(10)]"),
        ("100 layers, sigmoid", "[Input(64), ..Repeat(50, [Dense(@), Sigmoid]), Dense(10)]"),
        ("150 layers, batch norm", "[Input(64), ..Repeat(50, [Dense(@, bias: false), BatchNorm, Relu]), Dense(10)]"),
        ("20 convolutions, ReLU", "[Input(28, 28, 1, init: Init.PyTorch), ..Repeat(20, [Conv2D(@, 3, padding: 1), Relu]), GlobalAveragePool, Dense(10)]"),
        ("20 convolutions, GELU", "[Input(28, 28, 1, init: Init.PyTorch), ..Repeat(20, [Conv2D(@, 3, padding: 1), Gelu]), GlobalAveragePool, Dense(10)]"),
    ];

    public static void Print()
    {
        foreach ((string name, string layers) in Declarations)
        {
            double[] milliseconds = [.. Times(layers).Order()];
            Console.WriteLine($"{name,-24} median {milliseconds[Edits / 2],6:F1} ms, longest {milliseconds[^1],6:F1} ms");
        }
    }

    /// <summary>Times of edits, the first ones left out.</summary>
    private static IEnumerable<double> Times(string layers)
    {
        CSharpCompilation compilation = NetworkCompilation.Of("Edited", Source(layers, 0));
        for (int edit = 1; edit <= Edits + 10; edit++)
        {
            SyntaxTree tree = compilation.SyntaxTrees[0];
            var text = SourceText.From(Source(layers, edit));
            long start = Stopwatch.GetTimestamp();
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(text));
            tree = compilation.SyntaxTrees[0];
            Diagnostic[] found =
            [
                .. compilation.WithAnalyzers([new FlowAnalyzer()])
                    .GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, CancellationToken.None).GetAwaiter().GetResult(),
            ];
            double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (found.Length == 0)
            {
                throw new InvalidOperationException($"no warning of {layers}");
            }

            if (edit > 10)
            {
                yield return milliseconds;
            }
        }
    }

    private static string Source(string layers, int edit) =>
        $$"""
        using Simd.Nets;
        using static Simd.Nets.Layers;

        [Network]
        public sealed partial class Edited
        {
            static LayerStack Layers => {{layers.Replace("@", (100 + edit).ToString(), StringComparison.Ordinal)}};
        }
        """;
}
