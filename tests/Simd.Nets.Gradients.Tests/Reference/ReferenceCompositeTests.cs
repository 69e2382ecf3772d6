using Simd.Nets.Testing;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Composites of the reference: what they compute, and how what is in them is called.</summary>
public class ReferenceCompositeTests
{
    [Fact]
    public void A_residual_adds_the_scaled_body_to_what_comes_around_it() =>
        Assert.Equal([-1, 6], new ReferenceNetwork([Input(2), Residual([Relu], scale: 2)]).Forward([-1, 2]).Outputs);

    [Fact]
    public void A_projection_brings_the_input_to_the_body_s_width()
    {
        var network = new ReferenceNetwork([Input(1), Residual([Dense(2)], projection: [Dense(2, bias: false)])]);
        Set(network, "0.body.0.weight", 2, 3);
        Set(network, "0.body.0.bias", 10, 20);
        Set(network, "0.projection.0.weight", .5, .25);

        Assert.Equal([24 + 3.5, 41 + 1.75], network.Forward([7]).Outputs);
    }

    [Fact]
    public void A_concatenation_puts_the_features_one_after_the_other() => Assert.Equal(
        [-1, 2, 0, 2, 3, -4, 3, 0], new ReferenceNetwork([Input(2), Concat([Relu])]).Forward([-1, 2, 3, -4]).Outputs);

    [Fact]
    public void A_dense_block_is_a_chain_of_concatenations()
    {
        var network = new ReferenceNetwork([Input(1), DenseBlock(2, [Dense(1, bias: false)])]);
        Set(network, "0.0.body.0.weight", 2);
        Set(network, "0.1.body.0.weight", 10, 100);

        Assert.Equal([3, 6, 30 + 600], network.Forward([3]).Outputs);
        Assert.Equal(3, network.OutputSize);
    }

    [Fact]
    public void Nested_tensors_bear_the_names_of_their_composites()
    {
        var network = new ReferenceNetwork(
        [
            Input(4),
            Dense(4, name: "stem"),
            Residual([BatchNorm, Relu, Dense(6, name: "fc"), Concat([PRelu])], projection: [Dense(12, bias: false)], name: "block"),
            DenseBlock(2, [LayerNorm, Residual([RmsNorm])]),
        ]);

        Assert.Equal(
            [
                "stem.weight", "stem.bias", "block.body.0.weight", "block.body.0.bias", "block.body.fc.weight", "block.body.fc.bias",
                "block.body.3.body.0.weight", "block.projection.0.weight", "2.0.body.0.weight", "2.0.body.0.bias",
                "2.0.body.1.body.0.weight", "2.1.body.0.weight", "2.1.body.0.bias", "2.1.body.1.body.0.weight",
            ],
            network.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(["block.body.0.running_mean", "block.body.0.running_var"], network.StateTensors.Select(tensor => tensor.Name));
        Assert.Equal([24], network["2.1.body.0.weight"].Shape);
    }

    [Fact]
    public void Ways_of_unequal_width_are_refused_with_both_widths()
    {
        LayerStack unequal = [Input(3), Residual([Dense(5)], name: "block")];
        string message = Assert.Throws<ArgumentException>(() => new ReferenceNetwork(unequal)).Message;
        Assert.Contains("'block' yields 5 features, but 3", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_in_nested_parameters_are_derivatives()
    {
        var network = new ReferenceNetwork([Input(1), Dense(1), Residual([Concat([Dense(1)]), Dense(1, bias: false)])]);
        Set(network, "0.weight", 2);
        Set(network, "1.body.0.body.0.weight", 3);
        Set(network, "1.body.1.weight", 5, 7);
        var differences = new CentralDifferences(network, [1.5], Objective.WithOutputGradients(1));

        // y = h + 5h + 7·(3h + b), h = 2x
        Assert.Equal(27 * 3, differences.Value, 12);
        Assert.Equal(7 * 3, differences.At(network["1.body.0.body.0.weight"], 0), 7);
        Assert.Equal(7, differences.At(network["1.body.0.body.0.bias"], 0), 7);
        Assert.Equal(27 * 1.5, differences.At(network["0.weight"], 0), 7);
        Assert.Equal(54, differences.At(differences.Inputs, 0), 7);
    }

    private static void Set(ReferenceNetwork network, string tensor, params double[] values) => values.CopyTo(network[tensor].Values, 0);
}
