using System.Collections.Generic;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>One input first, at most one loss last, something between; layers in every block, but neither input nor loss.</summary>
internal static class OrderChecks
{
    public static IEnumerable<Finding> Run(LayerStack layers)
    {
        int? input = null;
        int? loss = null;
        int between = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            switch (layers[i])
            {
                case InputLayer layer:
                    if (i > 0)
                    {
                        string remedy = input is null ? "move it to the front" : "remove the second one";
                        yield return new(LayerRules.InputNotFirst, Path(i), LayerSpelling.Of(layer), remedy);
                    }

                    input ??= i;
                    break;
                case LossLayer layer when loss is { } first:
                    yield return new(LayerRules.TwoLosses, Path(i), LayerSpelling.Of(layer), LayerSpelling.Of(layers[first]));
                    break;
                case LossLayer:
                    loss = i;
                    break;
                default:
                    between++;
                    break;
            }
        }

        if (input is null)
        {
            yield return layers.Count == 0
                ? new(LayerRules.InputNotFirst, "", "nothing", "add Input(features)")
                : new(LayerRules.InputNotFirst, "0", LayerSpelling.Of(layers[0]), "add Input(features) before it");
        }

        if (loss is { } early && early + 1 < layers.Count && layers[early + 1] is not LossLayer)
        {
            yield return new(
                LayerRules.LossNotLast, Path(early), LayerSpelling.Of(layers[early]), $"before {LayerSpelling.Of(layers[early + 1])}");
        }

        if (between == 0 && input is not null)
        {
            yield return new(LayerRules.Nothing, Path(layers.Count - 1));
        }

        foreach (Finding finding in Blocks(layers))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Blocks(LayerStack layers)
    {
        foreach ((string path, Layer layer, Layer? block) in Element.All(layers))
        {
            switch (layer)
            {
                case InputLayer when block is not null:
                    string remove = $"remove it, {LayerSpelling.Of(block)} has its input already";
                    yield return new(LayerRules.InputNotFirst, path, LayerSpelling.Of(layer), remove);
                    break;
                case LossLayer when block is not null:
                    yield return new(LayerRules.LossNotLast, path, LayerSpelling.Of(layer), $"inside {LayerSpelling.Of(block)}");
                    break;
            }

            foreach (NestedStack stack in NestedStacks.Of(layer))
            {
                if (stack.Layers.Count == 0)
                {
                    yield return new(BlockRules.Empty, path, LayerSpelling.Of(layer), stack.Name);
                }
            }
        }
    }

    private static string Path(int index) => Element.PathOf("", index);
}
