using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Flow.Writing;

/// <summary>Repeated layers as residual blocks, as <see cref="StackChange.Wrapped"/> has them.</summary>
internal sealed class Wrapping(WrittenNetwork network, SourceEdits edits, StackChange change)
{
    private readonly bool turned = change.Kind == ChangeKind.WrapTurned;
    private readonly string scale = change.Value.Length > 0 ? $", scale: {change.Value}" : "";

    public void Write() => Write(network.Stack, "");

    private void Write(LayerStack stack, string prefix)
    {
        foreach (Repetition repeated in Repetition.All(stack))
        {
            WrittenLayer?[] layers =
                [.. Enumerable.Range(repeated.Start, repeated.End - repeated.Start).Select(i => network.At(Element.PathOf(prefix, i)))];
            if (layers.Any(layer => layer is null) || !(repeated.IsRepeat(stack) ? WriteRepeat(repeated, layers!) : WriteCopies(repeated, layers!)))
            {
                edits.GiveUp();
            }
        }

        for (int i = 0; i < stack.Count; i++)
        {
            foreach (NestedStack nested in NestedStacks.Of(stack[i]))
            {
                Write(nested.Layers, Element.Prefix(Element.PathOf(prefix, i), nested.Name));
            }
        }
    }

    /// <summary><c>..Repeat(count, body)</c>.</summary>
    private bool WriteRepeat(Repetition repeated, WrittenLayer[] layers)
    {
        if ((RepeatAround(layers[0].Syntax, repeated.Count) ?? RepeatAround(layers[0].Element, repeated.Count))
            is not { Parent: SpreadElementSyntax { Parent: CollectionExpressionSyntax } spread } repeat
            || Arguments(repeat) is not var (times, body)
            || !layers.All(layer => Holds(body, layer.Syntax) || Holds(body, layer.Element)))
        {
            return false;
        }

        string dots = spread.ToString().Substring(0, spread.Expression.SpanStart - spread.SpanStart);
        string residual = edits.Spelling(spread, "Residual");
        string[] elements = body is CollectionExpressionSyntax { Elements: var all } ? [.. all.Select(element => element.ToString())] : [dots + body];
        if (FirstBlock(repeated, layers) == repeated.Length)
        {
            edits.InsertBefore(spread.Expression, elements);
            edits.Replace(times, Less(times));
            edits.Surround(body, $"[{residual}(", $"{scale})]");
            return true;
        }

        if (body is not CollectionExpressionSyntax { Elements: [ExpressionElementSyntax first, _, ..] } literal
            || (first.Expression.Span != layers[0].Syntax.Span && first.Expression.Span != layers[0].Element.Span)
            || SourceEdits.HasComments(spread))
        {
            return false;
        }

        edits.Replace(spread, [elements[0], .. Turned(spread, times, literal, residual)]);
        return true;
    }

    /// <summary>The same with its layers turned by one, and what remains behind it. The layer that is written first becomes the last one,
    /// so all of it is written anew, in the lines that it had.</summary>
    private string[] Turned(SpreadElementSyntax spread, ExpressionSyntax times, CollectionExpressionSyntax body, string residual)
    {
        SourceText text = spread.SyntaxTree.GetText();
        (CollectionElementSyntax first, CollectionElementSyntax second, CollectionElementSyntax last) = (body.Elements[0], body.Elements[1], body.Elements.Last());
        string head = From(spread.SpanStart, times.SpanStart) + Less(times) + From(times.Span.End, body.SpanStart);
        string turned = From(second.SpanStart, last.Span.End) + From(first.Span.End, second.SpanStart) + first;
        string behind = From(body.Span.End, spread.Span.End);
        TextLine line = text.Lines.GetLineFromPosition(first.SpanStart);
        string indentation = From(line.Start, first.SpanStart), lineBreak = From(line.End, line.EndIncludingLineBreak);

        // The last line of a file may end without a break.
        if (times.SpanStart > body.SpanStart || indentation.Trim().Length > 0 || lineBreak.Length == 0)
        {
            string call = ((InvocationExpressionSyntax)spread.Expression).Expression.ToString();
            string dots = From(spread.SpanStart, spread.Expression.SpanStart), all = string.Join(", ", body.Elements.Skip(1).Append(first));
            return [$"{dots}{call}({Less(times)}, [{residual}([{all}]{scale})])", string.Join(", ", body.Elements.Skip(1))];
        }

        string unit = indentation.Contains("\t") ? "\t" : "    ";
        string inner = indentation + unit + turned.Replace(lineBreak, lineBreak + unit) + (body.Elements.SeparatorCount == body.Elements.Count ? "," : "");
        string block = $"{residual}([{lineBreak}{inner}{lineBreak}{indentation}]{scale})";
        return
        [
            head + From(body.SpanStart, first.SpanStart) + block + From(last.Span.End, body.Span.End) + behind,
            .. body.Elements.Skip(1).Select(element => element.ToString()),
        ];

        string From(int start, int end) => text.ToString(TextSpan.FromBounds(start, Math.Max(start, end)));
    }

