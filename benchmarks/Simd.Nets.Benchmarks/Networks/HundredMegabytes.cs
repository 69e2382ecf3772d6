using static Simd.Nets.Layers;

namespace Simd.Nets.Benchmarks.Networks;

/// <summary>Two matrices whose file has 100.7 MB.</summary>
[Network]
public sealed partial class HundredMegabytes
{
    private static LayerStack Layers => [Input(4096), Dense(4096), Relu, Dense(2048)];
}
