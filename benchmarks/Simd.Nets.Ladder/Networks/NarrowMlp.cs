using static Simd.Nets.Layers;

namespace Simd.Nets.Benchmarks.Networks;

/// <summary>A controller's network: few numbers in, few out, smooth activations.</summary>
[Network]
public sealed partial class NarrowMlp
{
    private static LayerStack Layers =>
    [
        Input(4),
        Dense(32), Tanh,
        Dense(16), Tanh,
        Dense(4),
        MeanSquaredError,
    ];
}
