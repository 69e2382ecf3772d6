using Simd.Nets.Testing;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>A classifier of floats with odd widths and a named layer.</summary>
[Network]
internal sealed partial class SmallClassifier
{
    static LayerStack Layers => [Input(7), Dense(17), Relu, Dense(9, name: "middle"), Tanh, Dense(5), SoftmaxCrossEntropy];
}

/// <summary>A regression in double.</summary>
[Network(ElementType = ElementType.Float64)]
internal sealed partial class SmallRegression
{
    static LayerStack Layers => [Input(5), .. Repeat(2, [Dense(11), Sigmoid]), Dense(3), MeanSquaredError];
}

/// <summary>A network wide enough that the check samples its weights.</summary>
[Network]
internal sealed partial class WideClassifier
{
    static LayerStack Layers => [Input(100), Dense(70), Relu, Dense(10), SoftmaxCrossEntropy];
}

/// <summary>Normalisations, a residual with a projection, a concatenation and dropout, in float.</summary>
[Network]
internal sealed partial class NestedClassifier
{
    static LayerStack Layers =>
    [
        Input(6), Dense(9), BatchNorm, Relu, Residual([LayerNorm, Dense(8), Gelu, Dropout(0.2)], projection: [Dense(8, bias: false)]),
        Concat([Dense(4), Tanh]), Dense(3, name: "head"), SoftmaxCrossEntropy with { LabelSmoothing = 0.1, ClassWeights = [1, 2, 0.5] },
    ];
}

/// <summary>The like in double.</summary>
[Network(ElementType = ElementType.Float64)]
internal sealed partial class NestedRegression
{
    static LayerStack Layers =>
    [
        Input(5), Dense(7), RmsNorm, Residual([BatchNorm, Silu, Dense(7)]), DenseBlock(2, [Dense(3), PRelu]), Dense(3, name: "head"), Huber,
    ];
}

/// <summary>A residual block between linear layers.</summary>
[Network]
internal sealed partial class BlockFloat
{
    static LayerStack Layers => [Input(5), Dense(7), Residual([Tanh, Dense(7)]), Dense(3, name: "head")];
}

/// <summary>The same without the block.</summary>
[Network]
internal sealed partial class AroundFloat
{
    static LayerStack Layers => [Input(5), Dense(7), Dense(3, name: "head")];
}

/// <summary>A residual block between linear layers, in double.</summary>
[Network(ElementType = ElementType.Float64)]
internal sealed partial class BlockDouble
{
    static LayerStack Layers => [Input(5), Dense(7), Residual([Tanh, Dense(7)]), Dense(3, name: "head")];
}

/// <summary>The same without the block, in double.</summary>
[Network(ElementType = ElementType.Float64)]
internal sealed partial class AroundDouble
{
    static LayerStack Layers => [Input(5), Dense(7), Dense(3, name: "head")];
}

/// <summary>A small residual network on images.</summary>
[Network]
internal sealed partial class SmallResNet
{
    static LayerStack Layers =>
    [
        Input(6, 6, 2), Conv2D(4, kernel: 3, padding: 1, bias: false), BatchNorm, Relu,
        Residual([Conv2D(5, kernel: 3, stride: 2, padding: 1), Tanh], projection: [Conv2D(5, kernel: 1, stride: 2, bias: false)]),
        MaxPool(2), Dense(3, name: "head"), SoftmaxCrossEntropy,
    ];
}

/// <summary>A convolution and a depthwise one, in double.</summary>
[Network(ElementType = ElementType.Float64)]
internal sealed partial class SmallFilters
{
    static LayerStack Layers =>
        [Input(5, 4, 3), BatchNorm, Conv2D(3, kernel: 3, groups: 3), Silu, Conv2D(4, kernel: 1), Dense(2, name: "head")];
}

public class GradientCheckTests
{
    [Fact]
    public void Nested_networks_pass()
    {
        Assert.Equal(3 * 16, GradientCheck.Verify<NestedClassifier>().Samples);
        Assert.Equal(3 * 16, GradientCheck.Verify<NestedRegression, double>().Samples);
        Assert.Equal(3 * 5, GradientCheck.Verify<BlockFloat>().Samples);
    }

    [Fact]
    public void Networks_on_images_pass()
    {
        Assert.Equal(3 * 16, GradientCheck.Verify<SmallResNet>(new() { Batch = 16 }).Samples);
        Assert.Equal(3 * 17, GradientCheck.Verify<SmallFilters, double>(new() { Batch = 17 }).Samples);
        Assert.Equal(3, GradientCheck.Verify<SmallFilters, double>(new() { Batch = 1 }).Samples);
    }

