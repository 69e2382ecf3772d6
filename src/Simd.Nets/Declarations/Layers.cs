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

    /// <summary>Hyperbolic tangent; layers before it start with Xavier's variance.</summary>
    public static TanhLayer Tanh { get; } = new();

    /// <summary>Logistic sigmoid; layers before it start with Xavier's variance.</summary>
    public static SigmoidLayer Sigmoid { get; } = new();

    /// <summary>Loss for one class a sample, from logits: put no softmax before it. Labels are integers from 0.</summary>
    public static SoftmaxCrossEntropyLayer SoftmaxCrossEntropy { get; } = new();

    /// <summary>Loss for regression: the mean over batch and outputs of the squared difference.</summary>
    public static MeanSquaredErrorLayer MeanSquaredError { get; } = new();

    /// <summary>The first element of every network.</summary>
    /// <param name="features">Numbers a sample, 1 or more.</param>
    /// <param name="name">Names the layer.</param>
    public static InputLayer Input(int features, string? name = null) => new(features) { Name = name };

    /// <summary>Fully connected: <c>z = x·W + b</c>.</summary>
    /// <param name="units">Outputs, 1 or more.</param>
    /// <param name="bias">Whether <c>b</c> is there.</param>
    /// <param name="init">How it starts; by default chosen by the activation that follows: He before ReLU, else Xavier.</param>
    /// <param name="name">Names its tensors: <c>name.weight</c>, <c>name.bias</c>.</param>
    public static DenseLayer Dense(int units, bool bias = true, Init? init = null, string? name = null) =>
        new(units) { Bias = bias, Init = init, Name = name };

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
}
