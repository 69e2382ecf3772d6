using Simd.Nets.Testing;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>The reference's layers against values worked out by hand, or by 40 digits elsewhere.</summary>
public class ReferenceLayerTests
{
    private static readonly ReferenceMode Training = ReferenceMode.Training(7, 3);

    public static TheoryData<ActivationLayer, double[]> Activations => new()
    {
        { Relu, [0, 0, 2] },
        { LeakyRelu with { Slope = .2 }, [-.2, 0, 2] },
        { Elu with { Alpha = .5 }, [.5 * (Math.Exp(-1) - 1), 0, 2] },
        { Selu, [-1.1113307378125625, 0, 2.101401974710961] },
        { Gelu, [-0.15865525393145705, 0, 1.9544997361036416] },
        { Silu, [-0.2689414213699951, 0, 1.7615941559557649] },
        { Mish, [-0.30340146137410895, 0, 1.9439589595339946] },
        { Softplus, [0.31326168751822286, 0.6931471805599453, 2.1269280110429727] },
        { Sigmoid, [1 / (1 + Math.E), .5, 0.8807970779778823] },
        { Tanh, [Math.Tanh(-1), 0, Math.Tanh(2)] },
        { HardSigmoid, [1 / 3.0, .5, 5 / 6.0] },
        { HardTanh, [-1, 0, 1] },
        { HardSwish, [-1 / 3.0, 0, 5 / 3.0] },
    };

    [Theory]
    [MemberData(nameof(Activations))]
    public void Activations_are_those_of_mathematics(ActivationLayer activation, double[] expected) =>
        Near(expected, new ReferenceNetwork([Input(3), activation]).Forward([-1, 0, 2]).Outputs);

    [Fact]
    public void Activations_survive_large_arguments()
    {
        Near([0, 1000], new ReferenceNetwork([Input(2), Softplus]).Forward([-1000, 1000]).Outputs);
        Near([0, 1000], new ReferenceNetwork([Input(2), Gelu]).Forward([-1000, 1000]).Outputs);
        Near([0, 1], new ReferenceNetwork([Input(2), Softmax]).Forward([-1000, 1000]).Outputs);
        Near([0, 1], new ReferenceNetwork([Input(2), HardSigmoid]).Forward([-1000, 1000]).Outputs);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(.5, 0.4795001221869535)]
    [InlineData(1, 0.15729920705028513)]
    [InlineData(2.9, 4.109787809945886e-05)]
    [InlineData(3, 2.209049699858544e-05)]
    [InlineData(5, 1.5374597944280349e-12)]
    [InlineData(10, 2.088487583762545e-45)]
    public void The_complementary_error_function_is_good_to_a_double(double x, double expected) =>
        Assert.Equal(expected, ErrorFunction.Complement(x), 2e-15 * expected);

    [Fact]
    public void Slopes_are_one_for_all_or_one_a_feature()
    {
        var shared = new ReferenceNetwork([Input(3), PRelu]);
        shared["0.weight"].Values[0] = .5;
        Assert.Equal([-1, 0, 2], shared.Forward([-2, 0, 2]).Outputs);

        var own = new ReferenceNetwork([Input(3), PRelu with { PerChannel = true, Name = "slopes" }]);
        new[] { .5, .25, -1 }.CopyTo(own["slopes.weight"].Values, 0);
        Assert.Equal([-1, 4, 3, 2, -1, 3], own.Forward([-2, 4, -3, 2, -4, -3]).Outputs);
    }

    [Fact]
    public void Softmax_is_over_the_features_of_a_sample() => Near(
        [1 / (1 + Math.E), Math.E / (1 + Math.E), .5, .5], new ReferenceNetwork([Input(2), Softmax]).Forward([0, 1, 3, 3]).Outputs);

    [Fact]
    public void Batch_normalisation_trains_with_the_batch_s_statistics_and_infers_with_the_running_ones()
    {
        var network = new ReferenceNetwork([Input(1), BatchNorm with { Eps = 1, Momentum = .25 }]);
        (network["0.weight"].Values[0], network["0.bias"].Values[0]) = (3, .5);
        (network["0.running_mean"].Values[0], network["0.running_var"].Values[0]) = (1, 8);

        ReferencePass pass = network.Forward([2, 6, 4, 8], Training); // mean 5, variance 5, over N − 1 20/3
        Near([.5 - (9 / Math.Sqrt(6)), .5 + (3 / Math.Sqrt(6)), .5 - (3 / Math.Sqrt(6)), .5 + (9 / Math.Sqrt(6))], pass.Outputs);
        Near([.75 + (.25 * 5)], pass.State["0.running_mean"]);
        Near([(.75 * 8) + (.25 * 20 / 3)], pass.State["0.running_var"]);
        Assert.Equal(5, pass.SmallestVariance, 14);

        Near([.5 + (3 * 4 / 3.0)], network.Forward([5]).Outputs);
        network.Commit(pass);
        Near([.5 + (3 * (5 - 2) / Math.Sqrt(1 + 6 + (5 / 3.0)))], network.Forward([5]).Outputs);
    }

    [Fact]
    public void Batch_normalisation_of_one_sample_is_refused_in_training_only()
    {
        var network = new ReferenceNetwork([Input(1), Dense(1), BatchNorm with { Name = "norm" }]);

        network.Forward([1]);
        Assert.Contains("norm", Assert.Throws<ArgumentException>(() => network.Forward([1], Training)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layer_normalisation_is_over_the_features_of_a_sample()
    {
        var network = new ReferenceNetwork([Input(2), LayerNorm with { Eps = 1 }]);
        new double[] { 1, 2 }.CopyTo(network["0.weight"].Values, 0);
        new double[] { 0, 3 }.CopyTo(network["0.bias"].Values, 0);

        ReferencePass pass = network.Forward([1, 5, 0, 0]); // mean 3, variance 4; 0 and 0
        Near([-2 / Math.Sqrt(5), 3 + (4 / Math.Sqrt(5)), 0, 3], pass.Outputs);
        Assert.Equal(4, pass.SmallestVariance, 14);
    }

    [Fact]
    public void Rms_normalisation_divides_by_the_root_of_the_mean_square()
    {
        var network = new ReferenceNetwork([Input(2), RmsNorm with { Eps = .5 }]);
        new double[] { 1, 2 }.CopyTo(network["0.weight"].Values, 0);

        Near([1 / Math.Sqrt(13.5), 10 / Math.Sqrt(13.5)], network.Forward([1, 5]).Outputs);
    }

    [Fact]
    public void Standardising_takes_statistics_that_no_pass_changes()
    {
        var network = new ReferenceNetwork([Input(2), Standardize]);
        new double[] { 1, 2 }.CopyTo(network["0.mean"].Values, 0);
        new double[] { 2, 4 }.CopyTo(network["0.deviation"].Values, 0);

        Assert.Equal([1, -1], network.Forward([3, -2]).Outputs);
        Assert.Empty(network.Forward([3, -2], Training).State);
        Assert.Empty(network.Tensors);
    }

    [Fact]
    public void Normalisations_without_gain_have_no_parameters()
    {
        LayerStack layers =
            [Input(2), BatchNorm with { Affine = false }, LayerNorm with { Affine = false }, RmsNorm with { Affine = false }];
        Assert.Empty(new ReferenceNetwork(layers).Tensors);
    }

    internal static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 14 - (int)Math.Log10(1 + Math.Abs(pair.First))));
    }
}
