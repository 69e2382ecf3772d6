using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests.Files;

/// <summary>The module of convolutional.safetensors.</summary>
[Network]
public sealed partial class ConvolutionalModule
{
    private static LayerStack Layers =>
    [
        Input(10, 9, 2), Conv2D(4, kernel: 3), BatchNorm, Relu, MaxPool(2), Flatten, BatchNorm, Dense(10), PRelu with { PerChannel = true },
        Dense(3), SoftmaxCrossEntropy,
    ];
}

/// <summary>The same without the Flatten that PyTorch needs, so that places behind it are smaller by one.</summary>
[Network]
public sealed partial class ImpliedFlatten
{
    private static LayerStack Layers =>
    [
        Input(10, 9, 2), Conv2D(4, kernel: 3), BatchNorm, Relu, MaxPool(2), Dense(10), Relu, Dense(3), SoftmaxCrossEntropy,
    ];
}

/// <summary>The module of dense.safetensors.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class DenseModule
{
    private static LayerStack Layers => [Input(5), Dense(7), Tanh, Dense(3), SoftmaxCrossEntropy];
}

/// <summary>Random masks and running statistics, for training that is stopped and resumed.</summary>
[Network]
public sealed partial class Stoppable
{
    private static LayerStack Layers =>
    [
        Input(6), Dense(33), BatchNorm, Relu, Dropout(0.3), Residual([Dense(33), Tanh, Dropout(0.2)]), Dense(4), SoftmaxCrossEntropy,
    ];
}
