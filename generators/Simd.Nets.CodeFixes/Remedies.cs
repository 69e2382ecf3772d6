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
        return FlowRules.FaultOf(rule) is { } fault
            ? ChainFindings.Diagnosis(network.Stack, network.Flow[0].SecondMoment, network.Limits, new()).Candidates(fault)
                .Select(change => Written.Of(change, network))
            : rule switch
            {
                "SNET1007" =>
                [
                    Widened(network), Written.Of(StackChange.Normalised(network.Stack), network),
                    Written.Of(StackChange.Wrapped(network.Stack), network),
                ],
                "SNET1008" => [Order.DropoutLast(network, here), Order.WithoutDropout(here)],
                "SNET1009" => [Order.WithoutBias(here)],
                "SNET1010" => [Order.WithoutLast(here)],
                "SNET1011" => [Order.AlphaDropout(here)],
                _ => [Order.Standardized(network), Order.DeclaredScale(network)],
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
