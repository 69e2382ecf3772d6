using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests.Parity;

/// <summary>The case batch-norm in float.</summary>
[Network]
public sealed partial class BatchNormFloat32
{
    private static LayerStack Layers => [Input(6), Dense(9, bias: false), BatchNorm, Relu, Dense(3), SoftmaxCrossEntropy];
}

/// <summary>The case batch-norm in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class BatchNormFloat64
{
    private static LayerStack Layers => [Input(6), Dense(9, bias: false), BatchNorm, Relu, Dense(3), SoftmaxCrossEntropy];
}

/// <summary>The case layer-norm in float.</summary>
[Network]
public sealed partial class LayerNormFloat32
{
    private static LayerStack Layers => [Input(6), Dense(9), LayerNorm, Tanh, Dense(3), MeanSquaredError];
}

/// <summary>The case layer-norm in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class LayerNormFloat64
{
    private static LayerStack Layers => [Input(6), Dense(9), LayerNorm, Tanh, Dense(3), MeanSquaredError];
}

/// <summary>The case rms-norm in float.</summary>
[Network]
public sealed partial class RmsNormFloat32
{
    private static LayerStack Layers => [Input(6), Dense(9), RmsNorm, Silu, Dense(3), MeanSquaredError];
}

/// <summary>The case rms-norm in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class RmsNormFloat64
{
    private static LayerStack Layers => [Input(6), Dense(9), RmsNorm, Silu, Dense(3), MeanSquaredError];
}

/// <summary>The case kinked in float.</summary>
[Network]
public sealed partial class KinkedFloat32
{
    private static LayerStack Layers =>
    [
        Input(12), Residual([HardSigmoid]), HardSwish, Dense(9), HardTanh, Dense(11), PRelu, Dense(10), LeakyRelu with { Slope = 0.2 },
        Dense(8), PRelu with { PerChannel = true }, Dense(5), Relu, Dense(3), MeanAbsoluteError,
    ];
}

/// <summary>The case kinked in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class KinkedFloat64
{
    private static LayerStack Layers =>
    [
        Input(12), Residual([HardSigmoid]), HardSwish, Dense(9), HardTanh, Dense(11), PRelu, Dense(10), LeakyRelu with { Slope = 0.2 },
        Dense(8), PRelu with { PerChannel = true }, Dense(5), Relu, Dense(3), MeanAbsoluteError,
    ];
}

/// <summary>The case smooth in float.</summary>
[Network]
public sealed partial class SmoothFloat32
{
    private static LayerStack Layers =>
    [
        Input(12), Gelu, Dense(9), Silu, Dense(11), Mish, Dense(10), Softplus, Dense(8), Elu with { Alpha = 0.5 }, Dense(7), Selu, Dense(6),
        Sigmoid, Dense(5), Tanh, Dense(6), Softmax, Dense(3), Huber with { Delta = 0.5 },
    ];
}

/// <summary>The case smooth in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class SmoothFloat64
{
    private static LayerStack Layers =>
    [
        Input(12), Gelu, Dense(9), Silu, Dense(11), Mish, Dense(10), Softplus, Dense(8), Elu with { Alpha = 0.5 }, Dense(7), Selu, Dense(6),
        Sigmoid, Dense(5), Tanh, Dense(6), Softmax, Dense(3), Huber with { Delta = 0.5 },
    ];
}

/// <summary>The case weighted-classes in float.</summary>
[Network]
public sealed partial class WeightedClassesFloat32
{
    private static LayerStack Layers =>
        [Input(6), Dense(8), Relu, Dense(4), SoftmaxCrossEntropy with { LabelSmoothing = 0.1, ClassWeights = [1, 4, 0.5, 2] }];
}

/// <summary>The case weighted-classes in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class WeightedClassesFloat64
{
    private static LayerStack Layers =>
        [Input(6), Dense(8), Relu, Dense(4), SoftmaxCrossEntropy with { LabelSmoothing = 0.1, ClassWeights = [1, 4, 0.5, 2] }];
}

/// <summary>The case binary in float.</summary>
[Network]
public sealed partial class BinaryFloat32
{
    private static LayerStack Layers => [Input(6), Dense(8), Tanh, Dense(3), BinaryCrossEntropy with { PositiveWeight = 3 }];
}

/// <summary>The case binary in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class BinaryFloat64
{
    private static LayerStack Layers => [Input(6), Dense(8), Tanh, Dense(3), BinaryCrossEntropy with { PositiveWeight = 3 }];
}

/// <summary>The case resmlp in float.</summary>
[Network]
public sealed partial class ResMlpFloat32
{
    private static LayerStack Layers =>
        [Input(20), Dense(32), .. Repeat(2, [Residual([BatchNorm, Relu, Dense(32)])]), Dense(10), SoftmaxCrossEntropy];
}

/// <summary>The case resmlp in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class ResMlpFloat64
{
    private static LayerStack Layers =>
        [Input(20), Dense(32), .. Repeat(2, [Residual([BatchNorm, Relu, Dense(32)])]), Dense(10), SoftmaxCrossEntropy];
}

/// <summary>The case dense-block in float.</summary>
[Network]
public sealed partial class GrownFloat32
{
    private static LayerStack Layers =>
    [
        Input(5), DenseBlock(2, [BatchNorm, Relu, Dense(4)]),
        Residual([LayerNorm, Dense(7)], scale: 0.5, projection: [Dense(7, bias: false)]), Dense(3), MeanSquaredError,
    ];
}

/// <summary>The case dense-block in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class GrownFloat64
{
    private static LayerStack Layers =>
    [
        Input(5), DenseBlock(2, [BatchNorm, Relu, Dense(4)]),
        Residual([LayerNorm, Dense(7)], scale: 0.5, projection: [Dense(7, bias: false)]), Dense(3), MeanSquaredError,
    ];
}
