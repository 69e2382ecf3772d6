using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests.Parity;

/// <summary>The classic network in float.</summary>
[Network]
public sealed partial class ReluFloat32
{
    private static LayerStack Layers => [Input(784), Dense(128), Relu, Dense(64), Relu, Dense(10), SoftmaxCrossEntropy];
}

/// <summary>The classic network in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class ReluFloat64
{
    private static LayerStack Layers => [Input(784), Dense(128), Relu, Dense(64), Relu, Dense(10), SoftmaxCrossEntropy];
}

/// <summary>A narrow network of tanh in float.</summary>
[Network]
public sealed partial class TanhFloat32
{
    private static LayerStack Layers => [Input(4), Dense(32), Tanh, Dense(16), Tanh, Dense(4), MeanSquaredError];
}

/// <summary>A narrow network of tanh in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class TanhFloat64
{
    private static LayerStack Layers => [Input(4), Dense(32), Tanh, Dense(16), Tanh, Dense(4), MeanSquaredError];
}

/// <summary>A tiny network of the sigmoid, widths odd, in float.</summary>
[Network]
public sealed partial class SigmoidFloat32
{
    private static LayerStack Layers => [Input(5), Dense(7), Sigmoid, Dense(3), MeanSquaredError];
}

/// <summary>A tiny network of the sigmoid, widths odd, in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class SigmoidFloat64
{
    private static LayerStack Layers => [Input(5), Dense(7), Sigmoid, Dense(3), MeanSquaredError];
}
