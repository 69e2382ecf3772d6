using System;
using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets;

/// <summary>A layer while the flow is being computed.</summary>
internal sealed class FlowEntry(string path, string name, Layer layer, FlowValue from)
{
    public string Path { get; } = path;

    public Layer Layer { get; } = layer;

    public FlowValue? To { get; set; }

    public bool HasWeights { get; set; }

    public LayerFlow Flow()
    {
        double after = To!.GradientSquare;
        return new(Path, name, Layer, To.Moments.Square, after > 0 ? from.GradientSquare / after : 0, Math.Sqrt(after))
        {
            HasWeights = HasWeights,
            Features = To.Features,
        };
    }
}

/// <summary>The layers with weights of one stack, from the first to the last hidden one.</summary>
internal sealed record FlowSpan(IReadOnlyList<LayerFlow> Layers)
{
    /// <summary>The norm of the gradient of the first layer's output over that of the last one's.</summary>
    public double Ratio { get; } = Layers.Count < 2 ? 1
        : Layers[Layers.Count - 1].Ratio > 0 ? Layers[0].Ratio / Layers[Layers.Count - 1].Ratio : 0;

    /// <summary>χ: the factor on the squared norm of a gradient from one layer to the one before, as a mean.</summary>
    public double Chi => Layers.Count < 2 ? 1 : Math.Pow(Ratio, 2.0 / (Layers.Count - 1));

    /// <summary>ξ: so many layers change a squared norm by a factor of e.</summary>
    public double DepthScale => 1 / Math.Abs(Math.Log(Chi));

    /// <summary>
    /// The span of a stack. Where a normalisation stands behind a layer, what comes out of it counts: what goes in may be of any size.
    /// </summary>
    /// <param name="stack">Its layers.</param>
    /// <param name="isOuter">Whether it is the network's own, whose last layer makes the outputs.</param>
    public static FlowSpan Of(IReadOnlyList<LayerFlow> stack, bool isOuter)
    {
        int[] weighted = [.. Enumerable.Range(0, stack.Count).Where(i => stack[i].HasWeights)];
        bool endsInOutputs = isOuter && weighted.Length > 1 && stack[weighted[weighted.Length - 1]].Layer is DenseLayer or ConvolutionLayer;
        return new(
        [
            .. weighted.Take(weighted.Length - (endsInOutputs ? 1 : 0)).Select(i =>
                i + 1 < stack.Count && stack[i + 1].Layer is BatchNormLayer or LayerNormLayer or RmsNormLayer ? stack[i + 1] : stack[i]),
        ]);
    }
}
