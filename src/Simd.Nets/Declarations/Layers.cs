using System.Collections.Generic;

namespace Simd.Nets;

/// <summary>
/// The vocabulary of a declaration, meant for <c>using static Simd.Nets.Layers;</c>. A layer that needs no argument is a property
/// (<c>Relu</c>, options by <c>Relu with { Name = "act" }</c>), one that does is a method (<c>Dense(128)</c>).
/// </summary>
public static class Layers
{
    /// <summary>Rectifier, <c>max(0, z)</c>; layers before it start with He's variance.</summary>
    public static ReluLayer Relu { get; } = new();

    /// <summary>Leaky rectifier: <c>LeakyRelu with { Slope = 0.2 }</c>, by default 0.01.</summary>
    public static LeakyReluLayer LeakyRelu { get; } = new();

    /// <summary>Rectifier with a learned slope: <c>PRelu with { PerChannel = true }</c> for one a feature.</summary>
    public static PReluLayer PRelu { get; } = new();

    /// <summary>Exponential linear unit: <c>Elu with { Alpha = 0.5 }</c>, by default 1.</summary>
    public static EluLayer Elu { get; } = new();

    /// <summary>Scaled exponential linear unit; layers before it start with LeCun's variance.</summary>
    public static SeluLayer Selu { get; } = new();

    /// <summary>Gaussian error linear unit, exact.</summary>
    public static GeluLayer Gelu { get; } = new();

    /// <summary>Sigmoid-weighted linear unit, also swish.</summary>
    public static SiluLayer Silu { get; } = new();

    /// <summary>Mish.</summary>
    public static MishLayer Mish { get; } = new();

    /// <summary>Softplus, <c>ln(1 + e^z)</c>.</summary>
    public static SoftplusLayer Softplus { get; } = new();

    /// <summary>Hyperbolic tangent; layers before it start with Xavier's variance.</summary>
    public static TanhLayer Tanh { get; } = new();

    /// <summary>Logistic sigmoid; layers before it start with Xavier's variance.</summary>
    public static SigmoidLayer Sigmoid { get; } = new();

    /// <summary>Piecewise linear sigmoid.</summary>
    public static HardSigmoidLayer HardSigmoid { get; } = new();

    /// <summary>Piecewise linear tanh.</summary>
    public static HardTanhLayer HardTanh { get; } = new();

    /// <summary>Piecewise quadratic swish.</summary>
    public static HardSwishLayer HardSwish { get; } = new();

    /// <summary>Softmax over a sample's features, as an output or a gate; a loss from logits needs none before it.</summary>
    public static SoftmaxLayer Softmax { get; } = new();

    /// <summary>Batch normalisation: <c>BatchNorm with { Eps = 1e-3, Momentum = 0.01, Affine = false }</c>.</summary>
    public static BatchNormLayer BatchNorm { get; } = new();

    /// <summary>Layer normalisation: <c>LayerNorm with { Eps = 1e-6 }</c>.</summary>
    public static LayerNormLayer LayerNorm { get; } = new();

    /// <summary>RMS normalisation: <c>RmsNorm with { Eps = 1e-6 }</c>.</summary>
    public static RmsNormLayer RmsNorm { get; } = new();

    /// <summary>Standardises features by statistics of the training data, which are kept with the weights.</summary>
    public static StandardizeLayer Standardize { get; } = new();

    /// <summary>Loss for one class a sample, from logits: put no softmax before it. Labels are integers from 0. Options:
    /// <c>SoftmaxCrossEntropy with { LabelSmoothing = 0.1, ClassWeights = [1, 4, 2] }</c>.</summary>
    public static SoftmaxCrossEntropyLayer SoftmaxCrossEntropy { get; } = new();

    /// <summary>Loss for any number of labels a sample, from logits: put no sigmoid before it. Targets lie in [0, 1].</summary>
    public static BinaryCrossEntropyLayer BinaryCrossEntropy { get; } = new();

    /// <summary>Loss for regression: the mean over batch and outputs of the squared difference.</summary>
    public static MeanSquaredErrorLayer MeanSquaredError { get; } = new();

