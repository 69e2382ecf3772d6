using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simd.Nets.Peers;

/// <summary>The networks of the ladder as modules, with PyTorch's own initialisation.</summary>
internal static class LadderModules
{
    public static Module<Tensor, Tensor> Mlp(Func<Module<Tensor, Tensor>> activation, params long[] sizes)
    {
        var layers = new List<Module<Tensor, Tensor>> { Linear(sizes[0], sizes[1]) };
        for (int i = 2; i < sizes.Length; i++)
        {
            layers.Add(activation());
            layers.Add(Linear(sizes[i - 1], sizes[i]));
        }

        return Sequential(layers);
    }

    public static Module<Tensor, Tensor> ResMlp()
    {
        Module<Tensor, Tensor> Block() => new Skip(Sequential(BatchNorm1d(64), ReLU(), Linear(64, 64)));
        return Sequential([Linear(64, 64), .. Enumerable.Range(0, 16).Select(_ => Block()), Linear(64, 10)]);
    }

    public static Module<Tensor, Tensor> LeNet5() => Sequential(
        Conv2d(1, 6, 5), ReLU(), MaxPool2d(2),
        Conv2d(6, 16, 5), ReLU(), MaxPool2d(2),
        Flatten(), Linear(16 * 4 * 4, 120), ReLU(), Linear(120, 84), ReLU(), Linear(84, 10));

    public static Module<Tensor, Tensor> ResNet20()
    {
        var layers = new List<Module<Tensor, Tensor>> { Convolution(3, 16, 3, 1), ReLU() };
        foreach ((long from, long to) in new (long, long)[] { (16, 16), (16, 32), (32, 64) })
        {
            for (int block = 0; block < 3; block++)
            {
                (long inputs, long stride) = block == 0 ? (from, to / from) : (to, 1);
                var body = Sequential(Convolution(inputs, to, 3, stride), ReLU(), Convolution(to, to, 3, 1));
                layers.Add(new Skip(body, inputs == to ? null : Convolution(inputs, to, 1, stride)));
                layers.Add(ReLU());
            }
        }

        return Sequential([.. layers, AdaptiveAvgPool2d(1), Flatten(), Linear(64, 10)]);
    }

    public static Module<Tensor, Tensor> DenseNet22()
    {
        const long Growth = 12;
        long channels = 16;
        var layers = new List<Module<Tensor, Tensor>> { Conv2d(3, channels, 3, padding: 1, bias: false) };
        for (int block = 0; block < 3; block++)
        {
            if (block > 0)
            {
                layers.AddRange([BatchNorm2d(channels), ReLU(), Conv2d(channels, channels, 1, bias: false), AvgPool2d(2)]);
            }

            for (int layer = 0; layer < 6; layer++, channels += Growth)
            {
                layers.Add(new Append(Sequential(BatchNorm2d(channels), ReLU(), Conv2d(channels, Growth, 3, padding: 1, bias: false))));
            }
        }

        return Sequential([.. layers, BatchNorm2d(channels), ReLU(), AdaptiveAvgPool2d(1), Flatten(), Linear(channels, 10)]);
    }

    private static Module<Tensor, Tensor> Convolution(long inputs, long outputs, long kernel, long stride) =>
        Sequential(Conv2d(inputs, outputs, kernel, stride: stride, padding: kernel / 2, bias: false), BatchNorm2d(outputs));

    /// <summary>x + body(x), or projection(x) + body(x).</summary>
    private sealed class Skip : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> body;
        private readonly Module<Tensor, Tensor>? projection;

        public Skip(Module<Tensor, Tensor> body, Module<Tensor, Tensor>? projection = null)
            : base(nameof(Skip))
        {
            (this.body, this.projection) = (body, projection);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => (projection?.forward(input) ?? input) + body.forward(input);
    }

    /// <summary>x, and behind it the channels of body(x).</summary>
    private sealed class Append : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> body;

        public Append(Module<Tensor, Tensor> body)
            : base(nameof(Append))
        {
            this.body = body;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => cat([input, body.forward(input)], 1);
    }
}
