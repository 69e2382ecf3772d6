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

/// <summary>Pre-activation residual blocks, as deep networks are mended with.</summary>
[Network]
internal sealed partial class ResidualFloat
{
    static LayerStack Layers =>
    [
        Input(64), Dense(64), .. Repeat(4, [Residual([BatchNorm, Relu, Dense(64)])]), Dense(10),
        SoftmaxCrossEntropy with { LabelSmoothing = 0.1 },
    ];
}

/// <summary>Every activation once, each behind a dense layer.</summary>
[Network]
internal sealed partial class ActivationsFloat
{
    static LayerStack Layers =>
    [
        Input(9), Dense(33), LeakyRelu, Dense(17), PRelu, Dense(16), Elu, Dense(20), Selu, Dense(7), Gelu, Dense(16), Silu, Dense(15), Mish,
        Dense(8), Softplus, Dense(9), HardSigmoid, Dense(9), HardTanh, Dense(9), HardSwish, Dense(9), Softmax, Dense(5), Huber,
    ];
}

/// <summary>Every activation where no product comes before it, in double.</summary>
[Network(ElementType = ElementType.Float64)]
internal sealed partial class ActivationsDouble
{
    static LayerStack Layers =>
    [
        Input(19), Relu, LeakyRelu, PRelu with { PerChannel = true }, Elu, Selu, Gelu, Silu, Mish, Softplus, Sigmoid, Tanh, HardSigmoid,
        HardTanh, HardSwish, Dense(4), MeanAbsoluteError,
    ];
}

/// <summary>Normalisations, dropouts and composites of every kind.</summary>
[Network]
internal sealed partial class RemediesFloat
{
    static LayerStack Layers =>
    [
        Input(21), Standardize, Dropout(0.1), Dense(33, bias: false), LayerNorm, Gelu,
        Residual([RmsNorm, Dense(17), Silu, Dropout(0.2), Dense(20)], scale: 0.5, projection: [Dense(20, bias: false)]),
        Concat([Dense(9), Tanh]), DenseBlock(2, [BatchNorm with { Affine = false }, Relu, Dense(6)]),
        Residual([BatchNorm, Selu, AlphaDropout(0.1)]), Dense(5), BinaryCrossEntropy with { PositiveWeight = 2 },
    ];
}

/// <summary>The same in double, with classes that weigh differently.</summary>
[Network(ElementType = ElementType.Float64)]
internal sealed partial class RemediesDouble
{
    static LayerStack Layers =>
    [
        Input(21), LayerNorm with { Affine = false }, Residual([BatchNorm, Dense(21), Relu]), Dropout(0.3), RmsNorm,
        DenseBlock(2, [Dense(6), PRelu]), Dense(3), SoftmaxCrossEntropy with { ClassWeights = [1, 2, 0.5] },
    ];
}

/// <summary>Images, in float: windows of every kind, and what stands between them in residual and dense networks.</summary>
[Network]
internal sealed partial class ImageFloat
{
    static LayerStack Layers =>
    [
        Input(12, 11, 3), Conv2D(8, 3, padding: Padding.Same, bias: false), BatchNorm, Relu, MaxPool(2), Dropout(0.1, perChannel: true),
        Residual(
            [Conv2D(10, 3, stride: 2, padding: 1), BatchNorm, Relu, Conv2D(10, 3, padding: 1, groups: 2)],
            projection: [Conv2D(10, 1, stride: 2)]),
        Relu, DenseBlock(2, [BatchNorm, PRelu, Conv2D(5, 3, padding: 1)]), AveragePool(2, stride: 1), Dense(7), SoftmaxCrossEntropy,
    ];
}

/// <summary>LeNet-5 in double.</summary>
[Network(ElementType = ElementType.Float64)]
internal sealed partial class LenetDouble
{
    static LayerStack Layers =>
    [
        Input(28, 28, 1), Conv2D(6, 5), Relu, MaxPool(2), Conv2D(16, 5), Relu, MaxPool(2), Dense(120), Relu, Dense(84), Relu, Dense(10),
        SoftmaxCrossEntropy,
    ];
}
