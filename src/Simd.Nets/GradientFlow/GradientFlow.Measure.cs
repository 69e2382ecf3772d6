using System.Numerics;

namespace Simd.Nets;

/// <content>The same of a network at hand.</content>
public sealed partial class GradientFlow
{
    /// <summary>
    /// The norm of the gradient of the first layer with weights over that of the last hidden one, as it was measured; null where nothing
    /// was, or where there are not two of them.
    /// </summary>
    public double? MeasuredRatio => Outer.Layers is [{ Measured: { } first }, .., { Measured: { } last }] ? first / last : null;

    /// <summary>
    /// Predicts the flow through a network at initialisation and puts beside it, for every layer, what gradients do in the network as it is
    /// now: normal numbers, as gradients of the outputs, go back through its declaration, computed as in training, with dropout and
    /// batch statistics, with the network's parameters, in plain loops and double precision. The generated passes keep no gradient of a
    /// value longer than they need it, and of many layers never have one.
    /// </summary>
    /// <remarks>The network stays as it is. The values of all layers are held at once, in eight bytes each.</remarks>
    /// <param name="net">The network.</param>
    /// <param name="inputs">batch × inputs, dense rows; 64 samples tell a dense network's norms within a tenth or so, 16 an image
    /// network's, whose pixels are as many samples again.</param>
    /// <param name="seed">Of the gradients that go in, and of what dropout leaves out.</param>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">The inputs are no rows of the network's input, or one sample meets batch
    /// normalisation.</exception>
    public static GradientFlow Measure<TNetwork, T>(INetwork<TNetwork, T> net, ReadOnlySpan<T> inputs, ulong seed = 0)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(net);
        NetworkRuntime<TNetwork, T> runtime = net.Runtime;
        Shapes.RequireBatchStatistics(runtime.Schema, Shapes.Batch(inputs.Length, runtime.Schema.InputSize), nameof(inputs));
        LayerStack declaration = TNetwork.Declaration;
        GradientFlow predicted = Predict(declaration);
        Dictionary<string, NetworkTensor<T>> tensors = runtime.Tensors.Concat(runtime.StateTensors).ToDictionary(tensor => tensor.Name);
        double[] measured = FlowMeasurement.Of(declaration, Doubles(inputs.ToArray()), name => Doubles(tensors[name].ToArray()), seed);
        return new(([.. predicted.Select((layer, i) => layer with { Measured = measured[i] })], predicted.chains));

        static double[] Doubles(T[] values) => Array.ConvertAll(values, double.CreateTruncating);
    }
}
