using System.Globalization;

namespace Simd.Nets.Testing;

/// <summary>Turns a declaration into reference layers, one member a kind of layer; gives tensors their names and dropouts their
/// sites.</summary>
internal sealed class ReferenceBuilder : ILayerVisitor<IReferenceLayer>
{
    private int features;
    private ImageShape? image;
    private int sites;
    private string name = "";

    private ReferenceBuilder() { }

    /// <summary>The layers between input and loss, and the features that the last one yields.</summary>
    public static (IReadOnlyList<IReferenceLayer> Layers, int OutputSize) Build(InputLayer input, IEnumerable<Layer> layers)
    {
        var builder = new ReferenceBuilder { features = input.Features, image = input.Image };
        return (builder.Stack(layers, ""), builder.features);
    }

    // What has a mean or a slope of its own.
    private int Columns => image?.Channels ?? features;

    public IReferenceLayer Visit(InputLayer layer) => throw Misplaced(layer);

    public IReferenceLayer Visit(LossLayer layer) => throw Misplaced(layer);

    public IReferenceLayer Visit(DenseLayer layer)
    {
        var dense = new ReferenceDense(name, features, layer.Units, layer.Bias);
        (features, image) = (layer.Units, null);
        return dense;
    }

    public IReferenceLayer Visit(ConvolutionLayer layer)
    {
        var convolution = new ReferenceConvolution(name, Image(), layer);
        Yield(convolution.Image);
        return convolution;
    }

    public IReferenceLayer Visit(PoolingLayer layer) => Pooling(ReferencePooling.Over(Image(), layer));

    public IReferenceLayer Visit(AdaptivePoolingLayer layer) => Pooling(new ReferenceAdaptivePooling(Image(), layer));

    // Images lie in memory as the row that they are flattened to.
    public IReferenceLayer Visit(FlattenLayer layer)
    {
        image = null;
        return new ReferenceSequence([]);
    }

    public IReferenceLayer Visit(ActivationLayer layer) => layer.Accept(new ReferenceActivations());

    public IReferenceLayer Visit(PReluLayer layer) => new ReferencePRelu(name, Columns, layer.PerChannel);

    public IReferenceLayer Visit(SoftmaxLayer layer) => new ReferenceSoftmax(Features());

    public IReferenceLayer Visit(BatchNormLayer layer) => new ReferenceBatchNorm(name, Columns, layer);

    public IReferenceLayer Visit(LayerNormLayer layer) => new ReferenceLayerNorm(name, Features(), layer);

    public IReferenceLayer Visit(RmsNormLayer layer) => new ReferenceRmsNorm(name, Features(), layer);

    public IReferenceLayer Visit(StandardizeLayer layer) => new ReferenceStandardize(name, Columns);

    public IReferenceLayer Visit(DropoutLayer layer) => new ReferenceDropout(sites++, features, Columns, layer);

    public IReferenceLayer Visit(ResidualLayer layer)
    {
        string block = name;
        (int Features, ImageShape? Image) x = (features, image);
        ReferenceSequence body = new(Stack(layer.Body, block + ".body."));
        (int, ImageShape?) through = (features, image);
        (features, image) = x;
        ReferenceSequence projection = new(Stack(layer.Projection ?? [], block + ".projection."));
        return (features, image) == through
            ? new ReferenceResidual(body, projection, layer.Scale)
            : throw new ArgumentException(
                $"the body of residual '{block}' yields {Text(through)}, but {Text((features, image))} come around it: "
                + $"give it a projection to {Text(through)}.");
    }

    public IReferenceLayer Visit(ConcatLayer layer) => Concat(layer.Body, name);

    public IReferenceLayer Visit(DenseBlockLayer layer)
    {
        string block = name;
        return new ReferenceSequence([.. Enumerable.Range(0, layer.Count).Select(i => Concat(layer.Body, Child(block + ".", i)))]);
    }

    private ReferenceConcat Concat(LayerStack stack, string block)
    {
        (int columns, ImageShape? before) = (Columns, image);
        ReferenceSequence body = new(Stack(stack, block + ".body."));
        int growth = Columns;
        if ((before?.Height, before?.Width) != (image?.Height, image?.Width))
        {
            throw new ArgumentException($"concat '{block}' cannot join {before} and {image}: heights and widths must be equal.");
        }

        if (before is { } shape)
        {
            Yield(shape with { Channels = columns + growth });
        }
        else
        {
            features = columns + growth;
        }

        return new ReferenceConcat(body, columns, growth);
    }

    private ReferenceWindows Pooling(ReferenceWindows pooling)
    {
        Yield(pooling.Image);
        return pooling;
    }

    private void Yield(ImageShape shape) => (features, image) = (shape.Features, shape);

    private ImageShape Image() => image ?? throw new ArgumentException($"layer '{name}' takes an image; {features} features came.");

    private int Features() => image is null
        ? features
        : throw new ArgumentException($"layer '{name}' takes a row of features; an image of {image} came.");

    private IReferenceLayer[] Stack(IEnumerable<Layer> stack, string prefix)
    {
        var layers = new List<IReferenceLayer>();
        foreach ((int index, Layer layer) in stack.Index())
        {
            name = layer.Name is null ? Child(prefix, index) : prefix + layer.Name;
            layers.Add(layer.Accept(this));
        }

        return [.. layers];
    }

    private static string Text((int Features, ImageShape? Image) shape) => shape.Image?.ToString() ?? $"{shape.Features} features";

    private static string Child(string prefix, int index) => prefix + index.ToString(CultureInfo.InvariantCulture);

    private ArgumentException Misplaced(Layer layer) =>
        new($"a stack is Input, layers, then at most one loss; {layer} came as layer '{name}'.");
}
