using System.Collections.Generic;
using System.Globalization;

namespace Simd.Nets.Generators.Graph;

/// <summary>Expands a stack that passed its checks into operations, and gives every value its width and every tensor its place.</summary>
internal sealed class ShapeInference : ILayerVisitor<bool>
{
    private readonly LayerStack layers;
    private readonly List<int> widths = [];
    private readonly List<Operation> operations = [];
    private readonly List<Tensor> tensors = [];
    private LossFunction loss = LossFunction.None;
    private int index = -1;
    private int offset;

    private ShapeInference(LayerStack layers) => this.layers = layers;

    public static NetworkGraph Infer(LayerStack layers)
    {
        var inference = new ShapeInference(layers);
        foreach (Layer layer in layers)
        {
            layer.Accept(inference);
            inference.index++;
        }

        return new(new(inference.widths), new(inference.operations), new(inference.tensors), inference.loss);
    }

    private int Current => widths.Count - 1;

    bool ILayerVisitor<bool>.Visit(InputLayer layer)
    {
        widths.Add(layer.Features);
        return true;
    }

    bool ILayerVisitor<bool>.Visit(DenseLayer layer)
    {
        int rows = widths[Current];
        Init init = layer.Init ?? InitialiserChoice.For(layers, index + 1);
        string prefix = layer.Name ?? index.ToString(CultureInfo.InvariantCulture);
        Tensor weight = Place(new($"{prefix}.weight", false, offset, rows, layer.Units, rows, layer.Units, init));
        Tensor? bias = layer.Bias ? Place(new($"{prefix}.bias", true, offset, 1, layer.Units, rows, layer.Units, init)) : null;
        operations.Add(new AffineOperation(Current, Current + 1, Label("dense"), weight, bias));
        widths.Add(layer.Units);
        return true;
    }

    bool ILayerVisitor<bool>.Visit(ActivationLayer layer) => layer switch
    {
        ReluLayer => Pointwise(PointwiseFunction.Relu, "relu"),
        TanhLayer => Pointwise(PointwiseFunction.Tanh, "tanh"),
        SigmoidLayer => Pointwise(PointwiseFunction.Sigmoid, "sigmoid"),
        _ => throw new System.NotSupportedException(),
    };

    bool ILayerVisitor<bool>.Visit(LossLayer layer) => Loss(layer is SoftmaxCrossEntropyLayer ? LossFunction.SoftmaxCrossEntropy : LossFunction.MeanSquaredError);

    bool ILayerVisitor<bool>.Visit(PReluLayer layer) => throw new System.NotSupportedException();

    bool ILayerVisitor<bool>.Visit(SoftmaxLayer layer) => throw new System.NotSupportedException();

    bool ILayerVisitor<bool>.Visit(BatchNormLayer layer) => throw new System.NotSupportedException();

    bool ILayerVisitor<bool>.Visit(LayerNormLayer layer) => throw new System.NotSupportedException();

    bool ILayerVisitor<bool>.Visit(RmsNormLayer layer) => throw new System.NotSupportedException();

    bool ILayerVisitor<bool>.Visit(StandardizeLayer layer) => throw new System.NotSupportedException();

    bool ILayerVisitor<bool>.Visit(DropoutLayer layer) => throw new System.NotSupportedException();

    bool ILayerVisitor<bool>.Visit(ResidualLayer layer) => throw new System.NotSupportedException();

    bool ILayerVisitor<bool>.Visit(ConcatLayer layer) => throw new System.NotSupportedException();

    bool ILayerVisitor<bool>.Visit(DenseBlockLayer layer) => throw new System.NotSupportedException();

    private bool Pointwise(PointwiseFunction function, string label)
    {
        operations.Add(new PointwiseOperation(Current, Current + 1, Label(label), function));
        widths.Add(widths[Current]);
        return true;
    }

    private bool Loss(LossFunction function)
    {
        loss = function;
        return true;
    }

    private Tensor Place(Tensor tensor)
    {
        tensors.Add(tensor);
        offset += tensor.Length;
        return tensor;
    }

    private string Label(string kind) => string.Format(CultureInfo.InvariantCulture, "{0} {1}", index, kind);
}
