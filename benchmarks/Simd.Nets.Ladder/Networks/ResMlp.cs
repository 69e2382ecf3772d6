using static Simd.Nets.Layers;

namespace Simd.Nets.Benchmarks.Networks;

/// <summary>64 inputs, 16 residual blocks behind one dense layer: the ladder's <c>resmlp-64x16</c>.</summary>
[Network]
public sealed partial class ResMlp
{
    static LayerStack Layers =>
    [
        Input(64),
        Dense(64),
        ..Repeat(16, [Residual([BatchNorm, Relu, Dense(64)])]),
        Dense(10),
        SoftmaxCrossEntropy,
    ];
}
