using static Simd.Nets.Layers;

namespace Simd.Nets.Probe;

/// <summary>The classic network.</summary>
[Network]
internal sealed partial class ClassicFloat
{
    static LayerStack Layers => [Input(784), Dense(128), Relu, Dense(64), Relu, Dense(10), SoftmaxCrossEntropy];
}

/// <summary>The classic network in double.</summary>
[Network(ElementType = ElementType.Float64)]
internal sealed partial class ClassicDouble
{
    static LayerStack Layers => [Input(784), Dense(128), Relu, Dense(64), Relu, Dense(10), SoftmaxCrossEntropy];
}

/// <summary>Layers wider than a cache: blocked and packed, if anything is.</summary>
[Network]
internal sealed partial class WideFloat
{
    static LayerStack Layers => [Input(1024), .. Repeat(3, [Dense(1024), Relu]), Dense(10), SoftmaxCrossEntropy];
}

/// <summary>A small regression.</summary>
[Network]
internal sealed partial class ControlFloat
{
    static LayerStack Layers => [Input(4), Dense(32), Tanh, Dense(16), Sigmoid, Dense(4), MeanSquaredError];
}

/// <summary>A network whose loss is its caller's, of widths that fill no vector.</summary>
[Network(ElementType = ElementType.Float64)]
internal sealed partial class PolicyDouble
{
    static LayerStack Layers => [Input(7), Dense(33), Tanh, Dense(5)];
}
