using System.Globalization;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>Layers as they are written in a declaration, without their options.</summary>
internal sealed class LayerSpelling : ILayerVisitor<string>
{
    private static readonly LayerSpelling Visitor = new();

    /// <summary>The spelling of a layer.</summary>
    public static string Of(Layer layer) => layer.Accept(Visitor);

    public string Visit(InputLayer layer) => layer.Image switch
    {
        { Height: 1 } sequence => Text($"Input({sequence.Width}, {sequence.Channels})"),
        { } image => Text($"Input({image.Height}, {image.Width}, {image.Channels})"),
        null => Text($"Input({layer.Features})"),
    };

    public string Visit(DenseLayer layer) => Text($"Dense({layer.Units})");

    public string Visit(ConvolutionLayer layer) => layer.IsOneDimensional
        ? Text($"Conv1D({layer.Channels}, {layer.KernelWidth})")
        : Text($"Conv2D({layer.Channels}, {layer.KernelHeight})");

    public string Visit(PoolingLayer layer) => layer.Height == 1 && layer.Width != 1
        ? Text($"{layer.Kind}Pool1D({layer.Width})")
        : Text($"{layer.Kind}Pool({layer.Height})");

    public string Visit(AdaptivePoolingLayer layer) => layer is { Height: 1, Width: 1 }
        ? Text($"Global{layer.Kind}Pool")
        : Text($"Adaptive{layer.Kind}Pool({layer.Height}, {layer.Width})");

    public string Visit(FlattenLayer layer) => Plain(layer);

    public string Visit(ActivationLayer layer) => Plain(layer);

    public string Visit(PReluLayer layer) => Plain(layer);

    public string Visit(SoftmaxLayer layer) => Plain(layer);

    public string Visit(BatchNormLayer layer) => Plain(layer);

    public string Visit(LayerNormLayer layer) => Plain(layer);

    public string Visit(RmsNormLayer layer) => Plain(layer);

    public string Visit(StandardizeLayer layer) => Plain(layer);

    public string Visit(DropoutLayer layer) => Text($"{(layer.Alpha ? "AlphaDropout" : "Dropout")}({layer.Rate:R})");

    public string Visit(ResidualLayer layer) => "Residual([…])";

    public string Visit(ConcatLayer layer) => "Concat([…])";

    public string Visit(DenseBlockLayer layer) => Text($"DenseBlock({layer.Count}, […])");

    public string Visit(LossLayer layer) => Plain(layer);

    // A layer without arguments is the property that its record is called after.
    private static string Plain(Layer layer)
    {
        string record = layer.GetType().Name;
        return record.Substring(0, record.Length - "Layer".Length);
    }

    private static string Text(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
