using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>What a network tells of its gradients.</summary>
public sealed class GradientFlowTests
{
    [Fact]
    public void Measured_ratios_of_dense_layers_meet_the_prediction()
    {
        GradientFlow plain = GradientFlow.Measure(new FlowMlp(1), Inputs<float>(100));
        AssertNear(plain, 0.85, 1.18);
        Assert.Equal(plain.Ratio, plain.MeasuredRatio!.Value, 0.15 * plain.Ratio);
        Assert.Contains("measured", plain.ToString(), StringComparison.Ordinal);
        AssertNear(GradientFlow.Measure(new FlowBlocks(1), Inputs<double>(64)), 0.77, 1.3);

        static void AssertNear(GradientFlow flow, double least, double most)
        {
            Assert.Equal(flow.Count(layer => layer.Layer is DenseLayer), flow.Count(layer => layer.Measured is not null));
            Assert.All(
                flow.Where(layer => layer.Measured is not null),
                layer => Assert.InRange(layer.Measured!.Value / layer.Ratio, least, most));
        }
    }

    [Fact]
    public void Measuring_leaves_parameters_state_and_passes_as_they_are()
    {
        var net = new FlowBlocks(3);
        NetworkRuntime<FlowBlocks, double> runtime = ((INetwork<FlowBlocks, double>)net).Runtime;
        double[] parameters = runtime.Parameters.ToArray();
        double[] state = runtime.State.ToArray();
        ulong passes = runtime.Passes;
        _ = GradientFlow.Measure(net, Inputs<double>(64));
        runtime.CommitState();
        Assert.Equal(parameters, runtime.Parameters.ToArray());
        Assert.Equal(state, runtime.State.ToArray());
        Assert.Equal(passes, runtime.Passes);
    }

    [Fact]
    public void Property_of_a_network_is_the_prediction_of_its_declaration() =>
        Assert.Equal(GradientFlow.Predict(FlowMlp.Stack), new FlowMlp(1).GradientFlow);

    [Fact]
    public void Layers_are_called_as_the_networks_tensors_are()
    {
        var net = new FlowBlocks(1);
        Assert.All(
            net.GradientFlow.Where(layer => layer.Layer is DenseLayer or BatchNormLayer),
            layer => Assert.Contains(layer.Name + ".weight", net.Tensors.Select(tensor => tensor.Name)));
    }

    [Fact]
    public void Every_drawn_declaration_has_a_flow_of_numbers() => Assert.All(DeclarationArbitrary.Sample(5, 200), network =>
    {
        var flow = GradientFlow.Predict(network.Layers);
        Assert.All(flow, layer => Assert.InRange(layer.SecondMoment, 0, 1e9));
        Assert.All(flow, layer => Assert.InRange(layer.Ratio, 0, 1e9));
        Assert.InRange(flow.Ratio, 0, 1e9);
    });

    private static T[] Inputs<T>(int columns)
        where T : System.Numerics.INumberBase<T> =>
        [.. Enumerable.Range(0, 128 * columns).Select(i => T.CreateTruncating(Philox.Block(7, (ulong)i, 0).Normal0))];
}

[Network]
internal sealed partial class FlowMlp
{
    internal static LayerStack Stack => Layers;

    static LayerStack Layers => [Input(100), .. Repeat(8, [Dense(128, init: Init.PyTorch), Tanh]), Dense(10), SoftmaxCrossEntropy];
}

[Network(ElementType = ElementType.Float64)]
internal sealed partial class FlowBlocks
{
    static LayerStack Layers =>
    [
        Input(64),
        Dense(128, bias: false), BatchNorm, Relu,
        .. Repeat(4, [Residual([BatchNorm, Relu, Dense(128), LayerNorm, Gelu, Dense(128)], scale: 0.5)]),
        DenseBlock(2, [Dense(64), Tanh]),
        Dense(96),
        Dense(10),
        MeanSquaredError,
    ];
}
