using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Simd.Nets.Generators.Parsing;

/// <summary>A layer at its place in a declaration.</summary>
/// <param name="Path">
/// Indices from 0, and the names of the stacks between them: <c>3</c>, <c>3/body/1</c>, <c>3/projection/0</c>. A dense block has its body
/// once, however many copies the network has.
/// </param>
/// <param name="Layer">The layer.</param>
/// <param name="Block">The layer in whose stack it stands; null in the declaration's own.</param>
internal sealed record Element(string Path, Layer Layer, Layer? Block)
{
    /// <summary>Every layer of a stack, those inside others behind them.</summary>
    public static IEnumerable<Element> All(LayerStack layers) => All(layers, "", null);

    /// <summary>What the paths of a nested stack's elements start with.</summary>
    public static string Prefix(string path, string stack) => $"{path}/{stack}/";

    /// <summary>The path of the layer at an index behind a prefix; the declaration's own stack has an empty one.</summary>
    public static string PathOf(string prefix, int index) => prefix + index.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<Element> All(LayerStack layers, string prefix, Layer? block)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            var element = new Element(PathOf(prefix, i), layers[i], block);
            yield return element;
            foreach (Element inner in NestedStacks.Of(layers[i]).SelectMany(
                stack => All(stack.Layers, Prefix(element.Path, stack.Name), element.Layer)))
            {
                yield return inner;
            }
        }
    }
}
