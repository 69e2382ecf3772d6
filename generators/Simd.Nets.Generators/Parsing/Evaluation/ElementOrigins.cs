using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Parsing.Evaluation;

/// <summary>Which syntax an evaluated layer came from: by identity, which repeats and spreads keep.</summary>
internal sealed class ElementOrigins
{
    private readonly Dictionary<Layer, (SyntaxNode Element, SyntaxNode? InHelper)> origins = new(new Identity());

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

    /// <summary>Tells the sink where the layers of a stack stand.</summary>
    public void Report(LayerStack layers, IElementSink? sink)
    {
        for (int i = 0; sink is not null && i < layers.Count; i++)
        {
            if (origins.TryGetValue(layers[i], out (SyntaxNode Element, SyntaxNode? InHelper) origin))
            {
                sink.Place(i.ToString(CultureInfo.InvariantCulture), origin.Element.GetLocation(), origin.InHelper?.GetLocation());
            }
        }
    }

    private sealed class Identity : IEqualityComparer<Layer>
    {
        public bool Equals(Layer x, Layer y) => ReferenceEquals(x, y);

        public int GetHashCode(Layer layer) => RuntimeHelpers.GetHashCode(layer);
    }
}
