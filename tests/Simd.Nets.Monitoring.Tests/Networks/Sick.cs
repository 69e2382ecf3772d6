using static Simd.Nets.Layers;

namespace Simd.Nets.Monitoring.Tests.Networks;

/// <summary>Gradients vanish in it.</summary>
[Network]
public sealed partial class VanishingSigmoid
{
    static LayerStack Layers =>
    [
        Input(8),
        ..Repeat(12, [Dense(24, init: Init.PyTorch), Sigmoid]),
        Dense(3),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Gradients explode in it.</summary>
[Network]
public sealed partial class ExplodingRelu
{
    static LayerStack Layers =>
    [
        Input(8),
        ..Repeat(12, [Dense(24, init: Init.Normal(0.6)), Relu]),
        Dense(3),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Nothing is wrong with it.</summary>
[Network]
public sealed partial class Sound
{
    static LayerStack Layers => [Input(8), Dense(32), Relu, Dense(24), Relu, Dense(3), SoftmaxCrossEntropy];
}

/// <summary>Its tanh can be driven to its bounds.</summary>
[Network]
public sealed partial class Bounded
{
    static LayerStack Layers => [Input(8), Dense(32), Tanh, Dense(3), SoftmaxCrossEntropy];
}
