using TorchSharp;
using static TorchSharp.torch;

namespace Simd.Nets.Peers;

/// <summary>The tensors of a network by name: parameters in the order in which they are drawn, and running statistics.</summary>
internal sealed class NamedTensors(UniformSource source, ScalarType type)
{
    public Dictionary<string, Tensor> Parameters { get; } = [];

    public Dictionary<string, Tensor> State { get; } = [];

    public Tensor this[string name] => Parameters.TryGetValue(name, out Tensor? parameter) ? parameter : State[name];

    public void AddWeight(string name, int rows, int columns) =>
        Parameters[name] = tensor(LayerParityDraw.Weights(source, rows * columns, columns), rows, columns, dtype: type);

    public void AddKernels(string name, int channels, int inputs, int kernel) => Parameters[name] = tensor(
        LayerParityDraw.Weights(source, channels * inputs * kernel * kernel, inputs * kernel * kernel),
        channels,
        inputs,
        kernel,
        kernel,
        dtype: type);

    public void AddBias(string name, int count) => Parameters[name] = tensor(LayerParityDraw.Biases(source, count), dtype: type);

    public void AddGain(string name, int count) => Parameters[name] = tensor(LayerParityDraw.Gains(source, count), dtype: type);

    public void AddSlope(string name, int count) => Parameters[name] = tensor(LayerParityDraw.Slopes(source, count), dtype: type);

    public void AddState(string name, int count, double start) => State[name] = full(count, start, dtype: type);
}

/// <summary>A forward pass through a layer.</summary>
internal delegate Tensor LayerPass(NamedTensors tensors, Tensor x, bool training);

/// <summary>A layer: draws its tensors, and says how it is passed and how many features it yields; of an image, how many
/// channels.</summary>
internal delegate (LayerPass Pass, int Columns) PeerLayer(NamedTensors tensors, string name, int columns);

/// <summary>Layers as libtorch's functions, their tensors named as Simd.Nets names them.</summary>
internal static class LayerParityLayers
{
    /// <summary>A dense layer; in front of it an image of so many pixels is made a row, its channels side by side.</summary>
    public static PeerLayer Dense(int units, bool bias = true, int pixels = 1) => (drawn, name, columns) =>
    {
        drawn.AddWeight(name + ".weight", units, columns * pixels);
        if (bias)
        {
            drawn.AddBias(name + ".bias", units);
        }

        return (Pass, units);

        Tensor Pass(NamedTensors tensors, Tensor x, bool training) => nn.functional.linear(
            x.dim() == 4 ? x.permute(0, 2, 3, 1).flatten(1) : x, tensors[name + ".weight"], bias ? tensors[name + ".bias"] : null);
    };

    public static PeerLayer Conv(int channels, int kernel, long stride = 1, long padding = 0, bool bias = true) => (drawn, name, columns) =>
    {
        drawn.AddKernels(name + ".weight", channels, columns, kernel);
        if (bias)
        {
            drawn.AddBias(name + ".bias", channels);
        }

        return (Pass, channels);

        Tensor Pass(NamedTensors tensors, Tensor x, bool training) => nn.functional.conv2d(
            x,
            tensors[name + ".weight"],
            bias ? tensors[name + ".bias"] : null,
            strides: [stride, stride],
            padding: [padding, padding]);
    };

    public static PeerLayer Function(Func<Tensor, Tensor> function) => (_, _, columns) => ((_, x, _) => function(x), columns);

    public static PeerLayer PRelu(bool perChannel = false) => (drawn, name, columns) =>
    {
        drawn.AddSlope(name + ".weight", perChannel ? columns : 1);
        return ((tensors, x, _) => nn.functional.prelu(x, tensors[name + ".weight"]), columns);
    };

    public static PeerLayer BatchNorm() => (drawn, name, columns) =>
    {
        drawn.AddGain(name + ".weight", columns);
        drawn.AddBias(name + ".bias", columns);
        drawn.AddState(name + ".running_mean", columns, 0);
        drawn.AddState(name + ".running_var", columns, 1);
        return (Pass, columns);

        Tensor Pass(NamedTensors tensors, Tensor x, bool training) => nn.functional.batch_norm(
            x,
            tensors[name + ".running_mean"],
            tensors[name + ".running_var"],
            tensors[name + ".weight"],
            tensors[name + ".bias"],
            training,
            momentum: .1,
            eps: 1e-5);
    };

    public static PeerLayer LayerNorm() => (drawn, name, columns) =>
    {
        drawn.AddGain(name + ".weight", columns);
        drawn.AddBias(name + ".bias", columns);
        return (Pass, columns);

        Tensor Pass(NamedTensors tensors, Tensor x, bool training) =>
            nn.functional.layer_norm(x, [columns], tensors[name + ".weight"], tensors[name + ".bias"], 1e-5);
    };

    // TorchSharp has no function for it: PyTorch's formula, differentiated by libtorch.
    public static PeerLayer RmsNorm() => (drawn, name, columns) =>
    {
        drawn.AddGain(name + ".weight", columns);
        return ((tensors, x, _) => x * (x.square().mean([1], keepdim: true) + 1e-5).rsqrt() * tensors[name + ".weight"], columns);
    };

    public static PeerLayer Residual(PeerLayer[] body, double scale = 1, PeerLayer[]? projection = null) => (drawn, name, columns) =>
    {
        (LayerPass through, int yielded) = Stack(body)(drawn, name + ".body.", columns);
        (LayerPass around, _) = Stack(projection ?? [])(drawn, name + ".projection.", columns);
        return ((tensors, x, training) => around(tensors, x, training) + (scale * through(tensors, x, training)), yielded);
    };

    public static PeerLayer Concat(params PeerLayer[] body) => (drawn, name, columns) =>
    {
        (LayerPass grow, int yielded) = Stack(body)(drawn, name + ".body.", columns);
        return ((tensors, x, training) => cat([x, grow(tensors, x, training)], 1), columns + yielded);
    };

    public static PeerLayer DenseBlock(int count, params PeerLayer[] body) => (drawn, name, columns) =>
        Stack([.. Enumerable.Repeat(Concat(body), count)])(drawn, name + ".", columns);

    /// <summary>Layers one after the other, each named by a prefix and its position.</summary>
    public static PeerLayer Stack(params PeerLayer[] layers) => (drawn, prefix, columns) =>
    {
        var passes = new List<LayerPass>();
        for (int i = 0; i < layers.Length; i++)
        {
            (LayerPass pass, columns) = layers[i](drawn, $"{prefix}{i}", columns);
            passes.Add(pass);
        }

        return ((tensors, x, training) => passes.Aggregate(x, (h, pass) => pass(tensors, h, training)), columns);
    };
}
