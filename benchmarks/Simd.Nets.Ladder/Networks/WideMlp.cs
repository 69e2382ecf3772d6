using static Simd.Nets.Layers;

namespace Simd.Nets.Benchmarks.Networks;

/// <summary>Weights of 4 MiB a layer, beyond a core's own cache.</summary>
[Network]
public sealed partial class WideMlp
{
    private static LayerStack Layers =>
    [
        Input(1024),
        ..Repeat(3, [Dense(1024), Relu]),
        Dense(10),
        SoftmaxCrossEntropy,
    ];
}
