using static Simd.Nets.Layers;

namespace Simd.Nets.Benchmarks.Networks;

/// <summary>Three stages of three residual blocks, a projection where the width grows: the ladder's <c>resnet20</c>.</summary>
[Network]
public sealed partial class ResNet20
{
    private static LayerStack Layers =>
    [
        Input(32, 32, 3),
        ..Convolution(16, stride: 1), Relu,
        ..Repeat(3, Block(16)),
        ..Widening(32), ..Repeat(2, Block(32)),
        ..Widening(64), ..Repeat(2, Block(64)),
        GlobalAveragePool,
        Dense(10),
        SoftmaxCrossEntropy,
    ];

    private static LayerStack Block(int width) => [Residual(Body(width, stride: 1)), Relu];

    private static LayerStack Widening(int width) =>
        [Residual(Body(width, stride: 2), projection: [Conv2D(width, kernel: 1, stride: 2, bias: false), BatchNorm]), Relu];

    private static LayerStack Body(int width, int stride) => [.. Convolution(width, stride), Relu, .. Convolution(width, stride: 1)];

    private static LayerStack Convolution(int width, int stride) =>
        [Conv2D(width, kernel: 3, stride: stride, padding: 1, bias: false), BatchNorm];
}
