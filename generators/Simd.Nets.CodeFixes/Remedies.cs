using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Simd.Nets.Generators.Flow;
using Simd.Nets.Generators.Flow.Writing;

namespace Simd.Nets.CodeFixes;

/// <summary>
/// What to try against each rule that is not about chains of layers, in this order; what helps most is offered first.
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
            "SNET1007" =>
            [
                Widened(network), Of(StackChange.Normalised(network.Stack), network),
                .. ChainDiagnosis.Wrapped(network.Stack, network.CanMake).Select(change => Of(change, network)),
            ],
            "SNET1008" => [Order.DropoutLast(network, here), Order.WithoutDropout(here)],
            "SNET1009" => [Order.WithoutBias(here)],
            "SNET1010" => [Order.WithoutLast(here)],
            "SNET1011" => [Order.AlphaDropout(here)],
            _ => [Order.Standardized(network), Order.DeclaredScale(network)],
        };
    }

    private static Remedy Of(StackChange change, WrittenNetwork network) =>
        new(Offer.KeyOf(change), change.Text, edits => ChangeWriter.Write(change, network, edits));

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
            HashSet<string> hidden = [.. network.Flow.Outer.Layers.Select(layer => layer.Path)];
            ChangeWriter.Each(network, edits, written => hidden.Contains(written.Path), site =>
            {
                switch (edits.Option(site, "units") ?? edits.Option(site, "channels"))
                {
                    case LiteralExpressionSyntax { Token.Value: int value } width when value <= int.MaxValue / factor:
                        edits.Replace(width, (value * factor).ToString(CultureInfo.InvariantCulture));
                        break;
                    case { } width when width is IdentifierNameSyntax or MemberAccessExpressionSyntax:
                        edits.Replace(width, $"{width} * {factor}");
                        break;
                    default:
                        edits.GiveUp();
                        break;
                }
            });
        });
    }
}
