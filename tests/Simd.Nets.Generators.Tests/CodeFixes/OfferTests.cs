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
        "Use He initialisation", "[Input(64), ..Repeat(20, [Dense(128, init: Init.He), Relu]), Dense(10)]")]
    [InlineData(
        "SNET1003", "[Input(64, init: Init.PyTorch), ..Repeat(20, [Dense(128), Relu]), Dense(10)]",
        "Leave the initialiser to the activation", "[Input(64), ..Repeat(20, [Dense(128), Relu]), Dense(10)]")]
    [InlineData(
        "SNET1001", "[Input(64), ..Repeat(49, [Dense(128), Silu]), Dense(128), Silu with { Name = \"a\" }, Dense(10)]",
        "Replace Silu by Relu, initialised for it",
        "[Input(64), ..Repeat(49, [Dense(128), Relu]), Dense(128), Relu with { Name = \"a\" }, Dense(10)]")]
    [InlineData(
        "SNET1001", "[Input(64), ..Repeat(50, [Dense(128), Silu]), Dense(10)]",
        "Put LayerNorm before each activation",
        "[Input(64), ..Repeat(50, [Dense(128), LayerNorm, Silu]), Dense(10)]")]
    [InlineData(
        "SNET1004", "[Input(64), ..Repeat(30, [Dense(64), Sigmoid]), Dense(10)]",
        "Replace Sigmoid by Relu, initialised for it", "[Input(64), ..Repeat(30, [Dense(64), Relu]), Dense(10)]")]
    [InlineData(
        "SNET1004", "[Input(64), ..Repeat(30, [Dense(64), Sigmoid]), Dense(10)]",
        "Wrap the repeated layers in Residual, scaled by 0.186",
        "[Input(64), Dense(64), ..Repeat(29, [Residual([Sigmoid, Dense(64)], scale: 0.186)]), Sigmoid, Dense(10)]")]
    [InlineData(
        "SNET1005", "[Input(64), ..Repeat(50, [Dense(64, bias: false), BatchNorm, Relu]), Dense(10)]",
        "Replace BatchNorm by LayerNorm", "[Input(64), ..Repeat(50, [Dense(64, bias: false), LayerNorm, Relu]), Dense(10)]")]
    [InlineData(
        "SNET1006", "[Input(64), Dense(64), ..Repeat(30, [Residual([Relu, Dense(64, init: Init.He)])]), Dense(10)]",
        "Scale the branches by 0.183 (1/√30)",
        "[Input(64), Dense(64), ..Repeat(30, [Residual([Relu, Dense(64, init: Init.He)], scale: 0.183)]), Dense(10)]")]
    [InlineData(
        "SNET1007", "[Input(64), ..Repeat(5, [Dense(8), Relu]), Dense(10)]",
        "Make the hidden layers 2 times as wide", "[Input(64), ..Repeat(5, [Dense(16), Relu]), Dense(10)]")]
    [InlineData(
        "SNET1008", "[Input(64), ..Repeat(3, [Dense(64, bias: false), BatchNorm, Relu, Dropout(0.5)]), Dense(10)]",
        "Put Dropout behind the last batch normalisation",
        "[Input(64), ..Repeat(3, [Dense(64, bias: false), BatchNorm, Relu]), Dropout(0.5), Dense(10)]")]
    [InlineData(
        "SNET1009", "[Input(64), Dense(64, name: \"first\"), BatchNorm, Relu, Dense(10)]",
        "Drop the redundant bias", "[Input(64), Dense(64, name: \"first\", bias: false), BatchNorm, Relu, Dense(10)]")]
    [InlineData(
        "SNET1010", "[Input(64), Dense(10), Softmax, SoftmaxCrossEntropy]",
        "Leave Softmax to the loss", "[Input(64), Dense(10), SoftmaxCrossEntropy]")]
    [InlineData(
        "SNET1011", "[Input(64), Dense(64), Selu, Dropout(0.1), Dense(10)]",
        "Use alpha dropout", "[Input(64), Dense(64), Selu, AlphaDropout(0.1), Dense(10)]")]
    [InlineData(
        "SNET1011", "[Input(64), Dense(64), Selu, Dropout(0.1) with { Name = \"d\" }, Dense(10)]",
        "Use alpha dropout", "[Input(64), Dense(64), Selu, AlphaDropout(0.1) with { Name = \"d\" }, Dense(10)]")]
    [InlineData(
        "SNET1012", "[Input(64), ..Repeat(24, [Dense(256), Gelu]), Dense(10)]",
        "Standardise the inputs",
        "[Input(64), Standardize, ..Repeat(24, [Dense(256), Gelu]), Dense(10)]")]
    public void Fix_is_offered_with_the_ratio_after_it(string rule, string layers, string title, string after)
    {
        IReadOnlyList<Fix> fixes = FixDriver.Of(rule, Source.Network(layers));
        Fix fix = Assert.Single(fixes, fix => fix.Title.StartsWith(title + ": ", StringComparison.Ordinal));
        Assert.Matches(@": (ratio|β|gradient of the logits) [\d.e…\- ]+ → [\d.e-]+$", fix.Title);
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

    [Theory]
    [MemberData(nameof(Sick))]
    public void First_fix_is_what_the_message_says(string rule, string layers)
    {
        string message = Assert.Single(FlowSource.Layers(layers), found => found.Id == rule).GetMessage(CultureInfo.InvariantCulture);
        string title = FixDriver.Of(rule, Source.Network(layers))[0].Title;
        Assert.EndsWith("; " + char.ToLowerInvariant(title[0]) + title[1..], message, StringComparison.Ordinal);
    }

    [Fact]
    public void Best_fix_comes_first_and_what_does_not_help_is_not_offered()
    {
        IReadOnlyList<Fix> fixes = FixDriver.Of("SNET1004", Source.Network("[Input(64), ..Repeat(30, [Dense(64), Sigmoid]), Dense(10)]"));
        Assert.DoesNotContain(fixes, fix => fix.Title.Contains("LayerNorm", StringComparison.Ordinal));
        Assert.DoesNotContain(fixes, fix => fix.Title.Contains("Xavier", StringComparison.Ordinal));
        double[] ratios = [.. fixes.Select(fix => double.Parse(Ratio().Match(fix.Title).Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(ratios.OrderBy(ratio => Math.Round(Math.Abs(Math.Log10(ratio)))), ratios);
    }

    [Fact]
    public void Ratio_of_the_title_is_that_of_the_changed_network()
    {
        Fix fix = FixDriver.Of("SNET1003", Source.Network("[Input(64), ..Repeat(20, [Dense(128, init: Init.PyTorch), Relu]), Dense(10)]"))[0];
        double[] ratios =
        [
            .. new Init[] { Init.PyTorch, Init.He }.Select(init => GradientFlow.Predict(
                [Layers.Input(64), .. Layers.Repeat(20, [Layers.Dense(128, init: init), Layers.Relu]), Layers.Dense(10)]).Ratio),
        ];
        Assert.Equal($"Use He initialisation: ratio {ChainFindings.Text(ratios[0])} → {ChainFindings.Text(ratios[1])}", fix.Title);
    }

    [Fact]
    public void Gain_is_the_one_with_which_gradients_change_least()
    {
        IReadOnlyList<Fix> fixes = FixDriver.Of("SNET1003", Source.Network("[Input(64), ..Repeat(20, [Dense(128, init: Init.PyTorch), Relu]), Dense(10)]"));
        Fix fix = Assert.Single(fixes, fix => fix.Title.StartsWith("Use LeCun initialisation with gain", StringComparison.Ordinal));
        string gain = Gain().Match(fix.Title).Groups[1].Value;
        Assert.Equal(Math.Sqrt(2), double.Parse(gain, CultureInfo.InvariantCulture), 0.02);
        Assert.Contains($"[Dense(128, init: Init.LeCun with {{ Gain = {gain} }}), Relu]", fix.Files[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_has_fixes() => Assert.Equal(FlowRules.All.Select(rule => rule.Id), new FlowCodeFixProvider().FixableDiagnosticIds);

    [GeneratedRegex(@"gain ([\d.]+)")]
    private static partial Regex Gain();

    [GeneratedRegex("→ (.*)$")]
    private static partial Regex Ratio();
}
