using static Simd.Nets.Layers;

namespace Simd.Nets.Benchmarks.Networks;

/// <summary>The classic network's widest layer alone, for timing its kernels.</summary>
[Network]
public sealed partial class OneDense
{
    private static LayerStack Layers => [Input(784), Dense(128)];
}
