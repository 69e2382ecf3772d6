using Simd.Nets;
using static Simd.Nets.Layers;

/// <summary>Tells on which of two spirals a point lies.</summary>
[Network]
public sealed partial class Network
{
    static LayerStack Layers =>
    [
        Input(2),
        Dense(32), Relu,
        Dense(32), Relu,
        Dense(2),
        SoftmaxCrossEntropy,
    ];
}
