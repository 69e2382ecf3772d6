using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>
/// Names that can prefix the names of tensors, and prefixes that differ all over the network: a layer without a name has its index, and
/// inside a block the block's prefix comes first.
/// </summary>
internal static class NameChecks
{
    public static IEnumerable<Finding> Run(LayerStack layers)
    {
        Named[] all = [.. All(layers, "", "", null)];
        FindFaults(all);

        // Where a block's name is wrong, so are those of its layers, and by the same correction right.
        return all.Where(named => named.Fault is not null && named.Block?.Fault is null)
            .Select(named => new Finding(LayerRules.BadName, named.Path, named.Wrong, named.Fault!, "choose another name"));
    }

    private static void FindFaults(Named[] all)
    {
        var taken = new Dictionary<string, Named>(StringComparer.Ordinal);

        // Indices come first: a name can be chosen, an index cannot. The input has no tensors, so without a name it has no prefix.
        foreach (Named named in all
            .Where(named => named.Layer is not InputLayer { Name: null })
            .OrderBy(named => named.Layer.Name is not null))
        {
            if (named.Layer.Name is { } name && (name.Length == 0 || !name.All(IsAllowed)))
            {
                (named.Wrong, named.Fault) = (name, "is not made of one or more ASCII letters, digits, '_', '.' and '-'");
            }
            else if (taken.TryGetValue(named.Prefix, out Named first))
            {
                named.Fault = first.Layer.Name is null && named.Layer.Name is not null
                    ? $"is the index of {LayerSpelling.Of(first.Layer)}, which has no other"
                    : "names an earlier layer too";
            }
            else
            {
                taken.Add(named.Prefix, named);
            }
        }
    }

    private static IEnumerable<Named> All(LayerStack layers, string path, string prefix, Named? block)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            int index = block is null ? i - 1 : i;
            string name = layers[i].Name ?? index.ToString(CultureInfo.InvariantCulture);
            var named = new Named(Element.PathOf(path, i), layers[i], prefix + name, block);
            yield return named;
            foreach (Named inner in NestedStacks.Of(layers[i]).SelectMany(stack => Copies(stack).SelectMany(
                copy => All(stack.Layers, Element.Prefix(named.Path, stack.Name), $"{named.Prefix}.{copy}", named))))
            {
                yield return inner;
            }
        }
    }

    /// <summary>What stands between the prefix of a block and those of its layers.</summary>
    private static IEnumerable<string> Copies(NestedStack stack) => stack.Copies is not { } copies
        ? [$"{stack.Name}."]
        : Enumerable.Range(0, Math.Max(0, copies)).Select(copy => $"{copy.ToString(CultureInfo.InvariantCulture)}.{stack.Name}.");

    private static bool IsAllowed(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.' or '-';

    /// <summary>A layer of the network (each copy of a block's is one), what its tensors' names start with, and its block.</summary>
    private sealed class Named(string path, Layer layer, string prefix, Named? block)
    {
        public string Path { get; } = path;

        public Layer Layer { get; } = layer;

        public string Prefix { get; } = prefix;

        public Named? Block { get; } = block;

        /// <summary>What is wrong with <see cref="Wrong"/>, if anything.</summary>
        public string? Fault { get; set; }

        public string Wrong { get; set; } = prefix;
    }
}
