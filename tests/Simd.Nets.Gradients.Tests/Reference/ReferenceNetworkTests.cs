using Simd.Nets.Testing;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>The reference against values worked out by hand: whatever it says, the kernels are held to.</summary>
public class ReferenceNetworkTests
{
    [Fact]
    public void Dense_adds_the_bias_to_the_product_with_the_transposed_weight()
    {
        var network = new ReferenceNetwork([Input(2), Dense(3)]);
        double[] weight = [1, 2, 3, 4, 5, 6];
        double[] bias = [10, 20, 30];
        weight.CopyTo(network["0.weight"].Values, 0);
        bias.CopyTo(network["0.bias"].Values, 0);

        Assert.Equal([3, 2], network["0.weight"].Shape);
        Assert.Equal([10 + 1 - 2, 20 + 3 - 4, 30 + 5 - 6, 10 + 2, 20 + 4, 30 + 6], network.Forward([1, -1, 0, 1]).Outputs);
    }

    [Fact]
    public void Tensors_are_named_by_index_behind_the_input_or_by_their_layer()
    {
        var network = new ReferenceNetwork([Input(2), Dense(3), Relu, Dense(4, bias: false), Dense(1, name: "head"), MeanSquaredError]);

        Assert.Equal(["0.weight", "0.bias", "2.weight", "head.weight", "head.bias"], network.Tensors.Select(tensor => tensor.Name));
        Assert.Equal((2, 1, TargetKind.Values), (network.InputSize, network.OutputSize, network.Targets));
    }

    [Fact]
    public void Central_differences_are_the_derivatives_of_a_function_known_in_closed_form()
    {
        var network = new ReferenceNetwork([Input(1), Dense(1), Tanh]);
        network["0.weight"].Values[0] = .7;
        network["0.bias"].Values[0] = -.2;
        var differences = new CentralDifferences(network, [1.5], Objective.WithOutputGradients(1));

        double slope = 1 - Math.Pow(Math.Tanh((.7 * 1.5) - .2), 2);
        Assert.Equal(1.5 * slope, differences.At(network["0.weight"], 0), 9);
        Assert.Equal(slope, differences.At(network["0.bias"], 0), 9);
        Assert.Equal(.7 * slope, differences.At(differences.Inputs, 0), 9);
        Assert.Equal(1.5 * slope, differences.Along(network["0.weight"], [1]), 9);
        Assert.False(differences.CrossedKink);
        Assert.Equal(.7, network["0.weight"].Values[0]);
    }

    [Fact]
    public void A_difference_over_a_kink_is_reported_as_one()
    {
        var network = new ReferenceNetwork([Input(1), Relu]);
        var differences = new CentralDifferences(network, [1e-7], Objective.WithOutputGradients(1));

        Assert.Equal(1e-7, network.Forward([1e-7]).NearestKink);
        differences.At(differences.Inputs, 0);
        Assert.True(differences.CrossedKink);
    }

    [Fact]
    public void A_stack_out_of_order_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ReferenceNetwork([Dense(3)]));
        Assert.Throws<ArgumentException>(() => new ReferenceNetwork([Input(3), MeanSquaredError, Relu]));
        Assert.Throws<ArgumentException>(() => new ReferenceNetwork([Input(3), Input(3)]));
        Assert.Throws<ArgumentException>(() => new ReferenceNetwork([Input(3), Dense(1, name: "a"), Dense(1, name: "a")]));
        Assert.Throws<ArgumentException>(() => new ReferenceNetwork([Input(3), Residual([Input(3)])]));
        Assert.Throws<ArgumentException>(() => new ReferenceNetwork([Input(3), Concat([MeanSquaredError])]));
        Assert.Throws<ArgumentException>(() => new ReferenceNetwork([Input(3)]).Forward([1, 2]));
    }
}
