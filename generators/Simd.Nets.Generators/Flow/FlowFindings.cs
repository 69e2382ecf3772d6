using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Simd.Nets.Generators.Diagnostics.Checks;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Flow;

/// <summary>What is to be said of the gradients of a network that passed its checks.</summary>
internal static class FlowFindings
{
    /// <summary>From here on β is a hint.</summary>
    public const double NarrowHint = 0.5;

    private const double NarrowWarning = 1;

    /// <summary>All findings.</summary>
    /// <param name="layers">The network.</param>
    /// <param name="limits">What is called sick.</param>
    /// <param name="canMake">Whether a change can be made where it is declared; without it, all can.</param>
    public static IEnumerable<FlowFinding> Of(LayerStack layers, FlowLimits limits, Func<StackChange, bool>? canMake = null)
    {
        double? declared = DeclaredScale(layers, limits);
        var functions = new FlowFunctions();
        GradientFlow flow = GradientFlow.PredictWith(layers, declared, functions);
        return ChainFindings.Of(layers, flow, limits, functions, canMake ?? (_ => true))
            .Concat(BesideChains(layers, flow))
            .Concat(declared is null ? InputScale(layers, flow, limits, functions) : []);
    }

    /// <summary>E[x²] where it is declared, with the network or for all of a project.</summary>
    public static double? DeclaredScale(LayerStack layers, FlowLimits limits) => ((InputLayer)layers[0]).SecondMoment ?? limits.InputSecondMoment;

    /// <summary>Those about something else than what becomes of gradients along chains of layers.</summary>
    public static IEnumerable<FlowFinding> BesideChains(LayerStack layers, GradientFlow flow) =>
        Narrow(flow).Concat(Order(layers, "")).Concat(Logits(layers, flow));

    /// <summary>Whether some rule has more findings, or graver ones, than before, of those that are as grave as something or more.</summary>
    public static bool AreWorse(IEnumerable<FlowFinding> before, IEnumerable<FlowFinding> after, DiagnosticSeverity least)
    {
        Dictionary<(string, DiagnosticSeverity), int> had = Graver(before).ToDictionary(group => group.Key, group => group.Count());
        return Graver(after).Any(group => group.Count() > (had.TryGetValue(group.Key, out int count) ? count : 0));

        // A warning is a hint as well.
        IEnumerable<IGrouping<(string, DiagnosticSeverity), FlowFinding>> Graver(IEnumerable<FlowFinding> findings) =>
            from finding in findings
            from severity in new[] { DiagnosticSeverity.Info, DiagnosticSeverity.Warning }
            where severity >= least && finding.Severity >= severity
            group finding by (finding.Rule.Id, severity);
    }

    /// <summary>β = Σ 1/width (Hanin 2018) over the hidden layers; 0 where normalisations and skips make it no measure.</summary>
    public static double Narrowness(GradientFlow flow) =>
        flow.Outer.Layers.Count < 2
            || flow.Any(layer => layer.Layer is BatchNormLayer or LayerNormLayer or RmsNormLayer
                or ResidualLayer or ConcatLayer or DenseBlockLayer)
            ? 0
            : flow.Outer.Layers.Sum(layer => 1 / Width(layer));

    private static IEnumerable<FlowFinding> Narrow(GradientFlow flow)
    {
        double beta = Narrowness(flow);
        if (beta >= NarrowHint)
        {
            LayerFlow narrowest = flow.Outer.Layers.OrderBy(Width).First();
            yield return new(FlowRules.Narrow, narrowest.Path, Number(beta), LayerSpelling.Of(narrowest.Layer), Number(beta / 2))
            {
                Severity = beta >= NarrowWarning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            };
        }
    }

    // Of a convolution it is the numbers that a window sees.
    private static double Width(LayerFlow layer) => layer.Layer is ConvolutionLayer window
        ? (double)window.Channels * window.KernelHeight * window.KernelWidth
        : layer.Features;

