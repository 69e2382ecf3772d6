using static Simd.Nets.Layers;

namespace Simd.Nets.Benchmarks.Networks;

/// <summary>LeNet-5 with ReLU and max pooling: the ladder's <c>lenet5</c>.</summary>
[Network]
public sealed partial class LeNet5
{
    private static LayerStack Layers =>
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
