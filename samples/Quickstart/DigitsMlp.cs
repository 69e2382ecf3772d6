using Simd.Nets;
using static Simd.Nets.Layers;

namespace Quickstart;

/// <summary>8×8 pixels in, ten digits out.</summary>
[Network]
public sealed partial class DigitsMlp
{
    static LayerStack Layers =>
    [
        Input(64),
        Dense(128), Relu,
        Dense(64), Relu,
        Dense(10),
        SoftmaxCrossEntropy,
    ];
}
