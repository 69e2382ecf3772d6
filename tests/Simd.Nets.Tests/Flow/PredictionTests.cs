using Xunit;
using static Simd.Nets.Layers;

namespace Simd.Nets.Tests.Flow;

/// <summary>What is predicted, against values computed elsewhere by quadrature and against closed forms.</summary>
public sealed class PredictionTests
{
    // Tables and closed forms are of layers without end: so many times as wide as those that are meant, chance has no part.
    private const int Wide = 1 << 14;

    public static TheoryData<Layer, Init, double[], double, double> Classic => new()
    {
        { Relu, Init.He, [2, 2, 2], .07812, .1562 },
        { Relu, Init.Xavier, [1.7193, 1.1462, .9913], .04505, .1351 },
        { Relu, Init.PyTorch, [.3338, .0582, .0149], .00217, .02604 },
        { Tanh, Init.Xavier, [1.7193, .6573, .5528], .03637, .1463 },
        { Sigmoid, Init.Xavier, [1.7193, .4166, .4701], .000369, .01426 },
    };

    public static TheoryData<Layer, Init, double[]> Deep => new()
    {
        { Relu, Init.He, [1, 1, 1] },
        { Relu, Init.Xavier, [.0442, 1.4e-3, 4.2e-8] },
        { Relu, Init.PyTorch, [3.2e-4, 4.1e-8, 8.6e-20] },
        { Tanh, Init.Xavier, [.233, .160, .0988] },
        { Tanh, Init.Xavier with { Gain = Gain.Tanh }, [1.49, 3.86, 67.2] },
        { Sigmoid, Init.Xavier, [1.9e-6, 1e-12, 1.6e-31] },
        { Gelu, Init.He, [.752, .087, 2.7e-6] },
        { Silu, Init.He, [.186, 6.1e-3, 1.9e-7] },
        { Selu, Init.LeCun, [1.36, 1.93, 5.44] },
    };

    [Theory]
    [MemberData(nameof(Classic))]
    public void Classic_network_has_the_variances_of_the_table(Layer activation, Init init, double[] forward, double first, double second)
    {
        GradientFlow flow = GradientFlow.Predict([Input(784, init: init), Dense(128), activation, Dense(64), activation, Dense(10)]);
        int[] dense = [1, 3, 5];
        Assert.Equal(forward, dense.Select(layer => flow[layer].SecondMoment), (expected, actual) => Near(expected, actual, 5e-3));
        // The table knows no chance, which adds some hundredths in layers as narrow.
        double[] variances = [.. dense.Select(layer => Math.Pow(flow[layer].Ratio, 2) / flow[layer].Features)];
        Assert.Equal(first, variances[0] / variances[2], first * 0.04);
        Assert.Equal(second, variances[1] / variances[2], second * 0.04);
    }

    [Theory]
    [MemberData(nameof(Deep))]
    public void Deep_networks_have_the_ratios_of_the_table(Layer activation, Init init, double[] ratios)
    {
        int[] depths = [10, 20, 50];
        Assert.Equal(
            ratios,
            depths.Select(depth =>
                GradientFlow.Predict([Input(784 * Wide, init: init), .. Repeat(depth, [Dense(128 * Wide), activation]), Dense(10)]).Ratio),
            (expected, actual) => Near(expected, actual, 0.03));
    }

    public static TheoryData<Layer, Layer, double> Normalised => new()
    {
        { BatchNorm, Relu, Math.PI / (Math.PI - 1) },
        { LayerNorm, Relu, 1 },
        { RmsNorm, Relu, 1 },
        { LayerNorm, Tanh, 1.178 },
        { LayerNorm, Gelu, 1.072 },
        { LayerNorm, Silu, 1.067 },
        { LayerNorm, Sigmoid, .153 },
    };