    [Fact]
    public void The_same_mistakes_in_networks_on_images_fail()
    {
        Refuses<Corrupted<SmallResNet, float, WrongSign>, Corrupted<SmallFilters, double, WrongSign>>("weight");
        Refuses<Corrupted<SmallResNet, float, TransposedIndex>, Corrupted<SmallFilters, double, TransposedIndex>>("weight");
        Refuses<Corrupted<SmallResNet, float, MissingBias>, Corrupted<SmallFilters, double, MissingBias>>("head.bias");
    }

    [Fact]
    public void The_report_of_a_nested_network_names_its_statistics() =>
        Assert.Contains("1.running_var", GradientCheck.Verify<NestedClassifier>().ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_float_network_passes_and_the_report_names_every_tensor()
    {
        GradientReport report = GradientCheck.Verify<SmallClassifier>();

        Assert.True(report.Passed);
        Assert.Equal(15, report.Samples);
        Assert.Equal(
            ["0.bias", "0.weight", "4.bias", "4.weight", "inputs", "loss", "loss weight", "middle.bias", "middle.weight", "outputs"],
            report.Comparisons.Select(comparison => comparison.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_double_network_passes() =>
        Assert.True(GradientCheck.Verify<SmallRegression, double>(new() { Batch = 9, Seed = 3 }).Passed);

    [Fact]
    public void A_large_network_is_sampled_and_touched_everywhere_by_random_directions()
    {
        GradientReport report = GradientCheck.Verify<WideClassifier>(new() { Draws = 1 });

        Assert.True(report.Passed);
        Assert.Equal(4 * (64 + 4), report.Comparisons.Single(comparison => comparison.Name == "0.weight").Checked);
        Assert.Equal(4 * 70, report.Comparisons.Single(comparison => comparison.Name == "0.bias").Checked);
    }

    [Fact]
    public void One_wrong_sign_fails() =>
        Refuses<Corrupted<SmallClassifier, float, WrongSign>, Corrupted<SmallRegression, double, WrongSign>>("0.weight");

    [Fact]
    public void One_transposed_index_fails() =>
        Refuses<Corrupted<SmallClassifier, float, TransposedIndex>, Corrupted<SmallRegression, double, TransposedIndex>>("0.weight");

    [Fact]
    public void One_missing_bias_fails() =>
        Refuses<Corrupted<SmallClassifier, float, MissingBias>, Corrupted<SmallRegression, double, MissingBias>>("4.bias");

    [Fact]
    public void The_same_mistakes_in_nested_networks_fail()
    {
        Refuses<Corrupted<NestedClassifier, float, WrongSign>, Corrupted<NestedRegression, double, WrongSign>>("0.weight");
        Refuses<Corrupted<NestedClassifier, float, TransposedIndex>, Corrupted<NestedRegression, double, TransposedIndex>>("0.weight");
        Refuses<Corrupted<NestedClassifier, float, MissingBias>, Corrupted<NestedRegression, double, MissingBias>>("head.bias");
    }

    [Fact]
    public void A_gain_of_the_wrong_sign_fails() =>
        Refuses<Corrupted<NestedClassifier, float, TurnedGain>, Corrupted<NestedRegression, double, TurnedGain>>("1.weight");

    [Fact]
    public void A_missing_skip_fails()
    {
        Refuses<WithoutSkip<BlockFloat, AroundFloat, float>, WithoutSkip<BlockDouble, AroundDouble, double>>("0.weight");
        Refuses<WithoutSkip<BlockFloat, AroundFloat, float>, WithoutSkip<BlockDouble, AroundDouble, double>>("0.bias");
        Refuses<WithoutSkip<BlockFloat, AroundFloat, float>, WithoutSkip<BlockDouble, AroundDouble, double>>("inputs");
    }

    [Fact]
    public void One_missing_bias_of_a_large_network_fails() =>
        Assert.Throws<GradientCheckException>(() => GradientCheck.Verify<Corrupted<WideClassifier, float, MissingBias>>());

    [Fact]
    public void Options_that_draw_nothing_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Verify<SmallClassifier>(new() { Batch = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Verify<SmallClassifier>(new() { Draws = 0 }));
        Assert.Contains(
            "1 batch normalisation",
            Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Verify<NestedClassifier>(new() { Batch = 1 })).Message,
            StringComparison.Ordinal);
    }

    private static void Refuses<TFloat, TDouble>(string tensor)
        where TFloat : class, INetwork<TFloat, float>
        where TDouble : class, INetwork<TDouble, double>
    {
        foreach (Action check in new Action[] { () => GradientCheck.Verify<TFloat>(), () => GradientCheck.Verify<TDouble, double>() })
        {
            var exception = Assert.Throws<GradientCheckException>(check);
            Assert.Matches($"WRONG .*{System.Text.RegularExpressions.Regex.Escape(tensor)}", exception.Message);
        }
    }
}
