using static Simd.Nets.Layers;

namespace Simd.Nets.Benchmarks.Networks;

/// <summary>The reference example: images of 28 × 28 to ten classes.</summary>
[Network]
public sealed partial class ClassicMlp
{
    private static LayerStack Layers =>
    [
        Input(784),
        Dense(128), Relu,
        Dense(64), Relu,
        Dense(10),
        SoftmaxCrossEntropy,
    ];
}
