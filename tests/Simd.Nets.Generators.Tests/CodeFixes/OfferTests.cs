using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Simd.Nets.CodeFixes;
using Simd.Nets.Generators.Flow;
using Simd.Nets.Generators.Tests.Flow;

namespace Simd.Nets.Generators.Tests.CodeFixes;

/// <summary>What is offered against each rule, what its title promises, and what the source is then.</summary>
public sealed partial class OfferTests
{
    public static TheoryData<string, string> Sick => SicknessTests.Sick;

    [Theory]
    [InlineData(
        "SNET1003", "[Input(64), ..Repeat(20, [Dense(128, init: Init.PyTorch), Relu]), Dense(10)]",
        "Use He initialisation: ratio 4.1e-8 → 1", "[Input(64), ..Repeat(20, [Dense(128, init: Init.He), Relu]), Dense(10)]")]
    [InlineData(
        "SNET1003", "[Input(64, init: Init.PyTorch), ..Repeat(20, [Dense(128), Relu]), Dense(10)]",
        "Leave the initialiser to the activation: ratio 4.1e-8 → 1", "[Input(64), ..Repeat(20, [Dense(128), Relu]), Dense(10)]")]
    [InlineData(
        "SNET1003", "[Input(64), ..Repeat(20, [Dense(128, init: Init.PyTorch), Relu]), Dense(10)]",
        "Use LeCun initialisation with gain 1.415: ratio 4.1e-8 → 1.01",
        "[Input(64), ..Repeat(20, [Dense(128, init: Init.LeCun with { Gain = 1.415 }), Relu]), Dense(10)]")]
    [InlineData(
        "SNET1001", "[Input(64), ..Repeat(49, [Dense(128), Silu]), Dense(128), Silu with { Name = \"a\" }, Dense(10)]",
        "Replace Silu by Relu, initialised for it: ratio 1.8e-7 → 1",
        "[Input(64), ..Repeat(49, [Dense(128), Relu]), Dense(128), Relu with { Name = \"a\" }, Dense(10)]")]
    [InlineData(
        "SNET1001", "[Input(64), ..Repeat(50, [Dense(128), Silu]), Dense(10)]",
        "Put LayerNorm before each activation: ratio 1.8e-7 → 4.86",
        "[Input(64), ..Repeat(50, [Dense(128), LayerNorm, Silu]), Dense(10)]")]
    [InlineData(
        "SNET1004", "[Input(64), ..Repeat(30, [Dense(64), Sigmoid]), Dense(10)]",
        "Replace Sigmoid by Relu, initialised for it: ratio 5.9e-19 → 1", "[Input(64), ..Repeat(30, [Dense(64), Relu]), Dense(10)]")]
    [InlineData(
        "SNET1004", "[Input(64), ..Repeat(30, [Dense(64), Sigmoid]), Dense(10)]",
        "Wrap the repeated layers in Residual, scaled by 0.186: ratio 5.9e-19 → 1.02",
        "[Input(64), Dense(64), ..Repeat(29, [Residual([Sigmoid, Dense(64)], scale: 0.186)]), Sigmoid, Dense(10)]")]
    [InlineData(
        "SNET1005", "[Input(64), ..Repeat(50, [Dense(64, bias: false), BatchNorm, Relu]), Dense(10)]",
        "Replace BatchNorm by LayerNorm: ratio 1.2e4 → 1", "[Input(64), ..Repeat(50, [Dense(64, bias: false), LayerNorm, Relu]), Dense(10)]")]
    [InlineData(
        "SNET1006", "[Input(64), Dense(64), ..Repeat(30, [Residual([Relu, Dense(64, init: Init.He)])]), Dense(10)]",
        "Scale the branches by 0.183 (1/√30): ratio 3.3e4 → 1.64",
        "[Input(64), Dense(64), ..Repeat(30, [Residual([Relu, Dense(64, init: Init.He)], scale: 0.183)]), Dense(10)]")]
    [InlineData(
        "SNET1007", "[Input(64), ..Repeat(5, [Dense(8), Relu]), Dense(10)]",
        "Make the hidden layers 2 times as wide: β 0.63 → 0.31", "[Input(64), ..Repeat(5, [Dense(16), Relu]), Dense(10)]")]
    [InlineData(
        "SNET1008", "[Input(64), ..Repeat(3, [Dense(64, bias: false), BatchNorm, Relu, Dropout(0.5)]), Dense(10)]",
        "Put Dropout behind the last batch normalisation: ratio 1.19 → 1.47",
        "[Input(64), ..Repeat(3, [Dense(64, bias: false), BatchNorm, Relu]), Dropout(0.5), Dense(10)]")]
    [InlineData(
        "SNET1009", "[Input(64), Dense(64, name: \"first\"), BatchNorm, Relu, Dense(10)]",
        "Drop the redundant bias: ratio 1 → 1", "[Input(64), Dense(64, name: \"first\", bias: false), BatchNorm, Relu, Dense(10)]")]
    [InlineData(
        "SNET1010", "[Input(64), Dense(10), Softmax, SoftmaxCrossEntropy]",
        "Leave Softmax to the loss: gradient of the logits 0.24 → 1", "[Input(64), Dense(10), SoftmaxCrossEntropy]")]
    [InlineData(
        "SNET1011", "[Input(64), Dense(64), Selu, Dropout(0.1), Dense(10)]",
        "Use alpha dropout: ratio 1 → 1", "[Input(64), Dense(64), Selu, AlphaDropout(0.1), Dense(10)]")]
    [InlineData(
        "SNET1012", "[Input(64), ..Repeat(24, [Dense(256), Gelu]), Dense(10)]",
        "Standardise the inputs: ratio 3.6e-4 … 0.02 … 1.09 → 0.02",
        "[Input(64), Standardize, ..Repeat(24, [Dense(256), Gelu]), Dense(10)]")]
    public void Fix_is_offered_with_the_ratio_after_it(string rule, string layers, string title, string after)
    {
        IReadOnlyList<Fix> fixes = FixDriver.Of(rule, Source.Network(layers));
        Fix fix = Assert.Single(fixes, fix => fix.Title == title);
        Assert.Equal(Source.Network(after), fix.Files[0]);
    }

