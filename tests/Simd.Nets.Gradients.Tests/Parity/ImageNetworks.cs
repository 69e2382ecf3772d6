using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests.Parity;

/// <summary>The case lenet5 in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class LeNet5Float64
{
    private static LayerStack Layers =>
    [
        Input(28, 28, 1), Conv2D(6, kernel: 5), Relu, MaxPool(2), Conv2D(16, kernel: 5), Relu, MaxPool(2),
        Dense(120), Relu, Dense(84), Relu, Dense(10), SoftmaxCrossEntropy,
    ];
}

/// <summary>The case residual-block in float.</summary>
[Network]
public sealed partial class ResidualImagesFloat32
{
    private static LayerStack Layers =>
    [
        Input(9, 7, 3), Conv2D(8, kernel: 3, padding: 1, bias: false), BatchNorm, Relu,
        Residual(
        [
            Conv2D(8, kernel: 3, padding: 1, bias: false), BatchNorm, Relu, Conv2D(8, kernel: 3, padding: 1, bias: false), BatchNorm,
        ]),
        Relu,
        Residual(
            [
                Conv2D(12, kernel: 3, stride: 2, padding: 1, bias: false), BatchNorm, Relu,
                Conv2D(12, kernel: 3, padding: 1, bias: false), BatchNorm,
            ],
            projection: [Conv2D(12, kernel: 1, stride: 2, bias: false), BatchNorm]),
        Relu, GlobalAveragePool, Flatten, Dense(5), SoftmaxCrossEntropy,
    ];
}

/// <summary>The case residual-block in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class ResidualImagesFloat64
{
    private static LayerStack Layers =>
    [
        Input(9, 7, 3), Conv2D(8, kernel: 3, padding: 1, bias: false), BatchNorm, Relu,
        Residual(
        [
            Conv2D(8, kernel: 3, padding: 1, bias: false), BatchNorm, Relu, Conv2D(8, kernel: 3, padding: 1, bias: false), BatchNorm,
        ]),
        Relu,
        Residual(
            [
                Conv2D(12, kernel: 3, stride: 2, padding: 1, bias: false), BatchNorm, Relu,
                Conv2D(12, kernel: 3, padding: 1, bias: false), BatchNorm,
            ],
            projection: [Conv2D(12, kernel: 1, stride: 2, bias: false), BatchNorm]),
        Relu, GlobalAveragePool, Flatten, Dense(5), SoftmaxCrossEntropy,
    ];
}

/// <summary>The case image-dense-block in float.</summary>
[Network]
public sealed partial class GrownImagesFloat32
{
    private static LayerStack Layers =>
    [
        Input(10, 7, 2), Conv2D(6, kernel: 3, padding: 1, bias: false),
        DenseBlock(3, [BatchNorm, Relu, Conv2D(4, kernel: 3, padding: 1, bias: false)]),
        BatchNorm, Relu, Conv2D(18, kernel: 1, bias: false), AveragePool(2),
        Concat([BatchNorm, Relu, Conv2D(4, kernel: 3, padding: 1, bias: false)]),
        BatchNorm, Relu, Dense(5), SoftmaxCrossEntropy,
    ];
}

/// <summary>The case image-dense-block in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class GrownImagesFloat64
{
    private static LayerStack Layers =>
    [
        Input(10, 7, 2), Conv2D(6, kernel: 3, padding: 1, bias: false),
        DenseBlock(3, [BatchNorm, Relu, Conv2D(4, kernel: 3, padding: 1, bias: false)]),
        BatchNorm, Relu, Conv2D(18, kernel: 1, bias: false), AveragePool(2),
        Concat([BatchNorm, Relu, Conv2D(4, kernel: 3, padding: 1, bias: false)]),
        BatchNorm, Relu, Dense(5), SoftmaxCrossEntropy,
    ];
}

/// <summary>The case resnet20 in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class ResNet20Float64
{
    private static LayerStack Layers =>
    [
        Input(32, 32, 3),
        ..Convolution(16, stride: 1), Relu,
        ..Repeat(3, Block(16)),
        ..Widening(32), ..Repeat(2, Block(32)),
        ..Widening(64), ..Repeat(2, Block(64)),
        GlobalAveragePool, Dense(10), SoftmaxCrossEntropy,
    ];

    private static LayerStack Block(int width) => [Residual(Body(width, stride: 1)), Relu];

    private static LayerStack Widening(int width) =>
        [Residual(Body(width, stride: 2), projection: [Conv2D(width, kernel: 1, stride: 2, bias: false), BatchNorm]), Relu];

    private static LayerStack Body(int width, int stride) => [.. Convolution(width, stride), Relu, .. Convolution(width, stride: 1)];

    private static LayerStack Convolution(int width, int stride) =>
        [Conv2D(width, kernel: 3, stride: stride, padding: 1, bias: false), BatchNorm];
}

/// <summary>The case densenet22-k12 in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class DenseNet22Float64
{
    private static LayerStack Layers =>
    [
        Input(32, 32, 3), Conv2D(16, kernel: 3, padding: 1, bias: false),
        Block, ..Transition(88), Block, ..Transition(160), Block,
        BatchNorm, Relu, GlobalAveragePool, Dense(10), SoftmaxCrossEntropy,
    ];

    private static Layer Block => DenseBlock(6, [BatchNorm, Relu, Conv2D(12, kernel: 3, padding: 1, bias: false)]);

    private static LayerStack Transition(int channels) => [BatchNorm, Relu, Conv2D(channels, kernel: 1, bias: false), AveragePool(2)];
}
