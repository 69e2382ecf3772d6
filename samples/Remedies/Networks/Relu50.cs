using Simd.Nets;
using static Simd.Nets.Layers;

namespace Remedies.Networks;

/// <summary>Sick: PyTorch's default halves the signal from layer to layer, and more than halves the gradient.</summary>
[Network]
public sealed partial class Relu50
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(50, [Dense(64, init: Init.PyTorch), Relu]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>He's variance keeps the size of signal and gradient; at a width of 64 both stray from it.</summary>
[Network]
public sealed partial class Relu50He
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(50, [Dense(64, init: Init.He), Relu]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>The same variance without the straying.</summary>
[Network]
public sealed partial class Relu50Orthogonal
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(50, [Dense(64, init: Init.Orthogonal(Gain.Relu)), Relu]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Signals of one size, and gradients that grow by 1.21 a layer: 50 are too many.</summary>
[Network]
public sealed partial class Relu50BatchNorm
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(50, [Dense(64, bias: false, init: Init.PyTorch), BatchNorm, Relu]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Each block adds a little to what comes in: 1/√50 of it.</summary>
[Network]
public sealed partial class Relu50Residual
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(50, [Residual([Dense(64, init: Init.PyTorch), Relu], scale: 0.1414)]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>What a block adds is of one size, whatever comes in.</summary>
[Network]
public sealed partial class Relu50ResidualBatchNorm
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(50, [Residual([BatchNorm, Dense(64, init: Init.PyTorch), Relu])]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}

/// <summary>Five stages of nine layers that each see all before them, and one that brings the width back to 64.</summary>
[Network]
public sealed partial class Relu50DenseConnections
{
    static LayerStack Layers =>
    [
        Input(64),
        ..Repeat(5, [DenseBlock(9, [Dense(8, init: Init.PyTorch), Relu]), Dense(64, init: Init.PyTorch)]),
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}
