using Simd.Nets;
using static Simd.Nets.Layers;

namespace Vision.Networks;

/// <summary>
/// LeNet-5 (LeCun, Bottou, Bengio and Haffner 1998), with ReLU and max pooling as it is trained today: two convolutions, each behind it a
/// pooling that halves the image, and three dense layers.
/// </summary>
[Network]
public sealed partial class LeNet5
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
