using Simd.Nets;
using static Simd.Nets.Layers;

namespace Vision.Networks;

/// <summary>
/// A DenseNet (Huang, Liu, van der Maaten and Weinberger 2016) of 22 layers: three blocks of six, in which every layer sees the channels of
/// all before it and adds 12 of its own. Between blocks the image is halved.
/// </summary>
[Network]
public sealed partial class DenseNet22
{
    const int Stem = 16;
    const int Growth = 12;
    const int LayersPerBlock = 6;

    static LayerStack Layers =>
    [
        Input(28, 28, 1),
        Conv2D(Stem, kernel: 3, padding: 1, bias: false),
        Block, ..Transition(blocks: 1),
        Block, ..Transition(blocks: 2),
        Block, BatchNorm, Relu,
        GlobalAveragePool,
        Dense(10),
        SoftmaxCrossEntropy,
    ];

    static Layer Block => DenseBlock(LayersPerBlock, [BatchNorm, Relu, Conv2D(Growth, kernel: 3, padding: 1, bias: false)]);

    static LayerStack Transition(int blocks) =>
        [BatchNorm, Relu, Conv2D(Stem + (blocks * LayersPerBlock * Growth), kernel: 1, bias: false), AveragePool(2)];
}
