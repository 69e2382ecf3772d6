using Simd.Nets;
using static Simd.Nets.Layers;

namespace Vision.Networks;

/// <summary>
/// ResNet-20 (He, Zhang, Ren and Sun 2015): three stages of three residual blocks, 16, 32 and 64 channels wide. A block adds what its two
/// convolutions make of the image to the image; where a stage begins, the image is halved and widened, and so is what it is added to.
/// </summary>
[Network]
public sealed partial class ResNet20
{
    static LayerStack Layers =>
    [
        Input(28, 28, 1),
        ..Convolution(16, stride: 1), Relu,
        ..Repeat(3, Block(16)),
        ..Widening(32), ..Repeat(2, Block(32)),
        ..Widening(64), ..Repeat(2, Block(64)),
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
