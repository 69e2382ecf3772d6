using Simd.Nets;
using static Simd.Nets.Layers;

namespace Remedies.Networks;

/// <summary>Sick: the slope of a sigmoid is 0.25 at most, and PyTorch's default takes 0.58 of that.</summary>
[Network]
public sealed partial class Sigmoid30
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(30, [Dense(64, init: Init.PyTorch), Sigmoid]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Sick: dropout keeps a network from learning by heart, and this one does not learn.</summary>
[Network]
public sealed partial class Sigmoid30Dropout
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(30, [Dense(64, init: Init.PyTorch), Sigmoid, Dropout(0.1)]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Another activation, with the initialiser that it was made for.</summary>
[Network]
public sealed partial class Sigmoid30Selu
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(30, [Dense(64, init: Init.LeCun), Selu]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Every sigmoid is given its middle: mean 0, variance 1.</summary>
[Network]
public sealed partial class Sigmoid30BatchNorm
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(30, [Dense(64, bias: false, init: Init.PyTorch), BatchNorm, Sigmoid]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Behind the sigmoid, where it takes off the mean of 0.5 and gives back the size.</summary>
[Network]
public sealed partial class Sigmoid30LayerNorm
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(30, [Dense(64, init: Init.PyTorch), Sigmoid, LayerNorm]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>What a block adds is of one size, whatever comes in.</summary>
[Network]
public sealed partial class Sigmoid30ResidualLayerNorm
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(30, [Residual([LayerNorm, Dense(64, init: Init.PyTorch), Sigmoid])]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Three stages of nine layers that each see all before them, and one that brings the width back to 64.</summary>
[Network]
public sealed partial class Sigmoid30DenseConnections
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(3, [DenseBlock(9, [Dense(8, init: Init.PyTorch), Sigmoid]), Dense(64, init: Init.PyTorch)]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}
