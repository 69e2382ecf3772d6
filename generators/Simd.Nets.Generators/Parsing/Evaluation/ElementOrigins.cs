using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Parsing.Evaluation;

/// <summary>Which syntax an evaluated layer came from: by identity, which repeats, spreads and the layers around it keep.</summary>
internal sealed class ElementOrigins
{
    private readonly Dictionary<Layer, (SyntaxNode Element, SyntaxNode? InHelper)> origins = new(ByReference<Layer>.Comparer);

    /// <summary>A copy of the layer that stands at an element of a collection expression.</summary>
    public Layer Place(Layer layer, SyntaxNode element, Frame frame)
    {
        SyntaxNode? inHelper = frame.Call is null ? null : element;
        if (origins.TryGetValue(layer, out (SyntaxNode Element, SyntaxNode? InHelper) inner))
        {
            inHelper = inner.InHelper ?? inner.Element;
        }

        Layer placed = Vocabulary.Copy(layer);
        origins[placed] = (frame.Call ?? element, inHelper);
        return placed;
    }

    /// <summary>Tells the sink where the layers of a stack stand, those inside others too.</summary>
    public void Report(LayerStack layers, IElementSink sink)
    {
        foreach (Element element in Element.All(layers))
        {
            if (origins.TryGetValue(element.Layer, out (SyntaxNode Element, SyntaxNode? InHelper) origin))
            {
                sink.Place(element.Path, origin.Element.GetLocation(), origin.InHelper?.GetLocation());
            }
        }
    }
}