    /// <summary>Copies that are written one after the other, each with elements of its own.</summary>
    private bool WriteCopies(Repetition repeated, WrittenLayer[] layers) =>
        WriteCopies(repeated, layers, written => written.Syntax) || WriteCopies(repeated, layers, written => written.Element);

    private bool WriteCopies(Repetition repeated, WrittenLayer[] layers, Func<WrittenLayer, ExpressionSyntax> place)
    {
        CollectionElementSyntax?[] elements = [.. layers.Select(written => ElementOf(place(written)))];
        if (elements[0]?.Parent is not { } collection || elements.Any(element => element?.Parent != collection))
        {
            return false;
        }

        ILookup<CollectionElementSyntax?, WrittenLayer> made = network.Layers.ToLookup(written => ElementOf(place(written)));
        var blocks = new List<(CollectionElementSyntax First, CollectionElementSyntax Last)>();
        for (int at = FirstBlock(repeated, layers), i = 1; i < repeated.Count; i++, at += repeated.Length)
        {
            HashSet<WrittenLayer> inside = [.. Enumerable.Range(at, repeated.Length).Select(layer => layers[layer])];
            (CollectionElementSyntax first, CollectionElementSyntax last) = (elements[at]!, elements[at + repeated.Length - 1]!);
            bool isWhole = inside.All(layer => made[ElementOf(place(layer))].All(inside.Contains));
            if (!isWhole || (turned && !SourceEdits.AreTogether(first, last)))
            {
                return false;
            }

            blocks.Add((first, last));
        }

        foreach ((CollectionElementSyntax first, CollectionElementSyntax last) in blocks)
        {
            edits.Surround(first, last, $"{edits.Spelling(collection, "Residual")}([", $"]{scale})");
        }

        return true;
    }

    private int FirstBlock(Repetition repeated, WrittenLayer[] layers) =>
        StackChange.FirstBlock(layers[0].Layer, repeated.Length, turned);

    /// <summary>The call of <c>Repeat</c> around an expression that yields so many copies.</summary>
    private InvocationExpressionSyntax? RepeatAround(ExpressionSyntax expression, int count) => expression.Ancestors()
        .TakeWhile(node => node is not MemberDeclarationSyntax)
        .OfType<InvocationExpressionSyntax>()
        .FirstOrDefault(call => Arguments(call) is var (times, body)
            && Holds(body, expression)
            && network.Model(call).GetSymbolInfo(call).Symbol is { Name: nameof(Layers.Repeat), ContainingType: { Name: nameof(Layers) } type }
            && type.ContainingNamespace.ToDisplayString() == "Simd.Nets"
            && network.Model(times).GetConstantValue(times) is { Value: int constant } && constant == count);

    private static (ExpressionSyntax Times, ExpressionSyntax Body)? Arguments(InvocationExpressionSyntax call) => call.ArgumentList.Arguments switch
    {
        [{ NameColon.Name.Identifier.ValueText: "body" } body, var times] => (times.Expression, body.Expression),
        [var times, var body] => (times.Expression, body.Expression),
        _ => null,
    };

    private static bool Holds(ExpressionSyntax outer, ExpressionSyntax inner) =>
        outer.SyntaxTree == inner.SyntaxTree && outer.Span.Contains(inner.Span);

    /// <summary>One less, as it is written.</summary>
    private static string Less(ExpressionSyntax times) => times switch
    {
        LiteralExpressionSyntax { Token.Value: int value } => (value - 1).ToString(CultureInfo.InvariantCulture),
        IdentifierNameSyntax or MemberAccessExpressionSyntax => $"{times} - 1",
        _ => $"({times}) - 1",
    };

    private static CollectionElementSyntax? ElementOf(ExpressionSyntax expression) => expression.FirstAncestorOrSelf<CollectionElementSyntax>();
}
