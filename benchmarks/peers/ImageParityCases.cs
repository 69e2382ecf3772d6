using static Simd.Nets.Peers.LayerParityLayers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Simd.Nets.Peers;

/// <summary>Convolutional networks: a residual and a dense block on images whose sides are odd, and those of the ladder.</summary>
internal static class ImageParityCases
{
    /// <summary>In float and in double, with ten steps.</summary>
    public static Dictionary<string, LayerParityCase> Blocks { get; } = new()
    {
        ["lenet5"] = OnImages(
            new(28, 28, 1),
            Conv(6, 5), Relu, MaxPool(2),
            Conv(16, 5), Relu, MaxPool(2),
            Dense(120, pixels: 4 * 4), Relu,
            Dense(84), Relu,
            Dense(10)),
        ["residual-block"] = OnImages(
            new(9, 7, 3),
            Conv(8, 3, padding: 1, bias: false), BatchNorm(), Relu,
            Residual([Conv(8, 3, padding: 1, bias: false), BatchNorm(), Relu, Conv(8, 3, padding: 1, bias: false), BatchNorm()]), Relu,
            Residual(
                [Conv(12, 3, stride: 2, padding: 1, bias: false), BatchNorm(), Relu, Conv(12, 3, padding: 1, bias: false), BatchNorm()],
                projection: [Conv(12, 1, stride: 2, bias: false), BatchNorm()]),
            Relu, GlobalAveragePool, Flatten, Dense(5)),
        ["image-dense-block"] = OnImages(
            new(10, 7, 2),
            Conv(6, 3, padding: 1, bias: false),
            DenseBlock(3, BatchNorm(), Relu, Conv(4, 3, padding: 1, bias: false)),
            BatchNorm(), Relu, Conv(18, 1, bias: false), AveragePool(2),
            Concat(BatchNorm(), Relu, Conv(4, 3, padding: 1, bias: false)),
            BatchNorm(), Relu, Dense(5, pixels: 5 * 3)),
    };

    /// <summary>The deep networks of the ladder: one pass, since ten steps of so many layers part.</summary>
    public static Dictionary<string, LayerParityCase> Ladder { get; } = new()
    {
        ["resnet20"] = OnImages(
            new(32, 32, 3),
            [
                .. Convolution(16, 1), Relu, .. Repeat(3, Block(16)),
                .. Widening(32), .. Repeat(2, Block(32)),
                .. Widening(64), .. Repeat(2, Block(64)),
                GlobalAveragePool, Dense(10),
            ]) with { Whole = 32, Batch = 2, IsTrained = false },
        ["densenet22-k12"] = OnImages(
            new(32, 32, 3),
            [
                Conv(16, 3, padding: 1, bias: false), Growth, .. Transition(88), Growth, .. Transition(160), Growth,
                BatchNorm(), Relu, GlobalAveragePool, Dense(10),
            ]) with { Whole = 32, Batch = 1, IsTrained = false },
    };

    private static PeerLayer Growth => DenseBlock(6, BatchNorm(), Relu, Conv(12, 3, padding: 1, bias: false));

    private static PeerLayer Relu => Function(Rectifiers.Relu);

    private static PeerLayer GlobalAveragePool => Function(x => adaptive_avg_pool2d(x, 1));

    private static PeerLayer Flatten => Function(x => x.flatten(1)); // of one pixel, so in any order

    private static PeerLayer MaxPool(long size) => Function(x => max_pool2d(x, [size, size]));

    private static PeerLayer AveragePool(long size) => Function(x => avg_pool2d(x, [size, size]));

    private static PeerLayer[] Convolution(int width, long stride) => [Conv(width, 3, stride, padding: 1, bias: false), BatchNorm()];

    private static PeerLayer[] Block(int width) => [Residual([.. Convolution(width, 1), Relu, .. Convolution(width, 1)]), Relu];

    private static PeerLayer[] Widening(int width) =>
    [
        Residual([.. Convolution(width, 2), Relu, .. Convolution(width, 1)], projection: [Conv(width, 1, stride: 2, bias: false), BatchNorm()]),
        Relu,
    ];

    private static PeerLayer[] Transition(int channels) => [BatchNorm(), Relu, Conv(channels, 1, bias: false), AveragePool(2)];

    private static IEnumerable<PeerLayer> Repeat(int count, PeerLayer[] layers) => Enumerable.Repeat(layers, count).SelectMany(each => each);

    private static LayerParityCase OnImages(PeerImage image, params PeerLayer[] layers) =>
        new(image.Height * image.Width * image.Channels, 1, layers, (y, t) => cross_entropy(y, t), TargetsOf.Labels) { Image = image, Whole = 256 };
}