    /// <summary>Loss for regression with outliers: the mean over batch and outputs of the absolute difference.</summary>
    public static MeanAbsoluteErrorLayer MeanAbsoluteError { get; } = new();

    /// <summary>Loss for regression with outliers, smooth at zero: <c>Huber with { Delta = 0.5 }</c>, by default 1.</summary>
    public static HuberLayer Huber { get; } = new();

    /// <summary>The first element of every network.</summary>
    /// <param name="features">Numbers a sample, 1 or more.</param>
    /// <param name="name">Names the layer.</param>
    /// <param name="init">How every layer of the network starts that declares nothing of its own.</param>
    public static InputLayer Input(int features, string? name = null, Init? init = null) => new(features) { Name = name, Init = init };

    /// <summary>The first element of a network on images; a sample lies in memory row by row, the channels of a pixel side by
    /// side.</summary>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="channels">Numbers a pixel, 1 or more.</param>
    /// <param name="name">Names the layer.</param>
    /// <param name="init">How every layer of the network starts that declares nothing of its own.</param>
    public static InputLayer Input(int height, int width, int channels, string? name = null, Init? init = null)
    {
        var image = new ImageShape(height, width, channels);
        return new(image.Features) { Image = image, Name = name, Init = init };
    }

    /// <summary>The first element of a network on sequences: images of one row.</summary>
    /// <param name="length">Steps, 1 or more.</param>
    /// <param name="channels">Numbers a step, 1 or more.</param>
    /// <param name="name">Names the layer.</param>
    /// <param name="init">How every layer of the network starts that declares nothing of its own.</param>
    public static InputLayer Input(int length, int channels, string? name = null, Init? init = null) => Input(1, length, channels, name, init);

    /// <summary>Fully connected: <c>z = x·W + b</c>.</summary>
    /// <param name="units">Outputs, 1 or more.</param>
    /// <param name="bias">Whether <c>b</c> is there.</param>
    /// <param name="init">How it starts; by default as the input says, or as the activation that follows asks: He before ReLU and its kin,
    /// LeCun before SELU, else Xavier.</param>
    /// <param name="name">Names its tensors: <c>name.weight</c>, <c>name.bias</c>.</param>
    public static DenseLayer Dense(int units, bool bias = true, Init? init = null, string? name = null) =>
        new(units) { Bias = bias, Init = init, Name = name };

    /// <summary>Convolution over images.</summary>
    /// <param name="channels">Output channels, 1 or more.</param>
    /// <param name="kernel">Rows and columns of the window; where they differ, <c>with { KernelWidth = 5 }</c>.</param>
    /// <param name="stride">Pixels from window to window.</param>
    /// <param name="dilation">Pixels from tap to tap.</param>
    /// <param name="padding"><see cref="Padding.Same"/>, <see cref="Padding.Valid"/> (the default) or a number of pixels.</param>
    /// <param name="groups">Groups of channels that do not see each other; they divide the input's channels and the output's.</param>
    /// <param name="bias">Whether each output channel has a bias.</param>
    /// <param name="init">How it starts; by default as the input says, or as the activation that follows asks.</param>
    /// <param name="name">Names its tensors: <c>name.weight</c> [channels, input channels / groups, kernel, kernel], <c>name.bias</c>.</param>
    public static ConvolutionLayer Conv2D(
        int channels,
        int kernel,
        int stride = 1,
        int dilation = 1,
        Padding? padding = null,
        int groups = 1,
        bool bias = true,
        Init? init = null,
        string? name = null) => new(channels)
        {
            KernelHeight = kernel,
            KernelWidth = kernel,
            StrideHeight = stride,
            StrideWidth = stride,
            DilationHeight = dilation,
            DilationWidth = dilation,
            Padding = padding ?? Padding.Valid,
            Groups = groups,
            Bias = bias,
            Init = init,
            Name = name,
        };

