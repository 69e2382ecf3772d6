using System.Globalization;

namespace Simd.Nets.Testing;

/// <summary>Turns a declaration into reference layers, one member a kind of layer; gives tensors their names and dropouts their
/// sites.</summary>
internal sealed class ReferenceBuilder : ILayerVisitor<IReferenceLayer>
{
    private int columns;
    private int sites;
    private string name = "";

    private ReferenceBuilder() { }

    /// <summary>The layers between input and loss, and the features that the last one yields.</summary>
    public static (IReadOnlyList<IReferenceLayer> Layers, int OutputSize) Build(int inputs, IEnumerable<Layer> layers)
    {
        var builder = new ReferenceBuilder { columns = inputs };
        return (builder.Stack(layers, ""), builder.columns);
    }

    public IReferenceLayer Visit(InputLayer layer) => throw Misplaced(layer);

    public IReferenceLayer Visit(LossLayer layer) => throw Misplaced(layer);

    public IReferenceLayer Visit(DenseLayer layer)
    {
        var dense = new ReferenceDense(name, columns, layer.Units, layer.Bias);
        columns = layer.Units;
        return dense;
    }

    public IReferenceLayer Visit(ActivationLayer layer) => layer.Accept(new ReferenceActivations());

    public IReferenceLayer Visit(PReluLayer layer) => new ReferencePRelu(name, columns, layer.PerChannel);

    public IReferenceLayer Visit(SoftmaxLayer layer) => new ReferenceSoftmax(columns);

    public IReferenceLayer Visit(BatchNormLayer layer) => new ReferenceBatchNorm(name, columns, layer);

    public IReferenceLayer Visit(LayerNormLayer layer) => new ReferenceLayerNorm(name, columns, layer);

    public IReferenceLayer Visit(RmsNormLayer layer) => new ReferenceRmsNorm(name, columns, layer);

    public IReferenceLayer Visit(StandardizeLayer layer) => new ReferenceStandardize(name, columns);

    public IReferenceLayer Visit(DropoutLayer layer) => new ReferenceDropout(sites++, columns, layer);

    public IReferenceLayer Visit(ResidualLayer layer)
    {
        (string block, int inputs) = (name, columns);
        ReferenceSequence body = new(Stack(layer.Body, block + ".body."));
        int outputs = columns;
        columns = inputs;
        ReferenceSequence projection = new(Stack(layer.Projection ?? [], block + ".projection."));
        return columns == outputs
            ? new ReferenceResidual(body, projection, layer.Scale)
            : throw new ArgumentException(
                $"the body of residual '{block}' yields {outputs} features, but {columns} come around it: "
                + $"give it a projection to {outputs}.");
    }

    public IReferenceLayer Visit(ConcatLayer layer) => Concat(layer.Body, name);

    public IReferenceLayer Visit(DenseBlockLayer layer)
    {
        string block = name;
        return new ReferenceSequence([.. Enumerable.Range(0, layer.Count).Select(i => Concat(layer.Body, Child(block + ".", i)))]);
    }

    private ReferenceConcat Concat(LayerStack stack, string block)
    {
        int inputs = columns;
        ReferenceSequence body = new(Stack(stack, block + ".body."));
        columns += inputs;
        return new ReferenceConcat(body);
    }

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

    private static string Child(string prefix, int index) => prefix + index.ToString(CultureInfo.InvariantCulture);

    private ArgumentException Misplaced(Layer layer) =>
        new($"a stack is Input, layers, then at most one loss; {layer} came as layer '{name}'.");
}
