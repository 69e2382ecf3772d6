using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>What a network tells of its gradients.</summary>
public sealed class GradientFlowTests
{
    [Fact]
    public void Measured_ratios_meet_the_prediction_in_networks_of_every_kind()
    {
        AssertNear<FlowMlp, float>(100, 128);
        AssertNear<FlowBlocks, double>(64, 128);
        AssertNear<FlowLeNet, float>(784, 24);
        AssertNear<FlowResNet, float>(256, 12);
        AssertNear<FlowDenseNet, float>(256, 12);

        // Error of the ratio's logarithm: a quarter of it, or 0.1; every layer, and block, by the outputs within a factor of 2.5.
        static void AssertNear<TNetwork, T>(int columns, int rows)
            where TNetwork : class, INetwork<TNetwork, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            GradientFlow[] flows =
            [
                .. Enumerable.Range(1, 3).Select(seed => GradientFlow.Measure<TNetwork, T>(
                    TNetwork.Create((ulong)seed), Inputs<T>(columns, rows), (ulong)seed)),
            ];
            double predicted = Math.Log10(flows[0].Ratio);
            double measured = flows.Average(flow => Math.Log10(flow.MeasuredRatio!.Value));
            Assert.True(
                Math.Abs(measured - predicted) <= Math.Max(0.1, 0.25 * Math.Abs(predicted)),
                $"{typeof(TNetwork).Name}: predicted {predicted:f3}, measured {measured:f3}");
            Assert.All(flows[0], layer => Assert.InRange(layer.Measured!.Value / layer.Ratio, 0.4, 2.5));
        }
    }

    [Fact]
    public void Padded_residual_network_is_foretold_within_a_tenth_of_a_decade()
    {
        // Without what padding takes from what pixels have in common it was a quarter of one.
        GradientFlow[] flows =
            [.. Enumerable.Range(1, 6).Select(seed => GradientFlow.Measure(new FlowResNet((ulong)seed), Inputs<float>(256, 12), (ulong)seed))];
        Assert.InRange(flows.Average(flow => Math.Log10(flow.MeasuredRatio!.Value / flow.Ratio)), -0.1, 0.1);
    }

    [Fact]
    public void Measurement_stands_in_the_table() => Assert.Contains(
        "measured", GradientFlow.Measure(new FlowMlp(1), Inputs<float>(100)).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Gradient_of_the_inputs_is_measured_as_the_generated_passes_have_it()
    {
        AssertSame<FlowMlp, float>(new(1), 100);
        AssertSame<FlowBlocks, double>(new(1), 64);
        AssertSame<FlowLeNet, float>(new(1), 784);
        AssertSame<FlowResNet, float>(new(1), 256);
        AssertSame<FlowDenseNet, float>(new(1), 256);
        AssertSame<FlowWindows, double>(new(1), 13 * 11 * 4);
        AssertSame<FlowRows, double>(new(1), 24);

        static void AssertSame<TNetwork, T>(TNetwork net, int columns)
            where TNetwork : class, INetwork<TNetwork, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            const int Batch = 6;
            T[] inputs = Inputs<T>(columns, Batch);
            var gradients = new T[Batch * TNetwork.Schema.OutputSize];
            net.Runtime.Forward(inputs, gradients);
            for (int i = 0; i < gradients.Length; i++)
            {
                gradients[i] = T.CreateTruncating(Philox.Block(3, (ulong)i, 0).Normal0);
            }

            var inputGradients = new T[inputs.Length];
            net.Runtime.Backward(inputs, gradients, inputGradients);
            double expected = Norm(inputGradients) / Norm(gradients);
            Assert.Equal(expected, GradientFlow.Measure<TNetwork, T>(net, inputs, seed: 3)[0].Measured!.Value, 1e-3 * expected);
        }

        static double Norm<T>(T[] values)
            where T : System.Numerics.INumberBase<T> => Math.Sqrt(values.Sum(value => Math.Pow(double.CreateTruncating(value), 2)));
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

    private static T[] Inputs<T>(int columns, int rows = 128)
        where T : System.Numerics.INumberBase<T> =>
        [.. Enumerable.Range(0, rows * columns).Select(i => T.CreateTruncating(Philox.Block(7, (ulong)i, 0).Normal0))];
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

[Network]
internal sealed partial class FlowLeNet
{
    static LayerStack Layers =>
    [
        Input(28, 28, 1),
        Conv2D(6, kernel: 5), Relu, MaxPool(2),
        Conv2D(16, kernel: 5), Relu, MaxPool(2),
        Dense(120), Relu,
        Dense(84), Relu,
        Dense(10),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>As ResNet-20, of half the width and on smaller images.</summary>
[Network]
internal sealed partial class FlowResNet
{
    static LayerStack Layers =>
    [
        Input(16, 16, 1),
        .. Convolution(8, stride: 1), Relu,
        .. Repeat(3, Block(8)),
        .. Widening(16), .. Repeat(2, Block(16)),
        .. Widening(32), .. Repeat(2, Block(32)),
        GlobalAveragePool,
        Dense(10),
        SoftmaxCrossEntropy,
    ];

    static LayerStack Block(int width) => [Residual(Body(width, stride: 1)), Relu];

    static LayerStack Widening(int width) =>
        [Residual(Body(width, stride: 2), projection: [Conv2D(width, kernel: 1, stride: 2, bias: false), BatchNorm]), Relu];

    static LayerStack Body(int width, int stride) => [.. Convolution(width, stride), Relu, .. Convolution(width, stride: 1)];

    static LayerStack Convolution(int width, int stride) =>
        [Conv2D(width, kernel: 3, stride: stride, padding: 1, bias: false), BatchNorm];
}

[Network]
internal sealed partial class FlowDenseNet
{
    static LayerStack Layers =>
    [
        Input(16, 16, 1),
        Conv2D(16, kernel: 3, padding: 1, bias: false),
        DenseBlock(4, [BatchNorm, Relu, Conv2D(12, kernel: 3, padding: 1, bias: false)]),
        BatchNorm, Relu, Conv2D(48, kernel: 1, bias: false), AveragePool(2),
        DenseBlock(4, [BatchNorm, Relu, Conv2D(12, kernel: 3, padding: 1, bias: false)]),
        BatchNorm, Relu,
        GlobalAveragePool,
        Dense(10),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Windows of every kind.</summary>
[Network(ElementType = ElementType.Float64)]
internal sealed partial class FlowWindows
{
    static LayerStack Layers =>
    [
        Input(13, 11, 4),
        Standardize,
        Conv2D(8, kernel: 3, padding: Padding.Same) with { Groups = 2 },
        PRelu with { PerChannel = true },
        AveragePool(3, stride: 2, padding: 1),
        Concat([Conv2D(6, kernel: 3, padding: 2) with { DilationHeight = 2, DilationWidth = 2 }, Silu]),
        MaxPool(2, stride: 1),
        AdaptiveAveragePool(4, 3),
        Conv2D(5, kernel: 2), BatchNorm, Softplus,
        AdaptiveMaxPool(2, 2),
        Flatten,
        Dense(7), Tanh,
        Dense(3),
        MeanSquaredError,
    ];
}

/// <summary>What only rows have.</summary>
[Network(ElementType = ElementType.Float64)]
internal sealed partial class FlowRows
{
    static LayerStack Layers =>
    [
        Input(24),
        Dense(20), RmsNorm, PRelu,
        Residual([LayerNorm, Elu, Dense(18)], scale: 0.7, projection: [Dense(18, bias: false)]),
        Dense(9), Softmax,
        Dense(6), Sigmoid,
        Dense(3),
        MeanSquaredError,
    ];
}
