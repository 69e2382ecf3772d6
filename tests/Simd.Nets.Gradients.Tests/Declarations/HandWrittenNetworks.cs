using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Declarations that are always among the drawn ones: the architectures that are meant, and corners that draws may miss.</summary>
internal static class HandWrittenNetworks
{
    private static readonly LayerStack[] Stacks =
    [
        // Architectures: a residual MLP, pre-activation blocks with bottlenecks and projection, a dense net, a self-normalising network.
        [Input(20), Dense(17), .. Repeat(3, [Residual([BatchNorm, Relu, Dense(17)])]), Dense(10), SoftmaxCrossEntropy],
        [
            Input(9),
            Dense(16, bias: false),
            Residual([BatchNorm, Relu, Dense(7, bias: false), BatchNorm, Relu, Dense(33)], projection: [Dense(33, bias: false)]),
            Residual([LayerNorm, Gelu, Dense(33)], scale: .5),
            RmsNorm,
            Dense(3),
            MeanSquaredError,
        ],
        [Input(5), DenseBlock(3, [BatchNorm, Relu, Dense(4)]), BatchNorm, Relu, Dense(6), SoftmaxCrossEntropy with { LabelSmoothing = .1 }],
        [Input(8), Dense(19, init: Init.LeCun), Selu, AlphaDropout(.1), Dense(9), Selu, AlphaDropout(.2), Dense(4), BinaryCrossEntropy],

        // Composites at the edges and within each other.
        [Input(6), Dense(11), Residual([Relu]), Dense(3), MeanSquaredError],
        [Input(7), Residual([Tanh, Dense(7)]), Dense(2), MeanSquaredError],
        [Input(7), Concat([Dense(3), Tanh]), Dense(2), MeanSquaredError],
        [Input(17), Concat([Relu])],
        [Input(5), Concat([PRelu])],
        [Input(9), Residual([Residual([PRelu with { PerChannel = true }]), BatchNorm])],
        [Input(6), Dense(5), Residual([Concat([Dense(4), Silu]), Dense(5)]), Dense(2)],
        [Input(4), Concat([Residual([Dense(4), Relu]), Concat([Dense(3)])]), DenseBlock(2, [Residual([Dense(3)], projection: [Dense(3)])])],
        [Input(5), Residual([Residual([Residual([Dense(5), Tanh], scale: -1)]), Dense(5)]), Huber with { Delta = .5 }],

        // Normalisations first, last, in a row and without gain; dropouts first, last, in a row and in a residual.
        [
            Input(6),
            BatchNorm with { Affine = false },
            Dense(9),
            BatchNorm with { Affine = false, Momentum = 1 },
            Relu,
            Dense(3),
            MeanSquaredError,
        ],
        [Input(18), LayerNorm, Dense(5), LayerNorm with { Affine = false }, RmsNorm with { Affine = false }, MeanAbsoluteError],
        [Input(9), Standardize, Dense(16), Standardize, Relu, Dense(3), SoftmaxCrossEntropy with { ClassWeights = [1, 4, .5] }],
        [Input(12), BatchNorm],
        [Input(6), BatchNorm with { Affine = false }, BatchNorm with { Momentum = 1 }],
        [Input(12), Dropout(.3), Dense(33), Relu, Dropout(.5), Dropout(.2), Dense(5), SoftmaxCrossEntropy],
        [Input(40), Residual([Dropout(.5), Dense(40), Dropout(.1)]), Dense(70), Dropout(.4)],

        // Learned slopes, softmax on the way, first layers without parameters.
        [Input(5), Dense(18), PRelu, Dense(7), PRelu with { PerChannel = true }, Dense(2), BinaryCrossEntropy with { PositiveWeight = 3 }],
        [Input(10), PRelu with { PerChannel = true }, LayerNorm],
        [Input(6), Dense(17), Softmax, Dense(3), MeanSquaredError],
        [Input(33), Softmax],

        // A learned slope on the network's input, which another way reaches too.
        [Input(8), Concat([PRelu, Dense(4)]), Dense(3), MeanSquaredError],
        [Input(8), DenseBlock(2, [PRelu with { PerChannel = true }, Dense(4)]), Dense(3), MeanSquaredError],
        [Input(8, init: Init.PyTorch), Residual([Dense(4)], projection: [PRelu, Dense(4), Relu]), Dense(3), MeanSquaredError],
        [Input(6), Tanh, Dense(4), Sigmoid, Dense(3), MeanSquaredError],

        // Architectures of images, small: LeNet, residual blocks around a stride, a dense net with a transition, depthwise and pointwise.
        [
            Input(9, 9, 1), Conv2D(3, kernel: 3, padding: Padding.Same), Tanh, MaxPool(2), Conv2D(5, kernel: 3), Relu, AveragePool(2),
            Dense(6), Relu, Dense(4), SoftmaxCrossEntropy,
        ],
        [
            Input(5, 5, 2), Conv2D(3, kernel: 3, padding: 1, bias: false), BatchNorm, Relu,
            Residual(
                [Conv2D(3, kernel: 3, padding: 1, bias: false), BatchNorm, Relu, Conv2D(3, kernel: 3, padding: 1, bias: false), BatchNorm]),
            Relu,
            Residual(
                [Conv2D(4, kernel: 3, stride: 2, padding: 1, bias: false), BatchNorm, Relu, Conv2D(4, kernel: 3, padding: 1, bias: false)],
                projection: [Conv2D(4, kernel: 1, stride: 2, bias: false), BatchNorm]),
            Relu, GlobalAveragePool, Dense(3), SoftmaxCrossEntropy,
        ],
        [
            Input(4, 5, 3), DenseBlock(2, [BatchNorm, Relu, Conv2D(2, kernel: 3, padding: Padding.Same, bias: false)]),
            BatchNorm, Relu, Conv2D(3, kernel: 1, bias: false), AveragePool(2), GlobalAveragePool, Dense(3), SoftmaxCrossEntropy,
        ],
        [
            Input(6, 5, 4), Conv2D(4, kernel: 3, groups: 4), BatchNorm, Relu, Conv2D(6, kernel: 1), Dropout(.3, perChannel: true), Dense(2),
            Huber,
        ],

        // Each kind of window alone, at the network's edges and on sequences; what works by channel; what ends as an image.
        [Input(5, 6, 3), Conv2D(4, kernel: 3)],
        // Channels enough for minimal filtering: odd sizes, every padding, a skip, a scale, what follows in its last transform.
        [
            Input(5, 4, 9), Conv2D(10, kernel: 3, padding: 1), Relu, Residual([Conv2D(10, kernel: 3, padding: 1)], scale: .5), Relu,
            Conv2D(12, kernel: 3, padding: 2), Tanh, Conv2D(9, kernel: 3), GlobalAveragePool, Dense(3), SoftmaxCrossEntropy,
        ],
        [
            Input(4, 3, 10), Residual([Conv2D(10, kernel: 3, padding: Padding.Same, bias: false), BatchNorm]), Tanh,
            Concat([Conv2D(9, kernel: 3, padding: 1), BatchNorm, Relu]), Conv2D(17, kernel: 3, padding: 1), Dense(2),
        ],
        [Input(7, 4, 2), Conv2D(6, kernel: 3, stride: 2, dilation: 2, padding: 2, groups: 2)],
        [Input(6, 6, 2), Conv2D(3, kernel: 2, stride: 3, padding: Padding.Same) with { KernelWidth = 4, StrideWidth = 1 }, Tanh, Dense(2)],
        [
            Input(9, 3), Conv1D(5, kernel: 3, stride: 2, padding: 1), Gelu, MaxPool1D(2),
            Conv1D(2, kernel: 2, dilation: 2, padding: Padding.Same),
        ],
        [Input(3, 3, 17), Conv2D(16, kernel: 1), Elu, Conv2D(33, kernel: 1), GlobalMaxPool],
        [Input(5, 5, 3), MaxPool(3, stride: 2, padding: 1), Conv2D(2, kernel: 1), MaxPool(2, stride: 1)],
        [Input(5, 4, 3), AveragePool(3, stride: 1, padding: 1), Tanh, AveragePool(2, padding: Padding.Same) with { CountsPadding = false }],
        [Input(7, 5, 2), AdaptiveMaxPool(3, 2), Conv2D(3, kernel: 1), AdaptiveAveragePool(2, 2), Flatten, LayerNorm, Dense(2)],
        [Input(3, 4, 3), BatchNorm, PRelu with { PerChannel = true }, Standardize, BatchNorm with { Affine = false, Momentum = 1 }],
        [
            Input(4, 3, 2), PRelu, Dropout(.3), AlphaDropout(.1), Dropout(.5, perChannel: true), Conv2D(2, kernel: 2), PRelu, Dense(3),
            MeanSquaredError,
        ],
        [Input(1, 1, 5), BatchNorm, Conv2D(4, kernel: 3, padding: 1), Relu, Flatten, BatchNorm, Dense(2), MeanSquaredError],
        [Input(4, 4, 2), Concat([MaxPool(3, stride: 1, padding: 1), Concat([Conv2D(3, kernel: 1), Tanh])]), Residual([Relu], scale: -.5)],
        [
            Input(4, 5, 2), Residual([Conv2D(3, kernel: 3, stride: 2, padding: 1), Dense(4)], projection: [MaxPool(2), Flatten, Dense(4)]),
            Dense(2), BinaryCrossEntropy,
        ],
        [Input(3, 3, 2), Flatten, Dense(18), Relu, Dense(3), MeanAbsoluteError],

        // Inputs that one branch takes as rows and the other as images.
        [Input(3, 4, 2), Residual([Dense(7), Tanh], projection: [BatchNorm, Conv2D(3, kernel: 2), Dense(7)]), Dense(2), MeanSquaredError],
        [Input(4, 3, 2), Residual([Conv2D(3, kernel: 2), Dense(5), Tanh], projection: [Dense(5)]), Dense(2)],
        [Input(2, 3, 3), Residual([Flatten, BatchNorm, Dense(4)], projection: [PRelu with { PerChannel = true }, GlobalMaxPool, Dense(4)])],
    ];

