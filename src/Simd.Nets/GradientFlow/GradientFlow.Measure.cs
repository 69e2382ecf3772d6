using System.Numerics;

namespace Simd.Nets;

/// <content>The same of a network at hand.</content>
public sealed partial class GradientFlow
{
    private const int Draws = 4;

    /// <summary>
    /// The norm of the gradient of the first layer with weights over that of the last hidden one, as it was measured; null where nothing
    /// was, as at a block, a convolution or a batch normalisation.
    /// </summary>
    public double? MeasuredRatio => Outer.Layers is [{ Measured: { } first }, .., { Measured: { } last }] ? first / last : null;

    /// <summary>
    /// Predicts the flow through a network at initialisation and puts beside it what gradients do in the network as it is now: normal
    /// numbers, as gradients of the outputs, go back through training passes of a batch, and the gradients of parameters tell the norms of
    /// those of the outputs of dense layers and row normalisations: sums of independent numbers have the sum of their squares. Biases and
    /// gains tell it within a tenth, but not where a batch normalisation takes means off; there the weights of dense layers tell it, with
    /// the predicted size of their inputs, within a quarter. Layers of images stay without: their gradients are sums over pixels, which are
    /// not independent.
    /// </summary>
    /// <remarks>The network's gradients are overwritten, and running statistics that wait for their step are discarded; its parameters,
    /// its state and <see cref="NetworkRuntime{TNetwork, T}.Passes"/> stay as they are.</remarks>
    /// <param name="net">The network.</param>
    /// <param name="inputs">batch × inputs, dense rows; 64 samples or more tell the norms within a tenth or so.</param>
    /// <param name="seed">Of the gradients that go in.</param>
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
        int batch = Shapes.Batch(inputs.Length, runtime.Schema.InputSize);
        GradientFlow predicted = Predict(TNetwork.Declaration);
        var squares = new double[predicted.Count];
        var outputs = new T[batch * runtime.Schema.OutputSize];
        ulong passes = runtime.Passes;
        double outputSquare = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            runtime.Forward(inputs, outputs);
            for (int i = 0; i < outputs.Length; i++)
            {
                double gradient = Philox.Block(seed, (ulong)i, (ulong)draw).Normal0;
                outputSquare += gradient * gradient;
                outputs[i] = T.CreateTruncating(gradient);
            }

            runtime.Backward(inputs, outputs);
            for (int layer = 0; layer < squares.Length; layer++)
            {
                squares[layer] += Square(runtime.Tensors, predicted, layer);
            }
        }

        runtime.DiscardState();
        runtime.Passes = passes;
        LayerFlow[] layers =
        [
            .. predicted.Select((layer, i) => squares[i] > 0 ? layer with { Measured = Math.Sqrt(squares[i] / outputSquare) } : layer),
        ];
        return new((layers, predicted.chains));
    }

    /// <summary>The squared norm of the gradient of a layer's output, summed over the batch; 0 where nothing tells it.</summary>
    private static double Square<T>(NetworkTensors<T> tensors, GradientFlow flow, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LayerFlow layer = flow[index];
        bool losesMeans = flow.Any(other => other.Layer is BatchNormLayer);
        bool meetsBatch = flow.ElementAtOrDefault(index + 1)?.Layer is BatchNormLayer;
        return layer.Layer switch
        {
            DenseLayer { Bias: true } when !losesMeans => Norm(tensors[layer.Name + ".bias"]),
            DenseLayer => Norm(tensors[layer.Name + ".weight"])
                / (layer.Features.In * (meetsBatch ? layer.Input.Private : layer.Input.Square)),
            LayerNormLayer { Affine: true } or RmsNormLayer { Affine: true } when !losesMeans => Norm(tensors[layer.Name + ".weight"]),
            _ => 0,
        };

        static double Norm(NetworkTensor<T> tensor)
        {
            var gradient = new T[tensor.Count];
            tensor.CopyGradientTo(gradient);
            return gradient.Sum(value => Math.Pow(double.CreateTruncating(value), 2));
        }
    }
}
