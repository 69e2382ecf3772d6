using System.Globalization;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>Layers as they are written in a declaration, without their options.</summary>
internal sealed class LayerSpelling : ILayerVisitor<string>
{
    private static readonly LayerSpelling Visitor = new();

    /// <summary>The spelling of a layer.</summary>
    public static string Of(Layer layer) => layer.Accept(Visitor);

    public string Visit(InputLayer layer) => Sized("Input", layer.Features);

    public string Visit(DenseLayer layer) => Sized("Dense", layer.Units);

    public string Visit(ReluLayer layer) => "Relu";

    public string Visit(TanhLayer layer) => "Tanh";

    public string Visit(SigmoidLayer layer) => "Sigmoid";

    public string Visit(SoftmaxCrossEntropyLayer layer) => "SoftmaxCrossEntropy";

    public string Visit(MeanSquaredErrorLayer layer) => "MeanSquaredError";

    private static string Sized(string name, int size) => $"{name}({size.ToString(CultureInfo.InvariantCulture)})";
}
