using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Flow;

/// <content>Stacks and the stacks inside their layers.</content>
internal sealed partial record StackChange
{
    /// <summary>
    /// Repeated layers as residual blocks. The first copy may change the width, so it stays outside, and what followed it comes first in a
    /// block: <c>w, f, w, f, w, f</c> becomes <c>w, {f, w}, {f, w}, f</c>. Copies are the same objects; what is written twice is not.
    /// </summary>
    public static StackChange Wrapped(LayerStack layers)
    {
        bool isNormalised = All(layers).Any(IsNorm);
        double scale = isNormalised ? 1 : Scale(Stacks(layers).SelectMany(Repetitions).Sum(repeated => repeated.Count - 1));
        string text = scale.ToString("R", CultureInfo.InvariantCulture);
        return new(
            ChangeKind.WrapInResidual,
            "wrap the repeated layers in Residual" + (isNormalised ? "" : $", scaled by {text}"),
            Wrapped(layers, scale),
            isNormalised ? "" : text);
    }

    private static LayerStack Wrapped(LayerStack layers, double scale)
    {
        var wrapped = new List<Layer>();
        int done = 0;
        foreach ((int start, int length, int count) in Repetitions(layers))
        {
            wrapped.AddRange(layers.Skip(done).Take(start + 1 - done).Select(Outside));
            Layer[] rest = [.. layers.Skip(start + 1).Take(length - 1)];
            wrapped.AddRange(Enumerable.Repeat<Layer>(Nets.Layers.Residual([.. rest, layers[start]], scale), count - 1));
            wrapped.AddRange(rest);
            done = start + (length * count);
        }

        wrapped.AddRange(layers.Skip(done).Select(Outside));
        return LayerStack.Create([.. wrapped]);

        Layer Outside(Layer layer) => Inside(layer, stack => Wrapped(stack, scale));
    }

    /// <summary>Where layers with weights, each with some without behind it, are repeated.</summary>
    private static IEnumerable<(int Start, int Length, int Count)> Repetitions(LayerStack layers)
    {
        for (int start = 0; start < layers.Count; start++)
        {
            int length = 1;
            while (start + length < layers.Count && IsPlain(layers[start + length]))
            {
                length++;
            }

            int count = 1;
            while (HasWeights(layers[start]) && length > 1 && start + (length * (count + 1)) <= layers.Count
                && Enumerable.Range(start, length).All(i => ReferenceEquals(layers[i], layers[i + (length * count)])))
            {
                count++;
            }

            if (count > 1)
            {
                yield return (start, length, count);
                start += (length * count) - 1;
            }
        }
    }

    private static bool IsPlain(Layer layer) => !HasWeights(layer) && layer is not (ResidualLayer or ConcatLayer or DenseBlockLayer or LossLayer);

    /// <summary>Every layer, those inside others behind them.</summary>
    private static IEnumerable<Layer> All(LayerStack layers) => Stacks(layers).SelectMany(stack => stack);

    private static IEnumerable<LayerStack> Stacks(LayerStack layers)
    {
        yield return layers;
        foreach (LayerStack inner in layers.SelectMany(NestedStacks.Of).SelectMany(nested => Stacks(nested.Layers)))
        {
            yield return inner;
        }
    }

    /// <summary>Every layer, those inside others too, replaced by some.</summary>
    private static LayerStack Each(LayerStack layers, Func<Layer, IEnumerable<Layer>> change) => Each(layers, (layer, _) => change(layer));

    /// <summary>The same; the change sees what stands before a layer in its stack, too.</summary>
    private static LayerStack Each(LayerStack layers, Func<Layer, Layer?, IEnumerable<Layer>> change) => LayerStack.Create(
        [.. layers.SelectMany((layer, i) => change(Inside(layer, stack => Each(stack, change)), i > 0 ? layers[i - 1] : null))]);

    private static Layer Inside(Layer layer, Func<LayerStack, LayerStack> change) => layer switch
    {
        ResidualLayer block => block with
        {
            Body = change(block.Body),
            Projection = block.Projection is { } projection ? change(projection) : null,
        },
        ConcatLayer block => block with { Body = change(block.Body) },
        DenseBlockLayer block => block with { Body = change(block.Body) },
        _ => layer,
    };
}
