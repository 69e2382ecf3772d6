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
    /// Repeated layers as residual blocks. The first copy may change the width, so it stays outside. As they are written,
    /// <c>w, f, w, f, w, f</c> becomes <c>w, f, {w, f}, {w, f}</c>; turned, where a copy begins with weights,
    /// <c>w, {f, w}, {f, w}, f</c>: what is added passes no activation then, which is the better block (He et al. 2016, arXiv 1603.05027).
    /// </summary>
    public static StackChange Wrapped(LayerStack layers, bool turned)
    {
        bool isNormalised = All(layers).Any(IsNorm);
        double scale = isNormalised ? 1 : Scale(Stacks(layers).SelectMany(Repetition.All).Sum(repeated => repeated.Count - 1));
        string text = scale.ToString("R", CultureInfo.InvariantCulture);
        return new(
            turned ? ChangeKind.WrapTurned : ChangeKind.WrapAsWritten,
            "wrap the repeated layers in Residual" + (isNormalised ? "" : $", scaled by {text}"),
            Wrapped(layers, scale, turned),
            isNormalised ? "" : text);
    }

    /// <summary>Where in a repetition the blocks begin that are wrapped; all are as long as a copy, and one less than these.</summary>
    public static int FirstBlock(Layer first, int length, bool turned) => turned && HasWeights(first) ? 1 : length;

    private static LayerStack Wrapped(LayerStack layers, double scale, bool turned)
    {
        var wrapped = new List<Layer>();
        int done = 0;
        foreach (Repetition repeated in Repetition.All(layers))
        {
            int block = repeated.Start + FirstBlock(layers[repeated.Start], repeated.Length, turned);
            for (int i = 1; i < repeated.Count; i++, block += repeated.Length)
            {
                UpTo(block);
                Layer[] body = [.. Enumerable.Range(block, repeated.Length).Select(at => layers[at])];
                wrapped.Add(Nets.Layers.Residual(LayerStack.Create(body), scale));
                done = block + repeated.Length;
            }
        }

        UpTo(layers.Count);
        return LayerStack.Create([.. wrapped]);

        void UpTo(int end)
        {
            for (; done < end; done++)
            {
                wrapped.Add(Inside(layers[done], stack => Wrapped(stack, scale, turned)));
            }
        }
    }

    /// <summary>
    /// Whether a layer stands behind the last weights of the network. What does makes the outputs of them, a probability say: it is no
    /// hidden layer, gradients on their way through these do not meet it, and a change of it changes what the network can say.
    /// </summary>
    public static bool IsOfOutputs(LayerStack layers, string path) =>
        path.IndexOf('/') < 0 && int.Parse(path, CultureInfo.InvariantCulture) >= OutputStart(layers);

    /// <summary>All layers of the network's own stack but those, the last weights with them.</summary>
    public static LayerStack Hidden(LayerStack layers) => LayerStack.Create([.. layers.Take(OutputStart(layers))]);

    private static int OutputStart(LayerStack layers)
    {
        int start = layers.Count;
        while (start > 0 && !HoldsWeights(layers[start - 1]))
        {
            start--;
        }

        return start;

        static bool HoldsWeights(Layer layer) => HasWeights(layer) || NestedStacks.Of(layer).Any(nested => nested.Layers.Any(HoldsWeights));
    }

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
    private static LayerStack Each(LayerStack layers, Func<Layer, IEnumerable<Layer>> change) => Each(layers, (layer, _, _) => change(layer));

    /// <summary>The same; the change sees what stands before and behind a layer in its stack, too.</summary>
    private static LayerStack Each(LayerStack layers, Func<Layer, Layer?, Layer?, IEnumerable<Layer>> change) => LayerStack.Create(
        [.. layers.SelectMany((layer, i) => change(
            Inside(layer, stack => Each(stack, change)), i > 0 ? layers[i - 1] : null, i + 1 < layers.Count ? layers[i + 1] : null))]);

    /// <summary>The same, but for what makes the outputs: the last weights see nothing behind them.</summary>
    private static LayerStack EachHidden(LayerStack layers, Func<Layer, Layer?, Layer?, IEnumerable<Layer>> change) =>
        LayerStack.Create([.. Each(Hidden(layers), change), .. layers.Skip(OutputStart(layers))]);

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
