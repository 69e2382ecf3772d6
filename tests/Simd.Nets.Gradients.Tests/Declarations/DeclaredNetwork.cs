namespace Simd.Nets.Gradients.Tests;

/// <summary>A network as data, and as the C# that declares it: what is evaluated must equal what was printed.</summary>
internal sealed record DeclaredNetwork(bool IsDouble, LayerStack Layers)
{
    /// <summary>Layers between the input and the loss, those in composites counted and their composites too.</summary>
    public int Depth => LayerDepth.Of(Layers.Skip(1).Where(layer => layer is not LossLayer));

    /// <summary>The first layer.</summary>
    public InputLayer Input => (InputLayer)Layers[0];

    /// <summary>Whether samples are images.</summary>
    public bool IsOfImages => Input.Image is not null;

    /// <summary>The declaration as C#.</summary>
    public string ToSource(string name) =>
        $$"""
        [Network{{(IsDouble ? "(ElementType = ElementType.Float64)" : "")}}]
        public sealed partial class {{name}}
        {
            static LayerStack Layers => {{LayerSource.Of(Layers)}};
        }
        """;

    public override string ToString() => ToSource("Network");
}

/// <summary>Counts layers.</summary>
internal static class LayerDepth
{
    public static int Of(IEnumerable<Layer> layers) => layers.Sum(Of);

    public static int Of(Layer layer) => layer switch
    {
        ResidualLayer residual => 1 + Of(residual.Body) + Of(residual.Projection ?? []),
        ConcatLayer concat => 1 + Of(concat.Body),
        DenseBlockLayer block => 1 + (block.Count * Of(block.Body)),
        _ => 1,
    };
}
