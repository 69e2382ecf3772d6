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
    /// <summary>The finding of the network's own chain, or of the worst one inside a block.</summary>
    public static IEnumerable<FlowFinding> Of(
        LayerStack layers, GradientFlow flow, FlowLimits limits, FlowFunctions functions, Func<StackChange, bool> canMake)
    {
        FlowSpan sick = Telling(layers, flow, limits);
        if (!IsSick(sick, layers, limits))
        {
            yield break;
        }

        ChainDiagnosis diagnosis = Diagnosis(layers, flow, limits, functions, canMake);
        ChainFault fault = diagnosis.Fault([.. Elements(sick, layers)], sick.Ratio);
        LayerFlow blamed = Blamed(sick);
        string path = fault == ChainFault.Initialiser ? Declaring(layers, blamed).Path : blamed.Path;
        yield return new(
            FlowRules.Of(fault),
            path,
            sick.Ratio < 1 ? "Gradients vanish" : "Gradients explode",
            sick.Layers.Count,
            Text(sick.Ratio),
            LayerSpelling.Of(blamed.Layer),
            sick.DepthScale.ToString("0.#", CultureInfo.InvariantCulture),
            diagnosis.Best(fault, sick.Ratio) is { } best ? Text(best) : "use fewer layers, or wrap them in Residual");
    }

    /// <summary>What changes do to a network, and which of them can be made.</summary>
    public static ChainDiagnosis Diagnosis(
        LayerStack layers, GradientFlow flow, FlowLimits limits, FlowFunctions functions, Func<StackChange, bool> canMake)
    {
        FlowFinding[] beside = [.. FlowFindings.BesideChains(layers, flow)];
        return new(
            layers,
            limits,
            changed =>
            {
                GradientFlow then = GradientFlow.PredictWith(changed, flow[0].SecondMoment, functions);
                FlowSpan telling = Telling(changed, then, limits);
                return new(
                    telling.Ratio,
                    !double.IsNaN(telling.Ratio) && !IsSick(telling, changed, limits),
                    FlowFindings.AreWorse(beside, FlowFindings.BesideChains(changed, then), DiagnosticSeverity.Warning));
            },
            canMake);
    }

    /// <summary>A change and what comes of it, as messages and titles of fixes have it.</summary>
    public static string Text(Prospect prospect)
    {
        (string before, string after) = (Text(prospect.Before), Text(prospect.After.Ratio));
        return $"{prospect.Change.Text}: " + (before == after ? $"ratio {after} as before, which is no fault then" : $"ratio {before} → {after}");
    }

    /// <summary>The chain that tells how a network fares: its own, unless that is well and one inside a block is not.</summary>
    public static FlowSpan Telling(LayerStack layers, GradientFlow flow, FlowLimits limits) =>
        flow.Spans.Reverse().Where(span => IsSick(span, layers, limits))
            .OrderByDescending(span => span == flow.Outer).ThenByDescending(span => ChangeRanking.Distance(span.Ratio)).FirstOrDefault()
            ?? flow.Outer;

    /// <summary>−1 where gradients vanish on the chain that tells, 1 where they explode, else 0; and their ratio there.</summary>
    public static (int Verdict, double Ratio) Verdict(LayerStack layers, GradientFlow flow, FlowLimits limits)
    {
        FlowSpan telling = Telling(layers, flow, limits);
        return (!IsSick(telling, layers, limits) ? 0 : telling.Ratio < 1 ? -1 : 1, telling.Ratio);
    }

    /// <summary>A ratio as messages have it.</summary>
    public static string Text(double ratio) => ratio == 0 ? "0" : ratio.ToString(ratio is >= 0.01 and < 1e4 ? "0.##" : "0.#e-0", CultureInfo.InvariantCulture);

    // Where fewer than two layers are, a gradient has no way from one to another.
    private static bool IsSick(FlowSpan span, LayerStack layers, FlowLimits limits) => span.Layers.Count > 1
        && (limits.Verdict(span.Ratio) != 0 || (span.Ratio < limits.Saturating && Elements(span, layers).Any(StackChange.Saturates)));

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

    /// <summary>All layers of the stack that a chain is of, but for what makes the network's outputs.</summary>
    private static IEnumerable<Layer> Elements(FlowSpan span, LayerStack layers)
    {
        string path = span.Layers.Count == 0 ? "" : span.Layers[0].Path;
        string prefix = path.Substring(0, path.LastIndexOf('/') + 1);
        return prefix.Length == 0 ? StackChange.Hidden(layers) : Element.All(layers)
            .Where(element => element.Path.StartsWith(prefix, StringComparison.Ordinal) && element.Path.IndexOf('/', prefix.Length) < 0)
            .Select(element => element.Layer);
    }

    private static double Log(double ratio) => ratio > 0 ? Math.Log(ratio) : -1e3;
}
