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
    private const string Figures =
        "ratio|β|gradient of the logits|variance in training over that at inference|biases without effect|second moment behind dropout";

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
        "SNET1011", "[Input(64), Dense(64), Selu, new DropoutLayer(0.1), Dense(10)]",
        "Use alpha dropout", "[Input(64), Dense(64), Selu, new DropoutLayer(0.1) { Alpha = true }, Dense(10)]")]
    [InlineData(
        "SNET1011", "[Input(64), Dense(64), Selu, Dropout(0.1, name: \"d\"), Dense(10)]",
        "Use alpha dropout", "[Input(64), Dense(64), Selu, Dropout(0.1, name: \"d\") with { Alpha = true }, Dense(10)]")]
    [InlineData(
        "SNET1011", "[Input(64), Dense(64), Selu, Dropout(0.1) with { Alpha = false }, Dense(10)]",
        "Use alpha dropout", "[Input(64), Dense(64), Selu, Dropout(0.1) with { Alpha = true }, Dense(10)]")]
    [InlineData(
        "SNET1003", "[new InputLayer(64), ..Repeat(20, [new DenseLayer(128) { Init = Init.PyTorch }, new ReluLayer()]), Dense(10)]",
        "Use He initialisation", "[new InputLayer(64), ..Repeat(20, [new DenseLayer(128) { Init = Init.He }, new ReluLayer()]), Dense(10)]")]
    [InlineData(
        "SNET1003", "[new InputLayer(64) { Init = Init.PyTorch }, ..Repeat(20, [Dense(128), Relu]), Dense(10)]",
        "Leave the initialiser to the activation", "[new InputLayer(64) { }, ..Repeat(20, [Dense(128), Relu]), Dense(10)]")]
    [InlineData(
        "SNET1004", "[Input(64), ..Repeat(30, [Dense(64), new SigmoidLayer()]), Dense(10)]",
        "Replace Sigmoid by Relu, initialised for it", "[Input(64), ..Repeat(30, [Dense(64), Relu]), Dense(10)]")]
    [InlineData(
        "SNET1005", "[Input(64), ..Repeat(50, [Dense(64, bias: false), new BatchNormLayer() { Eps = 1e-3 }, Relu]), Dense(10)]",
        "Replace BatchNorm by LayerNorm", "[Input(64), ..Repeat(50, [Dense(64, bias: false), LayerNorm, Relu]), Dense(10)]")]
    [InlineData(
        "SNET1006", "[Input(64), Dense(64), ..Repeat(30, [new ResidualLayer([Relu, Dense(64, init: Init.He)])]), Dense(10)]",
        "Scale the branches by 0.183 (1/√30)",
        "[Input(64), Dense(64), ..Repeat(30, [new ResidualLayer([Relu, Dense(64, init: Init.He)]) { Scale = 0.183 }]), Dense(10)]")]
    [InlineData(
        "SNET1007", "[Input(64), ..Repeat(5, [new DenseLayer(8), Relu]), Dense(10)]",
        "Make the hidden layers 2 times as wide", "[Input(64), ..Repeat(5, [new DenseLayer(16), Relu]), Dense(10)]")]
    [InlineData(
        "SNET1008", "[Input(64), Dense(64), Relu, new DropoutLayer(0.5), Dense(64, bias: false), BatchNorm, Relu, Dense(10)]",
        "Put Dropout behind the last batch normalisation",
        "[Input(64), Dense(64), Relu, Dense(64, bias: false), BatchNorm, Relu, new DropoutLayer(0.5), Dense(10)]")]
    [InlineData(
        "SNET1009", "[Input(64), new DenseLayer(64), BatchNorm, Relu, Dense(10)]",
        "Drop the redundant bias", "[Input(64), new DenseLayer(64) { Bias = false }, BatchNorm, Relu, Dense(10)]")]
    [InlineData(
        "SNET1010", "[Input(64), Dense(10), new SoftmaxLayer(), new SoftmaxCrossEntropyLayer()]",
        "Leave Softmax to the loss", "[Input(64), Dense(10), new SoftmaxCrossEntropyLayer()]")]
    [InlineData(
        "SNET1012", "[new InputLayer(64), ..Repeat(24, [Dense(256), Gelu]), Dense(10)]",
        "Declare that the inputs have mean square 1",
        "[new InputLayer(64) { SecondMoment = 1 }, ..Repeat(24, [Dense(256), Gelu]), Dense(10)]")]
    [InlineData(
        "SNET1012", "[Input(64), ..Repeat(24, [Dense(256), Gelu]), Dense(10)]",
        "Standardise the inputs",
        "[Input(64), Standardize, ..Repeat(24, [Dense(256), Gelu]), Dense(10)]")]
    public void Fix_is_offered_with_the_ratio_after_it(string rule, string layers, string title, string after)
    {
        IReadOnlyList<Fix> fixes = FixDriver.Of(rule, Source.Network(layers));
        Fix fix = Assert.Single(fixes, fix => fix.Title.StartsWith(title + ": ", StringComparison.Ordinal));
        Assert.Matches($@": ({Figures}) [\d.e…\- ]+ → [\d.e-]+$", fix.Title);
        string[] change = fix.Title.Split(": ")[^1].Split(" → ");
        Assert.False(change[0].EndsWith(" " + change[1], StringComparison.Ordinal), fix.Title);
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
    public void Title_shows_a_change_only_where_one_is_to_be_seen()
    {
        // A tenth of a thousandth dropped: the variance changes, and two decimals do not show it.
        Fix fix = FixDriver.Of("SNET1011", Source.Network("[Input(64), Dense(64), Selu, Dropout(0.0001), Dense(10)]"))[0];
        Assert.Equal("Use alpha dropout: SNET1011 no longer applies", fix.Title);
        LayerStack layers = [Layers.Input(64), Layers.Dense(64), Layers.Sigmoid, Layers.Dense(1)];
        var prospect = new Prospect(StackChange.Rectifiers(layers), 0.0497, new(0.0499, true));
        Assert.Equal(
            "replace Sigmoid by Relu, initialised for it: ratio 0.05 as before, which is no fault then", ChainFindings.Text(prospect));
    }

    [Fact]
    public void Change_that_makes_β_no_measure_comes_behind_one_that_makes_it_smaller() => Assert.Equal(
        [
            "Make the hidden layers 2 times as wide: β 0.63 → 0.31",
            "Put LayerNorm before each activation: β 0.63 → no measure, with normalisations or skips",
            "Wrap the repeated layers in Residual, scaled by 0.5: β 0.63 → no measure, with normalisations or skips",
        ],
        FixDriver.Of("SNET1007", Source.Network("[Input(64), ..Repeat(5, [Dense(8), Relu]), Dense(10)]")).Select(fix => fix.Title));

    [Fact]
    public void Fix_of_a_narrow_network_leaves_no_larger_fault()
    {
        // A normalisation makes β no measure, and its gradients vanish.
        const string Sigmoids = "[Input(64), ..Repeat(4, [Dense(6), Sigmoid]), Dense(10)]";
        Assert.All(FixDriver.Of("SNET1007", Source.Network(Sigmoids)), fix => Assert.All(
            FlowSource.Analyze(fix.Files[0]), found => Assert.True(found.Severity <= DiagnosticSeverity.Info || found.Id == "SNET1004", fix.Title)));
        Fix[] fixes = [.. FixDriver.Of("SNET1007", Source.Network("[Input(8, 8, 1), ..Repeat(24, [Conv2D(5, 3, padding: 1), Relu]), GlobalAveragePool, Dense(10)]"))];
        Assert.NotEmpty(fixes);
        Assert.All(fixes, fix => Assert.Empty(FlowSource.Analyze(fix.Files[0])));
    }

    [Theory]
    [InlineData("[0.cs]\nsimd_nets.gradient_flow.vanishing_below = 1e-30", 1)]
    [InlineData("[1.cs]\nsimd_nets.gradient_flow.vanishing_below = 1e-30", 0)]
    public void Options_are_those_of_the_file_with_the_layers(string config, int findings)
    {
        string layers = Source.Network("[Input(64), ..Repeat(12, [Dense(256, init: Init.PyTorch), Relu]), Dense(10)]");
        const string Other = "namespace Demo;\npublic partial class Net\n{\n    public static int Answer => 42;\n}";
        IReadOnlyList<Fix> fixes = FixDriver.Configured(config, "SNET1003", Other, layers);
        Assert.Equal(findings, fixes.Count(fix => fix.Title.StartsWith("Use He initialisation", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_rule_has_fixes() => Assert.Equal(FlowRules.All.Select(rule => rule.Id), new FlowCodeFixProvider().FixableDiagnosticIds);

    [GeneratedRegex(@"gain ([\d.]+)")]
    private static partial Regex Gain();

    [GeneratedRegex("→ (.*)$")]
    private static partial Regex Ratio();
}