    /// <summary>Layers that stand in the wrong order, or one too many.</summary>
    private static IEnumerable<FlowFinding> Order(LayerStack layers, string prefix)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            string path = Element.PathOf(prefix, i);
            Layer? next = i + 1 < layers.Count ? layers[i + 1] : null;
            switch (layers[i])
            {
                case DropoutLayer { Rate: > 0 } dropout when MeetsBatchNorm(layers, i):
                    yield return new(
                        FlowRules.DropoutBeforeBatchNorm, path, LayerSpelling.Of(dropout), Number(1 / (1 - dropout.Rate)));
                    break;
                case DenseLayer { Bias: true } or ConvolutionLayer { Bias: true } when next is BatchNormLayer:
                    yield return new(FlowRules.RedundantBias, path, LayerSpelling.Of(layers[i]));
                    break;
                case SeluLayer when next is DropoutLayer { Alpha: false, Rate: > 0 } dropout:
                    yield return new(
                        FlowRules.SeluDropout,
                        Element.PathOf(prefix, i + 1),
                        LayerSpelling.Of(dropout),
                        Number(1 / (1 - dropout.Rate)),
                        Number(dropout.Rate));
                    break;
            }

            foreach (FlowFinding inner in NestedStacks.Of(layers[i])
                .SelectMany(stack => Order(stack.Layers, Element.Prefix(path, stack.Name))))
            {
                yield return inner;
            }
        }
    }

    /// <summary>Whether a batch normalisation comes behind a position, with one layer of weights at most between.</summary>
    private static bool MeetsBatchNorm(LayerStack layers, int position)
    {
        int weights = 0;
        return layers.Skip(position + 1)
            .TakeWhile(layer => layer is not (ResidualLayer or ConcatLayer or DenseBlockLayer)
                && (layer is not (DenseLayer or ConvolutionLayer) || weights++ == 0))
            .Any(layer => layer is BatchNormLayer);
    }

    private static IEnumerable<FlowFinding> Logits(LayerStack layers, GradientFlow flow)
    {
        int last = layers.Count - 1;
        if (last > 0
            && (layers[last - 1], layers[last]) is (SoftmaxLayer, SoftmaxCrossEntropyLayer) or (SigmoidLayer, BinaryCrossEntropyLayer))
        {
            LayerFlow twice = flow.Last(layer => layer.Layer == layers[last - 1]);
            yield return new(
                FlowRules.LossTakesLogits,
                Element.PathOf("", last - 1),
                LayerSpelling.Of(layers[last - 1]),
                LayerSpelling.Of(layers[last]),
                ChainFindings.Text(Math.Sqrt(twice.BackwardFactor)));
        }
    }

    private static IEnumerable<FlowFinding> InputScale(LayerStack layers, GradientFlow flow, FlowLimits limits, FlowFunctions functions)
    {
        if (ForgetsInputScale(layers))
        {
            yield break;
        }

        (int usual, double ratio) = ChainFindings.Verdict(layers, flow, limits);
        ((int small, double least), (int large, double most)) = (Given(0.01), Given(100));
        if (small != usual || large != usual)
        {
            yield return new(
                FlowRules.InputScale, "0", ChainFindings.Text(least), ChainFindings.Text(ratio), ChainFindings.Text(most));
        }

        (int Verdict, double Ratio) Given(double inputSquare) =>
            ChainFindings.Verdict(layers, GradientFlow.PredictWith(layers, inputSquare, functions), limits);
    }

    /// <summary>Whether the first layer's numbers are normalised by their own variance before anything else is done with them.</summary>
    private static bool ForgetsInputScale(LayerStack layers) =>
        layers.Skip(1).FirstOrDefault(layer => layer is not (FlattenLayer or DenseLayer or ConvolutionLayer)) is BatchNormLayer { Eps: < 1e-4 };

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