    [Theory]
    [MemberData(nameof(Normalised))]
    public void Normalisation_before_the_activation_has_the_factor_of_the_table(Layer norm, Layer activation, double factor)
    {
        GradientFlow flow = GradientFlow.Predict([Input(1000 * Wide), .. Repeat(20, [Dense(1000 * Wide), norm, activation]), Dense(10)]);
        double[] normalised = [.. flow.Where(layer => layer.Layer == norm).Select(layer => layer.Ratio)];
        Assert.Equal(factor, Math.Pow(normalised[0] / normalised[^1], 2.0 / 19), factor * 4e-3);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Rectifier_behind_dropout_is_critical_at_twice_the_keep_probability(double keep)
    {
        LayerStack block = [Dense(100 * Wide, init: new VarianceScaling(2 * keep, Fan.In, Distribution.Normal)), Relu, Dropout(1 - keep)];
        GradientFlow flow = GradientFlow.Predict([Input(100 * Wide), .. Repeat(30, block), Dense(10)]);
        Assert.Equal(1, flow.Ratio, 1e-4);
        Assert.Equal(flow[1].SecondMoment, flow[^2].SecondMoment * 2 * keep, 1e-9);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.25)]
    public void Residual_branches_multiply_both_moments_by_one_and_their_gain(double scale)
    {
        LayerStack block = [Residual([Relu, Dense(64 * Wide, init: Init.He)], scale)];
        GradientFlow flow = GradientFlow.Predict([Input(64 * Wide), Dense(64 * Wide, init: Init.LeCun), .. Repeat(10, block), Dense(10)]);
        double factor = Math.Pow(1 + (scale * scale), 10);
        LayerFlow last = flow.Last(layer => layer.Layer is ResidualLayer);
        Assert.Equal(factor, last.SecondMoment, 1e-6 * factor);
        Assert.Equal(Math.Sqrt(factor), flow.Ratio, 1e-4 * factor);
    }

    [Fact]
    public void Branches_with_a_normalisation_inside_let_the_variance_grow_by_one_a_block()
    {
        GradientFlow flow = GradientFlow.Predict(
            [Input(64), Dense(64, init: Init.LeCun), .. Repeat(16, [Residual([BatchNorm, Relu, Dense(64, init: Init.He)])]), Dense(10)]);
        Assert.Equal(17, flow.Last(layer => layer.Layer is ResidualLayer).SecondMoment, 0.01);
    }

    [Fact]
    public void Padding_leaves_less_in_common_than_batch_normalisation_would_take_off()
    {
        // On four pixels the three taps of a window meet 3, 4 and 3 of four positions: 2.5 in the mean, and two of them both at 2.125.
        const double Taps = 2.5 * 2.5, Common = 2.125 * 2.125, Square = 0.5, Shared = 1 / (2 * Math.PI);
        GradientFlow flow = GradientFlow.Predict(
            [Input(4, 4, 64), Conv2D(64, 3, padding: 1), Relu, Conv2D(64, 3, padding: 1, bias: false), BatchNorm, Relu, GlobalAveragePool, Dense(10)]);
        double variance = flow[1].SecondMoment * 64 * (2.0 / (9 * 64)) * ((Taps * Square) - (Common * Shared));
        Assert.Equal(1 / variance, flow[4].BackwardFactor, 0.02 / variance);
    }

    [Fact]
    public void Concatenation_weighs_moments_by_width_and_adds_gradients()
    {
        GradientFlow flow = GradientFlow.Predict([Input(30), Concat([Dense(10, init: Init.He)]), Dense(10, init: Init.LeCun)]);
        Assert.Equal(((30 * 1.0) + (10 * 2.0)) / 40, flow[1].SecondMoment, 1e-9);
        // A quarter of the gradient comes through the branch, which multiplies it by 30 · 2/30.
        Assert.Equal(0.75 + (0.25 * 2), flow[1].BackwardFactor, 1e-9);
    }

    private static bool Near(double expected, double actual, double tolerance) => Math.Abs(actual - expected) <= tolerance * expected;
}