    // Behind wide layers gradients come by products with the transposed weight, over what is held of the layer before or of a skip: a
    // bottleneck, and widths that leave some columns over.
    private static readonly LayerStack[] WideStacks =
    [
        [Input(5), Dense(10), Relu, Dense(520), MeanSquaredError],
        [Input(4), Dense(7), Tanh, Dense(20), Relu, Dense(513), Sigmoid, Dense(3), MeanSquaredError],
        [Input(6), Dense(18), Residual([Dense(515), Relu, Dense(18)], scale: .5), Dense(2), MeanSquaredError],
        [Input(6), Residual([Tanh, Dense(512), Relu, Dense(6)]), Dense(2), MeanSquaredError],

        // Matrices large enough for several to share the columns of.
        [Input(784), Dense(128), Relu, Dense(18), Relu, Dense(513), Sigmoid, Dense(3), MeanSquaredError],
        [Input(300), Residual([Dense(401), Relu, Dense(300)], scale: .5), Dense(2), MeanSquaredError],

        // Rows long enough to be fetched ahead: of few outputs and of many.
        [Input(521), Dense(5), Tanh, Dense(3), MeanSquaredError],
        [Input(600), Dense(40), Relu, Dense(2), MeanSquaredError],
    ];

    // Maxima of relus: in the memory of what was pooled and not, of values that others read too, behind sums, of inputs.
    private static readonly LayerStack[] PooledStacks =
    [
        [
            Input(10, 8, 2), Conv2D(5, kernel: 3, padding: 1), Relu, MaxPool(2), Conv2D(3, kernel: 2), Relu, MaxPool(2), Dense(3),
            SoftmaxCrossEntropy,
        ],
        [Input(6, 6, 3), Relu, MaxPool(3, stride: 1, padding: 1), Conv2D(4, kernel: 1), Relu, MaxPool(2), Dense(2), MeanSquaredError],
        [Input(5, 6, 2), Residual([Conv2D(2, kernel: 3, padding: 1)]), Relu, MaxPool(2), Dense(2), MeanSquaredError],
        [
            Input(6, 4, 2), Conv2D(3, kernel: 1), Relu, Concat([MaxPool(3, stride: 1, padding: 1)]), GlobalMaxPool, Dense(2),
            MeanSquaredError,
        ],
        [
            Input(6, 6, 1), Conv2D(2, kernel: 3, padding: 1), Relu, Residual([MaxPool(3, stride: 1, padding: 1)], scale: -.5), Relu,
            AdaptiveMaxPool(3, 2), Flatten, Dense(2), MeanSquaredError,
        ],
    ];

    /// <summary>Each in float and in double.</summary>
    public static IEnumerable<DeclaredNetwork> All => InBoth(Stacks);

    /// <summary>Those of wide layers, and others that came later: on how many there are depends which cases are drawn on all
    /// others.</summary>
    public static IEnumerable<DeclaredNetwork> Later => InBoth([.. WideStacks, .. PooledStacks]);

    private static IEnumerable<DeclaredNetwork> InBoth(LayerStack[] stacks) =>
        stacks.SelectMany(stack => new[] { new DeclaredNetwork(false, stack), new DeclaredNetwork(true, stack) });
}
