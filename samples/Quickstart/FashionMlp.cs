using Simd.Nets;
using static Simd.Nets.Layers;

namespace Quickstart;

/// <summary>The classic three-layer network: 28×28 pixels in, ten kinds of clothing out.</summary>
[Network]
public sealed partial class FashionMlp
{
    static LayerStack Layers =>
    [
        Input(784),
        Dense(128), Relu,
        Dense(64), Relu,
        Dense(10),
        SoftmaxCrossEntropy,
    ];
}
