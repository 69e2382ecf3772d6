using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Simd.Nets.CodeFixes;

/// <summary>Residual blocks.</summary>
internal static class Blocks
{
    /// <summary>Each branch scaled by one over the root of their number.</summary>
    public static Remedy Scaled(WrittenNetwork network)
    {
        int blocks = network.Stack.Count(layer => layer is ResidualLayer);
        string scale = Scale(blocks);
        return new("ScaleBranches", $"Scale the branches by {scale} (1/√{blocks})", edits =>
        {
            foreach (WrittenLayer written in network.Layers.Where(written => written.Layer is ResidualLayer { Scale: 1 }))
            {
                edits.SetOption(written.Syntax, "scale", scale);
            }
        });
    }

    /// <summary>
    /// Repeated layers as residual blocks. The first copy may change the width, so it stays outside, and what followed it comes first in a
    /// block: <c>w, f, w, f, w, f</c> becomes <c>w, {f, w}, {f, w}, f</c>.
    /// </summary>
    public static IEnumerable<Remedy> Wrapped(WrittenNetwork network)
    {
        Repetition[] all = [.. network.Layers.Select(written => Repetition.Around(network, written)).OfType<Repetition>().Distinct()];
        if (all.Length == 0)
        {
            yield break;
        }

        int blocks = all.Sum(repeated => repeated.Count - 1);
        bool isNormalised = network.Layers.Any(written => Norms.IsNorm(written.Layer));
        string scale = isNormalised ? "" : $", scale: {Scale(blocks)}";
        yield return new("WrapInResidual", "Wrap the repeated layers in Residual" + (isNormalised ? "" : $", scaled by {Scale(blocks)}"), edits =>
        {
            foreach (Repetition repeated in all)
            {
                repeated.Wrap(edits, scale);
            }
        });
    }

    private static string Scale(int blocks) => (1 / Math.Sqrt(Math.Max(1, blocks))).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary><c>..Repeat(count, [weights, rest])</c>.</summary>
    private sealed record Repetition(SpreadElementSyntax Spread, ExpressionSyntax Times, CollectionExpressionSyntax Body, int Count)
    {
        /// <summary>The one whose first layer a layer is, if it has weights and the others, one at least, have none.</summary>
        public static Repetition? Around(WrittenNetwork network, WrittenLayer written) =>
            written.Layer is DenseLayer or ConvolutionLayer
            && written.Syntax.Parent is ExpressionElementSyntax { Parent: CollectionExpressionSyntax { Elements: [var first, _, ..] elements } body }
            && first.Span == written.Syntax.Span
            && elements.All(element => element is ExpressionElementSyntax)
            && network.Layers.All(other => other.Layer is not (DenseLayer or ConvolutionLayer or ResidualLayer or ConcatLayer or DenseBlockLayer)
                || other.Syntax.Span == written.Syntax.Span || !body.Span.Contains(other.Syntax.Span))
            && body.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: [var times, _], Parent: InvocationExpressionSyntax call } }
            && call.Parent is SpreadElementSyntax { Parent: CollectionExpressionSyntax } spread
            && network.Model(call).GetSymbolInfo(call).Symbol is { Name: "Repeat" }
            && network.Model(call).GetConstantValue(times.Expression) is { HasValue: true, Value: int count and > 1 }
                ? new(spread, times.Expression, body, count)
                : null;

        public void Wrap(SourceEdits edits, string scale)
        {
            string[] elements = [.. Body.Elements.Select(element => element.ToString())];
            string rest = string.Join(", ", elements.Skip(1));
            string times = Times.IsKind(SyntaxKind.NumericLiteralExpression)
                ? (Count - 1).ToString(CultureInfo.InvariantCulture)
                : Times is IdentifierNameSyntax or MemberAccessExpressionSyntax ? $"{Times} - 1" : $"({Times}) - 1";
            string residual = edits.Spelling(Spread, "Residual");
            string repeat = ((InvocationExpressionSyntax)Spread.Expression).Expression.ToString();
            string dots = Spread.ToString().Substring(0, Spread.Expression.SpanStart - Spread.SpanStart);
            edits.Replace(Spread, [elements[0], $"{dots}{repeat}({times}, [{residual}([{rest}, {elements[0]}]{scale})])", rest]);
        }
    }
}
