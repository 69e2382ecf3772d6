using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Tests.Flow;

/// <summary>Layers in an order that does harm, or one too many.</summary>
public sealed class OrderTests
{
    [Fact]
    public void Narrow_network_is_a_hint_and_a_very_narrow_one_a_warning()
    {
        Diagnostic hint = Assert.Single(FlowSource.Layers("[Input(64), ..Repeat(5, [Dense(8), Relu]), Dense(10)]"));
        Diagnostic warning = Assert.Single(FlowSource.Layers("[Input(64), ..Repeat(10, [Dense(8), Relu]), Dense(10)]"));
        Assert.Equal(("SNET1007", DiagnosticSeverity.Info), (hint.Id, hint.Severity));
        Assert.Equal(("SNET1007", DiagnosticSeverity.Warning), (warning.Id, warning.Severity));
        Assert.Contains("0.625", hint.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Dropout_before_batch_normalisation_is_a_hint() =>
        FlowSource.Expect("[Input(64), Dense(64), Relu, [|Dropout(0.5)|], Dense(64, bias: false), BatchNorm, Relu, Dense(10)]", "SNET1008");

    [Fact]
    public void Bias_before_batch_normalisation_is_a_hint_in_blocks_too() => FlowSource.Expect(
        "[Input(64), [|Dense(64)|], BatchNorm, Relu, Residual([[|Dense(64)|], BatchNorm, Relu, Dense(64)]), Dense(10)]",
        "SNET1009",
        "SNET1009");

    [Fact]
    public void Bias_before_layer_normalisation_is_of_use() =>
        Assert.Empty(FlowSource.Layers("[Input(64), Dense(64), LayerNorm, Relu, Dense(10)]"));

    [Theory]
    [InlineData("[Input(64), Dense(10), [|Softmax|], SoftmaxCrossEntropy]")]
    [InlineData("[Input(64), Dense(10), [|Sigmoid|], BinaryCrossEntropy]")]
    public void Function_that_the_loss_contains_is_a_warning(string layers) => FlowSource.Expect(layers, "SNET1010");

    [Fact]
    public void Ordinary_dropout_behind_selu_is_a_warning() =>
        FlowSource.Expect("[Input(64), Dense(64), Selu, [|Dropout(0.1)|], Dense(10)]", "SNET1011");

    [Theory]
    [InlineData("[Input(64), Residual([..Repeat(30, [Dense(64), Gelu])]), Dense(10)]")]
    [InlineData("[Input(64), ..Repeat(24, [Dense(128, init: Init.LeCun with { Gain = 0.95 }), Tanh]), Dense(10)]")]
    public void Scale_of_the_inputs_decides_by_the_verdict_that_warnings_have(string layers)
    {
        Assert.Equal(["SNET1012"], FlowSource.Layers(layers).Select(found => found.Id));
        Assert.Contains(
            new[] { "0.01", "100" },
            square => FlowSource.Layers(layers, ("simd_nets.gradient_flow.input_second_moment", square)).Any());
    }

    [Fact]
    public void Unknown_scale_of_the_inputs_is_a_hint_only_where_it_decides()
    {
        const string Rest = "..Repeat(24, [Dense(256), Gelu]), Dense(10)]";
        Assert.Empty(FlowSource.Layers("[Input(64), ..Repeat(20, [Dense(256), Relu]), Dense(10)]"));
        Assert.Equal(["SNET1012"], FlowSource.Layers("[Input(64), " + Rest).Select(found => found.Id));
        Assert.Empty(FlowSource.Layers("[Input(64), Standardize, " + Rest));
        Assert.Empty(FlowSource.Layers("[Input(64), Dense(64, bias: false), BatchNorm, " + Rest));
        Assert.Empty(FlowSource.Layers("[Input(64) with { SecondMoment = 1 }, " + Rest));
        Assert.Empty(FlowSource.Layers("[Input(64), " + Rest, ("simd_nets.gradient_flow.input_second_moment", "1")));
    }
}
