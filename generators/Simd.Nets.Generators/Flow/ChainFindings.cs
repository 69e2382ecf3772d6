using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Simd.Nets.Generators.Diagnostics.Checks;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Flow;

/// <summary>What becomes of gradients along chains of layers: one finding a network, of the most telling rule.</summary>
internal static class ChainFindings
{
    // Beyond 6 ξ layers, so e³ in the norm.
    private static readonly double TrainableRatio = Math.Exp(-3);

    /// <summary>The finding of the network's own chain, or of the worst one inside a block.</summary>
    public static IEnumerable<FlowFinding> Of(LayerStack layers, GradientFlow flow, FlowLimits limits)
    {
        FlowSpan sick = Telling(layers, flow, limits);
        if (!IsSick(sick, layers, limits))
        {
            yield break;
        }

        int position = flow.Spans.ToList().IndexOf(sick);
        (DiagnosticDescriptor rule, StackChange[] changes) = Diagnose(sick, layers, limits, After);
        (StackChange change, double after) = Best(changes, limits, After);
        LayerFlow blamed = Blamed(sick);
        string path = rule == FlowRules.Initialiser ? Declaring(layers, blamed).Path : blamed.Path;
        yield return new(
            rule,
            path,
            sick.Ratio < 1 ? "Gradients vanish" : "Gradients explode",
            sick.Layers.Count,
            Text(sick.Ratio),
            LayerSpelling.Of(blamed.Layer),
            sick.DepthScale.ToString("0.#", CultureInfo.InvariantCulture),
            limits.Verdict(after) == 0 || Helps(sick.Ratio, after)
                ? $"{change.Text}: ratio {Text(sick.Ratio)} → {Text(after)}"
                : "use fewer layers, or wrap them in Residual");

        double After(StackChange change) => GradientFlow.Predict(change.Layers, flow[0].SecondMoment).Spans[position].Ratio;
    }

    /// <summary>The chain that tells how a network fares: its own, unless that is well and one inside a block is not.</summary>
    public static FlowSpan Telling(LayerStack layers, GradientFlow flow, FlowLimits limits) =>
        flow.Spans.Reverse().Where(span => IsSick(span, layers, limits))
            .OrderByDescending(span => span == flow.Outer).ThenByDescending(span => ChangeRanking.Distance(span.Ratio)).FirstOrDefault()
            ?? flow.Outer;

    /// <summary>A ratio as messages have it.</summary>
    public static string Text(double ratio) => ratio.ToString(ratio is >= 0.01 and < 1e4 ? "0.##" : "0.#e-0", CultureInfo.InvariantCulture);

    private static bool IsSick(FlowSpan span, LayerStack layers, FlowLimits limits) =>
        limits.Verdict(span.Ratio) != 0 || (span.Ratio < TrainableRatio && Elements(span, layers).Any(StackChange.Saturates));

    /// <summary>The cause, as far as one change shows it, and the changes to try.</summary>
    private static (DiagnosticDescriptor Rule, StackChange[] Changes) Diagnose(
        FlowSpan span, LayerStack layers, FlowLimits limits, Func<StackChange, double> after)
    {
        Layer[] elements = [.. Elements(span, layers)];
        StackChange own = StackChange.OwnInitialisers(layers);
        StackChange normalised = StackChange.Normalised(layers);
        bool explodes = span.Ratio > 1;
        if (explodes && elements.Any(layer => layer is BatchNormLayer)
            && !elements.Any(layer => layer is ResidualLayer or ConcatLayer or DenseBlockLayer))
        {
            return (FlowRules.BatchNormalised, [StackChange.OtherNorm(layers)]);
        }

        if (explodes && elements.Any(layer => layer is ResidualLayer { Scale: 1 } block && !block.Body.Any(IsNorm)))
        {
            return (FlowRules.UnscaledBranches, [StackChange.ScaledBranches(layers), own, normalised]);
        }

        // An explicit initialiser is the cause where gradients fare well without it.
        if (!own.Layers.Equals(layers)
            && after(own) is var ratio && limits.Verdict(ratio) == 0 && Helps(span.Ratio, ratio))
        {
            return (FlowRules.Initialiser, [own]);
        }

        return elements.Any(StackChange.Saturates)
            ? (explodes ? FlowRules.Exploding : FlowRules.Saturating, [own, StackChange.Rectifiers(layers), normalised])
            : (explodes ? FlowRules.Exploding : FlowRules.Vanishing, [own, normalised]);
    }

    private static (StackChange Change, double Ratio) Best(StackChange[] changes, FlowLimits limits, Func<StackChange, double> after) =>
        changes.Select(change => (Change: change, Ratio: after(change))).BestFirst(
            change => limits.Verdict(change.Ratio) == 0 && change.Ratio > TrainableRatio,
            change => ChangeRanking.Distance(change.Ratio)).First();

    private static bool Helps(double before, double after) =>
        ChangeRanking.Helps(ChangeRanking.Distance(before), ChangeRanking.Distance(after));

    /// <summary>The layer at which a gradient changes most on its way to the one before.</summary>
    private static LayerFlow Blamed(FlowSpan span)
    {
        int direction = span.Ratio < 1 ? -1 : 1;
        return Enumerable.Range(1, span.Layers.Count - 1)
            .OrderByDescending(i => direction * Math.Round(Log(span.Layers[i - 1].Ratio) - Log(span.Layers[i].Ratio), 6))
            .Select(i => span.Layers[i])
            .First();
    }

    /// <summary>Where the initialiser is written that a layer starts with.</summary>
    private static Element Declaring(LayerStack layers, LayerFlow blamed)
    {
        Element[] all = [.. Element.All(layers)];
        return blamed.Layer is not (DenseLayer { Init: null } or ConvolutionLayer { Init: null })
            || layers[0] is not InputLayer { Init: not null }
            ? all.First(element => element.Path == blamed.Path)
            : all[0];
    }

    /// <summary>All layers of the stack that a chain is of.</summary>
    private static IEnumerable<Layer> Elements(FlowSpan span, LayerStack layers)
    {
        string path = span.Layers.Count == 0 ? "" : span.Layers[0].Path;
        string prefix = path.Substring(0, path.LastIndexOf('/') + 1);
        return Element.All(layers)
            .Where(element => element.Path.StartsWith(prefix, StringComparison.Ordinal) && element.Path.IndexOf('/', prefix.Length) < 0)
            .Select(element => element.Layer);
    }

    private static bool IsNorm(Layer layer) => layer is BatchNormLayer or LayerNormLayer or RmsNormLayer;

    private static double Log(double ratio) => ratio > 0 ? Math.Log(ratio) : -1e3;
}
