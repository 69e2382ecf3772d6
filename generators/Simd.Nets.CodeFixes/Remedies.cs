using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Simd.Nets.Generators.Flow;

namespace Simd.Nets.CodeFixes;

/// <summary>
/// What to try against each rule, in this order; what helps most is offered first.
/// </summary>
internal static class Remedies
{
    /// <summary>Those for a finding of a network, which stands at a place.</summary>
    public static IEnumerable<Remedy> For(WrittenNetwork network, string rule, TextSpan place)
    {
        WrittenLayer[] here =
        [
            .. network.Layers.Where(layer => layer.Element.Span == place
                && network.Findings.Any(finding => finding.Rule.Id == rule && finding.Path == layer.Path)),
        ];
        return rule switch
        {
            "SNET1003" => [.. Initialisers.All(network), .. Activations.All(network), Norms.Inserted(network)],
            "SNET1004" =>
            [
                .. Activations.All(network), .. Initialisers.All(network), Norms.Inserted(network), .. Blocks.Wrapped(network),
            ],
            "SNET1005" => [.. Blocks.Wrapped(network), Norms.Replaced(network)],
            "SNET1006" => [Blocks.Scaled(network), .. Initialisers.All(network), Norms.Inserted(network)],
            "SNET1007" => [Widened(network), Norms.Inserted(network), .. Blocks.Wrapped(network)],
            "SNET1008" => [Order.DropoutLast(network, here), Order.WithoutDropout(here)],
            "SNET1009" => [Order.WithoutBias(here)],
            "SNET1010" => [Order.WithoutLast(here)],
            "SNET1011" => [Order.AlphaDropout(here)],
            "SNET1012" => [Order.Standardized(network), Order.DeclaredScale(network)],
            _ =>
            [
                .. Blocks.Wrapped(network), .. Activations.All(network), .. Initialisers.All(network), Norms.Inserted(network),
            ],
        };
    }

    /// <summary>Hidden layers so much wider that β is no hint any more.</summary>
    private static Remedy Widened(WrittenNetwork network)
    {
        int factor = 2;
        while (FlowFindings.Narrowness(network.Flow) / factor >= FlowFindings.NarrowHint)
        {
            factor *= 2;
        }

        return new("Widen", $"Make the hidden layers {factor} times as wide", edits =>
        {
            LayerFlow[] hidden = [.. network.Flow.Outer.Layers];
            foreach (WrittenLayer written in network.Layers.Where(layer => hidden.Any(wide => wide.Path == layer.Path)))
            {
                if (edits.Option(written.Syntax, written.Layer is DenseLayer ? "units" : "channels") is LiteralExpressionSyntax width
                    && width.Token.Value is int value)
                {
                    edits.Replace(width, (value * factor).ToString(CultureInfo.InvariantCulture));
                }
                else
                {
                    edits.GiveUp();
                }
            }
        });
    }
}

/// <summary>Other initialisers.</summary>
internal static class Initialisers
{
    public static IEnumerable<Remedy> All(WrittenNetwork network)
    {
        yield return Named("He");
        yield return Named("Xavier");
        yield return Named("LeCun");
        yield return new("OwnInitialisers", "Leave the initialiser to the activation", edits =>
        {
            foreach (WrittenLayer written in network.Layers)
            {
                edits.RemoveOption(written.Syntax, "init");
            }
        });
        if (Tuned(network) is { } gain)
        {
            yield return Set("Gain", $"Use LeCun initialisation with gain {gain}", init => $"{init}.LeCun with {{ Gain = {gain} }}");
        }

        Remedy Named(string name) => Set("Use" + name, $"Use {name} initialisation", init => $"{init}.{name}");

        Remedy Set(string key, string text, Func<string, string> value) => new(key, text, edits =>
        {
            WrittenLayer[] declaring = [.. network.Layers.Where(written => edits.Option(written.Syntax, "init") is not null)];
            foreach (WrittenLayer written in declaring.Length > 0 ? declaring : [.. network.Layers.Take(1)])
            {
                edits.SetOption(written.Syntax, "init", value(edits.TypeSpelling(written.Syntax, "Init")));
            }
        });
    }

    /// <summary>The gain of LeCun's variance with which gradients change least; null where none keeps them near one.</summary>
    private static string? Tuned(WrittenNetwork network)
    {
        (double low, double high) = (Math.Log(0.4), Math.Log(4));
        double best = 1;
        // The ratio grows with the gain, or as good as that.
        for (int i = 0; i < 12; i++)
        {
            best = Math.Exp((low + high) / 2);
            (low, high) = Ratio(best) < 1 ? (Math.Log(best), high) : (low, Math.Log(best));
        }

        string gain = best.ToString("0.###", CultureInfo.InvariantCulture);
        return Ratio(double.Parse(gain, CultureInfo.InvariantCulture)) is > 0.1 and < 10 ? gain : null;

        double Ratio(double gain) => GradientFlow.Predict(
            StackChange.Initialised(network.Stack, Init.LeCun with { Gain = gain }), network.Flow[0].SecondMoment).Ratio;
    }
}

/// <summary>Other activations.</summary>
internal static class Activations
{
    public static IEnumerable<Remedy> All(WrittenNetwork network)
    {
        WrittenLayer[] all = [.. network.Layers.Where(written => written.Layer is ActivationLayer)];
        WrittenLayer[] saturating = [.. all.Where(written => StackChange.Saturates(written.Layer))];
        WrittenLayer[] replaced = saturating.Length > 0 ? saturating : [.. all.Where(written => written.Layer is not ReluLayer)];
        if (replaced.Length == 0)
        {
            yield break;
        }

        string old = replaced[0].Layer.GetType().Name.Replace("Layer", "");
        yield return new("Relu", $"Replace {old} by Relu, initialised for it", edits =>
        {
            foreach (WrittenLayer written in network.Layers)
            {
                edits.RemoveOption(written.Syntax, "init");
            }

            foreach (WrittenLayer written in replaced)
            {
                string name = edits.Option(written.Syntax, "name") is { } named ? $" with {{ Name = {named} }}" : "";
                edits.Replace(written.Syntax, edits.Spelling(written.Syntax, "Relu") + name);
            }
        });
    }
}
