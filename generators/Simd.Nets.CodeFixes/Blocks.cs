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
    /// <summary>Each branch scaled.</summary>
    public static void Scale(WrittenNetwork network, SourceEdits edits, string scale)
    {
        foreach (WrittenLayer written in network.Layers.Where(written => written.Layer is ResidualLayer { Scale: 1 }))
        {
            edits.SetOption(written.Syntax, "scale", scale);
        }
    }

    /// <summary>Repeated layers as residual blocks, as <see cref="Generators.Flow.StackChange.Wrapped"/> tells.</summary>
    public static void Wrap(WrittenNetwork network, SourceEdits edits, string scale)
    {
        string option = scale.Length > 0 ? $", scale: {scale}" : "";
        foreach (Repetition repeated in network.Layers.Select(written => Repetition.Around(network, written)).OfType<Repetition>().Distinct())
        {
            repeated.Wrap(edits, option);
        }
    }

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
