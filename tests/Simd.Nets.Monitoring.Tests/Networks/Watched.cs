using static Simd.Nets.Layers;

namespace Simd.Nets.Monitoring.Tests.Networks;

/// <summary>One of every place that an activation can be left in: value of a product, value behind a normalisation, argument, in a branch,
/// under a dropout.</summary>
[Network]
public sealed partial class Watched
{
    static LayerStack Layers =>
    [
        Input(7),
        Dense(20), Relu,
        Dense(19), Tanh,
        Dense(18), BatchNorm, Sigmoid,
        Dense(17), Gelu,
        Residual([Dense(17), Relu], scale: 0.5),
        Dense(33), BatchNorm, Relu, Dropout(0.5),
        Dense(3),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Rectified images.</summary>
[Network]
public sealed partial class WatchedImages
{
    static LayerStack Layers =>
    [
        Input(6, 5, 2),
        Conv2D(3, kernel: 3, padding: 1), Relu,
        MaxPool(2),
        Dense(4),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>The same in double precision as a plain chain.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class WatchedDoubles
{
    static LayerStack Layers => [Input(7), Dense(20), Relu, Dense(19), Tanh, Dense(2), MeanSquaredError];
}

/// <summary>The classic network.</summary>
[Network]
public sealed partial class Classic
{
    static LayerStack Layers => [Input(784), Dense(128), Relu, Dense(64), Relu, Dense(10), SoftmaxCrossEntropy];
}