    /// <summary>Convolution over sequences: <see cref="Input(int, int, string?, Init?)"/> declares them.</summary>
    /// <param name="channels">Output channels, 1 or more.</param>
    /// <param name="kernel">Length of the window.</param>
    /// <param name="stride">Steps from window to window.</param>
    /// <param name="dilation">Steps from tap to tap.</param>
    /// <param name="padding"><see cref="Padding.Same"/>, <see cref="Padding.Valid"/> (the default) or a number of steps.</param>
    /// <param name="groups">Groups of channels that do not see each other; they divide the input's channels and the output's.</param>
    /// <param name="bias">Whether each output channel has a bias.</param>
    /// <param name="init">How it starts; by default as the input says, or as the activation that follows asks.</param>
    /// <param name="name">Names its tensors: <c>name.weight</c> [channels, input channels / groups, kernel], <c>name.bias</c>.</param>
    public static ConvolutionLayer Conv1D(
        int channels,
        int kernel,
        int stride = 1,
        int dilation = 1,
        Padding? padding = null,
        int groups = 1,
        bool bias = true,
        Init? init = null,
        string? name = null) =>
        Conv2D(channels, kernel, stride, dilation, AlongSequence(padding), groups, bias, init, name) with
        {
            KernelHeight = 1,
            StrideHeight = 1,
            DilationHeight = 1,
            IsOneDimensional = true,
        };

    /// <summary>Max pooling.</summary>
    /// <param name="size">Rows and columns of the window; on sequences, <c>with { Height = 1, StrideHeight = 1 }</c>, or
    /// <see cref="MaxPool1D"/>.</param>
    /// <param name="stride">Pixels from window to window; the default, 0, is the size.</param>
    /// <param name="padding">At most half a window; it never is the maximum.</param>
    /// <param name="name">Names the layer.</param>
    public static PoolingLayer MaxPool(int size, int stride = 0, Padding? padding = null, string? name = null) =>
        Pool(PoolingKind.Max, size, size, stride, padding, name);

    /// <summary>Average pooling; padding counts, unless <c>with { CountsPadding = false }</c>.</summary>
    /// <param name="size">Rows and columns of the window.</param>
    /// <param name="stride">Pixels from window to window; the default, 0, is the size.</param>
    /// <param name="padding">At most half a window.</param>
    /// <param name="name">Names the layer.</param>
    public static PoolingLayer AveragePool(int size, int stride = 0, Padding? padding = null, string? name = null) =>
        Pool(PoolingKind.Average, size, size, stride, padding, name);

    /// <summary>Max pooling over sequences.</summary>
    /// <param name="size">Length of the window.</param>
    /// <param name="stride">Steps from window to window; the default, 0, is the size.</param>
    /// <param name="padding">At most half a window.</param>
    /// <param name="name">Names the layer.</param>
    public static PoolingLayer MaxPool1D(int size, int stride = 0, Padding? padding = null, string? name = null) =>
        Pool(PoolingKind.Max, 1, size, stride, AlongSequence(padding), name) with { StrideHeight = 1 };

    /// <summary>Average pooling over sequences.</summary>
    /// <param name="size">Length of the window.</param>
    /// <param name="stride">Steps from window to window; the default, 0, is the size.</param>
    /// <param name="padding">At most half a window.</param>
    /// <param name="name">Names the layer.</param>
    public static PoolingLayer AveragePool1D(int size, int stride = 0, Padding? padding = null, string? name = null) =>
        Pool(PoolingKind.Average, 1, size, stride, AlongSequence(padding), name) with { StrideHeight = 1 };

    /// <summary>The mean of every channel.</summary>
    public static AdaptivePoolingLayer GlobalAveragePool { get; } = new(PoolingKind.Average, 1, 1);

    /// <summary>The maximum of every channel.</summary>
    public static AdaptivePoolingLayer GlobalMaxPool { get; } = new(PoolingKind.Max, 1, 1);

    /// <summary>Average pooling to a size.</summary>
    /// <param name="height">Rows of the result, at most those of the image.</param>
    /// <param name="width">Columns of the result, at most those of the image.</param>
    /// <param name="name">Names the layer.</param>
    public static AdaptivePoolingLayer AdaptiveAveragePool(int height, int width, string? name = null) =>
        new(PoolingKind.Average, height, width) { Name = name };