    [Theory]
    [MemberData(nameof(Sick))]
    public void Best_fix_of_a_sick_network_heals_it_and_compiles(string rule, string layers)
    {
        IReadOnlyList<Fix> fixes = FixDriver.Of(rule, Source.Network(layers));
        Assert.NotEmpty(fixes);
        Assert.DoesNotContain(rule, FlowSource.Analyze(fixes[0].Files[0]).Select(found => found.Id));
        Compilation compilation = InMemory.Generate(InMemory.Compile(fixes[0].Files[0]));
        Assert.Empty(InMemory.AnalyzeAlone(compilation));
        Assert.Empty(compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void Best_fix_comes_first_and_what_does_not_help_is_not_offered()
    {
        IReadOnlyList<Fix> fixes = FixDriver.Of("SNET1004", Source.Network("[Input(64), ..Repeat(30, [Dense(64), Sigmoid]), Dense(10)]"));
        Assert.DoesNotContain(fixes, fix => fix.Title.Contains("LayerNorm", StringComparison.Ordinal));
        Assert.DoesNotContain(fixes, fix => fix.Title.Contains("Xavier", StringComparison.Ordinal));
        double[] ratios = [.. fixes.Select(fix => double.Parse(Ratio().Match(fix.Title).Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(ratios.OrderBy(ratio => Math.Round(Math.Abs(Math.Log10(ratio)), 1)), ratios);
    }

    [Fact]
    public void Every_rule_has_fixes() => Assert.Equal(FlowRules.All.Select(rule => rule.Id), new FlowCodeFixProvider().FixableDiagnosticIds);

    [GeneratedRegex("→ (.*)$")]
    private static partial Regex Ratio();
}
