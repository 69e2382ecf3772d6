using Simd.Nets;
using static Simd.Nets.Layers;

namespace Remedies.Networks;

/// <summary>Sick: PyTorch's default takes 0.58 of the gradient from layer to layer.</summary>
[Network]
public sealed partial class Tanh50
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(50, [Dense(64, init: Init.PyTorch), Tanh]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Matrices that turn and never shrink, and a tanh that is nearly linear behind them.</summary>
[Network]
public sealed partial class Tanh50Orthogonal
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(50, [Dense(64, init: Init.Orthogonal()), Tanh]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Signals of one size, and gradients that grow by 1.09 a layer: they want clipping.</summary>
[Network]
public sealed partial class Tanh50BatchNorm
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(50, [Dense(64, bias: false, init: Init.PyTorch), BatchNorm, Tanh]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Each block adds a little to what comes in: 1/√50 of it.</summary>
[Network]
public sealed partial class Tanh50Residual
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(50, [Residual([Dense(64, init: Init.PyTorch), Tanh], scale: 0.1414)]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>What a block adds is of one size, whatever comes in.</summary>
[Network]
public sealed partial class Tanh50ResidualRmsNorm
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(50, [Residual([RmsNorm, Dense(64, init: Init.PyTorch), Tanh])]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Five stages of nine layers that each see all before them, and one that brings the width back to 64.</summary>
[Network]
public sealed partial class Tanh50DenseConnections
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(5, [DenseBlock(9, [Dense(8, init: Init.PyTorch), Tanh]), Dense(64, init: Init.PyTorch)]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}
