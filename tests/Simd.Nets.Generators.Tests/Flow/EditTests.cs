using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Simd.Nets.Generators.Flow;

namespace Simd.Nets.Generators.Tests.Flow;

/// <summary>Warnings keep up with typing. What machines do besides lengthens times and never shortens them: the shortest counts.</summary>
public sealed class EditTests
{
    // Milliseconds of the reference where a machine is free; findings take a few there.
    private const double FreeReference = 0.9;

    [Theory]
    [InlineData("[Input(64), ..Repeat(50, [Dense(@, init: Init.PyTorch), Relu]), Dense(10)]")]
    [InlineData("[Input(28, 28, 1, init: Init.PyTorch), ..Repeat(20, [Conv2D(@, 3, padding: 1), Gelu]), GlobalAveragePool, Dense(10)]")]
    public async Task Edit_inside_a_declaration_changes_the_warning_in_50_milliseconds(string layers)
    {
        CSharpCompilation compilation = InMemory.Compile(Text(0));
        double shortest = double.MaxValue;
        var messages = new HashSet<string>();
        for (int edit = 1; edit <= 300 && (edit <= 10 || shortest > 50); edit++)
        {
            SyntaxTree old = compilation.SyntaxTrees[0];
            long start = Stopwatch.GetTimestamp();
            compilation = compilation.ReplaceSyntaxTree(old, old.WithChangedText(SourceText.From(Text(edit))));
            IEnumerable<Diagnostic> found = await compilation.WithAnalyzers([new FlowAnalyzer()]).GetAnalyzerSemanticDiagnosticsAsync(
                compilation.GetSemanticModel(compilation.SyntaxTrees[0]), null, CancellationToken.None);
            shortest = Math.Min(shortest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            messages.Add(Assert.Single(found, diagnostic => diagnostic.Id == "SNET1003").GetMessage());
        }

        Assert.True(messages.Count > 1, "the messages do not follow the edits");
        Assert.InRange(shortest, 0, 50);

        string Text(int edit) => Source.Network(layers.Replace("@", (100 + edit).ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Input(64), ..Repeat(50, [Dense(128), Silu]), Dense(10)]", true)]
    [InlineData("[Input(28, 28, 1, init: Init.PyTorch), ..Repeat(20, [Conv2D(16, 3, padding: 1), Gelu]), GlobalAveragePool, Dense(10)]", true)]

    // Those whose prediction is drawn take the most.
    [InlineData("[Input(64), ..Repeat(100, [Dense(128), Gelu]), Dense(10)]", true)]
    [InlineData("[Input(64, init: Init.Xavier), ..Repeat(100, [Dense(128), Mish]), Dense(10)]", true)]
    [InlineData("[Input(64), ..Repeat(50, [Dense(128, bias: false), BatchNorm, Softplus]), Dense(10)]", false)]
    [InlineData("[Input(64), ..Repeat(50, [Dense(32), BatchNorm, Silu]), Dense(10)]", true)]
    public void Findings_of_a_deep_network_take_20_milliseconds(string layers, bool isSick)
    {
        CSharpCompilation compilation = InMemory.Compile(Source.Network(layers));
        (double shortest, double reference) = (double.MaxValue, double.MaxValue);
        for (int i = 0; i < 1500 && shortest > Bound(); i++)
        {
            reference = Math.Min(reference, Reference());
            double start = ThreadClock.Milliseconds();
            IReadOnlyList<FlowFinding> found = FlowSource.Read(compilation).Findings;
            shortest = Math.Min(shortest, ThreadClock.Milliseconds() - start);
            Assert.Equal(isSick, found.Count > 0);
        }

        Assert.InRange(shortest, 0, Bound());

        // A machine that is slower at the moment, by its own exponential function, is given more time; a faster one no less.
        double Bound() => reference == double.MaxValue ? 20 : 20 * Math.Max(1, reference / FreeReference);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Reference()
    {
        double start = ThreadClock.Milliseconds(), sum = 0;
        for (int i = 0; i < 200_000; i++)
        {
            sum += Math.Exp(-1e-5 * i);
        }

        Assert.True(sum > 0);
        return ThreadClock.Milliseconds() - start;
    }
}
