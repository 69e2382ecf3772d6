namespace Simd.Nets.Testing;

/// <summary>Turns a declaration into reference layers, one member a kind of layer; a loss becomes the kind of its targets.</summary>
internal sealed class ReferenceBuilder : ILayerVisitor<IReferenceLayer?>
{
    private readonly List<IReferenceLayer> layers = [];
    private int position = -1;
    private string? name;

    private ReferenceBuilder() { }

    public int InputSize { get; private set; }

    public int OutputSize { get; private set; }

    public TargetKind Targets { get; private set; }

    public IReadOnlyList<IReferenceLayer> Layers => layers;

    public static ReferenceBuilder Build(LayerStack declaration)
    {
        var builder = new ReferenceBuilder();
        foreach (Layer layer in declaration)
        {
            builder.Add(layer);
        }

        return builder.position >= 0 ? builder : throw new ArgumentException("a stack needs at least its Input.", nameof(declaration));
    }

    public IReferenceLayer? Visit(InputLayer layer)
    {
        InputSize = OutputSize = layer.Features;
        return null;
    }

    public IReferenceLayer? Visit(DenseLayer layer)
    {
        var dense = new ReferenceDense(name!, OutputSize, layer.Units, layer.Bias);
        OutputSize = layer.Units;
        return dense;
    }

    public IReferenceLayer? Visit(ActivationLayer layer) => layer switch
    {
        ReluLayer => new ReferenceRelu(),
        TanhLayer => new ReferenceElementwise(Math.Tanh),
        SigmoidLayer => new ReferenceElementwise(z => 1 / (1 + Math.Exp(-z))),
        _ => throw new NotSupportedException(),
    };

    public IReferenceLayer? Visit(LossLayer layer)
    {
        Targets = layer is SoftmaxCrossEntropyLayer ? TargetKind.Labels : TargetKind.Values;
        return null;
    }

    public IReferenceLayer? Visit(PReluLayer layer) => throw new NotSupportedException();

    public IReferenceLayer? Visit(SoftmaxLayer layer) => throw new NotSupportedException();

    public IReferenceLayer? Visit(BatchNormLayer layer) => throw new NotSupportedException();

    public IReferenceLayer? Visit(LayerNormLayer layer) => throw new NotSupportedException();

    public IReferenceLayer? Visit(RmsNormLayer layer) => throw new NotSupportedException();

    public IReferenceLayer? Visit(StandardizeLayer layer) => throw new NotSupportedException();

    public IReferenceLayer? Visit(DropoutLayer layer) => throw new NotSupportedException();

    public IReferenceLayer? Visit(ResidualLayer layer) => throw new NotSupportedException();

    public IReferenceLayer? Visit(ConcatLayer layer) => throw new NotSupportedException();

    public IReferenceLayer? Visit(DenseBlockLayer layer) => throw new NotSupportedException();

    private void Add(Layer layer)
    {
        if (layer is InputLayer != (position == -1) || Targets != TargetKind.None)
        {
            throw new ArgumentException(
                $"a stack is Input, layers, then at most one loss; {layer} came at position {position + 1}.", nameof(layer));
        }

        name = layer.Name ?? position.ToString(System.Globalization.CultureInfo.InvariantCulture);
        position++;
        if (layer.Accept(this) is { } reference)
        {
            layers.Add(reference);
        }
    }
}