    /// <summary>Max pooling to a size.</summary>
    /// <param name="height">Rows of the result, at most those of the image.</param>
    /// <param name="width">Columns of the result, at most those of the image.</param>
    /// <param name="name">Names the layer.</param>
    public static AdaptivePoolingLayer AdaptiveMaxPool(int height, int width, string? name = null) =>
        new(PoolingKind.Max, height, width) { Name = name };

    /// <summary>An image as one row of features; implied before <see cref="Dense"/>.</summary>
    public static FlattenLayer Flatten { get; } = new();

    /// <summary>Dropout: in training each element is zero with probability <paramref name="rate"/>, else divided by 1 − rate.</summary>
    /// <param name="rate">At least 0 and below 1.</param>
    /// <param name="perChannel">Whether all pixels of an image's channel are dropped together; a row's features fall one by one
    /// either way.</param>
    /// <param name="name">Names the layer.</param>
    public static DropoutLayer Dropout(double rate, bool perChannel = false, string? name = null) =>
        new(rate) { Name = name, PerChannel = perChannel };

    /// <summary>Dropout behind SELU, which keeps mean and variance.</summary>
    /// <param name="rate">At least 0 and below 1.</param>
    /// <param name="name">Names the layer.</param>
    public static DropoutLayer AlphaDropout(double rate, string? name = null) => new(rate) { Alpha = true, Name = name };

    /// <summary>A residual block: <c>x + scale · body(x)</c>.</summary>
    /// <param name="body">Layers, nested at will.</param>
    /// <param name="scale">What the body's output is multiplied with: finite, not 0.</param>
    /// <param name="projection">Where the body changes the width, what brings x to it: <c>[Dense(32, bias: false)]</c>.</param>
    /// <param name="name">Prefixes the names of its tensors: <c>name.body.0.weight</c>, <c>name.projection.0.weight</c>.</param>
    public static ResidualLayer Residual(LayerStack body, double scale = 1, LayerStack? projection = null, string? name = null) =>
        new(body) { Scale = scale, Projection = projection, Name = name };

    /// <summary>A dense connection: the features of x, then those of body(x).</summary>
    /// <param name="body">Layers, nested at will.</param>
    /// <param name="name">Prefixes the names of its tensors: <c>name.body.0.weight</c>.</param>
    public static ConcatLayer Concat(LayerStack body, string? name = null) => new(body) { Name = name };

    /// <summary>
    /// Dense connections one after the other: <c>DenseBlock(6, [BatchNorm, Relu, Dense(12)])</c> adds 6 × 12 features.
    /// </summary>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="body">The layers of each.</param>
    /// <param name="name">Prefixes the names of its tensors: <c>name.0.body.0.weight</c>.</param>
    public static DenseBlockLayer DenseBlock(int count, LayerStack body, string? name = null) => new(count, body) { Name = name };

    /// <summary>The same layers <paramref name="count"/> times, each time with weights of their own: <c>..Repeat(3, [Dense(64), Relu])</c>.</summary>
    public static LayerStack Repeat(int count, LayerStack body)
    {
        var layers = new List<Layer>();
        for (int i = 0; i < count; i++)
        {
            layers.AddRange(body);
        }

        return LayerStack.Create(layers.ToArray());
    }

    // A number of steps pads no rows.
    private static Padding AlongSequence(Padding? padding) => padding switch
    {
        null => Padding.Valid,
        { IsSame: true } => padding,
        _ => Padding.Of(0, padding.Horizontal),
    };

    private static PoolingLayer Pool(PoolingKind kind, int height, int width, int stride, Padding? padding, string? name) => new(kind)
    {
        Height = height,
        Width = width,
        StrideHeight = stride == 0 ? height : stride,
        StrideWidth = stride == 0 ? width : stride,
        Padding = padding ?? Padding.Valid,
        Name = name,
    };
}
