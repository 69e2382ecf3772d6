using static Simd.Nets.Layers;

namespace Simd.Nets.Benchmarks.Networks;

/// <summary>Three dense blocks of six layers that grow by 12 channels each: the ladder's <c>densenet22-k12</c>.</summary>
[Network]
public sealed partial class DenseNet22
{
    private static LayerStack Layers =>
    [
        Input(32, 32, 3),
        Conv2D(16, kernel: 3, padding: 1, bias: false),
        Block, ..Transition(16 + (6 * 12)),
        Block, ..Transition(16 + (12 * 12)),
        Block, BatchNorm, Relu,
        GlobalAveragePool,
        Dense(10),
        SoftmaxCrossEntropy,
    ];

    private static Layer Block => DenseBlock(6, [BatchNorm, Relu, Conv2D(12, kernel: 3, padding: 1, bias: false)]);

    private static LayerStack Transition(int channels) => [BatchNorm, Relu, Conv2D(channels, kernel: 1, bias: false), AveragePool(2)];
}
