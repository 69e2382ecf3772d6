using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Simd.Nets.Generators.Flow.Writing;

/// <summary>
/// Changes of text, as few characters as can be: what surrounds them keeps its comments and its form. A layer that a network repeats is
/// written once, and changed once however often it is met.
/// </summary>
internal sealed partial class SourceEdits(WrittenNetwork network)
{
    private readonly Dictionary<SyntaxTree, HashSet<TextChange>> changes = [];
    private readonly Dictionary<(SyntaxNode, string), string> spellings = [];
    private readonly SyntaxReference[] own = [.. network.Type.DeclaringSyntaxReferences];
    private bool isImpossible;

    /// <summary>Whether there is something to change, and nothing is lost by it.</summary>
    public bool IsPossible => !isImpossible && changes.Count > 0 && changes.Values.All(edits => !Overlap(Ordered(edits)));

    /// <summary>The changed trees; null where this is impossible.</summary>
    public IReadOnlyDictionary<SyntaxTree, SourceText>? Apply() => IsPossible
        ? changes.ToDictionary(pair => pair.Key, pair => pair.Key.GetText().WithChanges(Ordered(pair.Value)))
        : null;

    /// <summary>Nothing of this can be done: what is written has a form that is not understood.</summary>
    public void GiveUp() => isImpossible = true;

    /// <summary>Other code in the place of an expression, which must not have comments inside.</summary>
    public void Replace(SyntaxNode node, string text)
    {
        isImpossible |= HasComments(node);
        Change(node.SyntaxTree, node.Span, text);
    }

    /// <summary>Several elements of a collection in the place of one.</summary>
    public void Replace(CollectionElementSyntax element, string[] elements) => Replace(element, string.Join(Between(element), elements));

    /// <summary>Further elements before one of a collection.</summary>
    public void InsertBefore(ExpressionSyntax expression, params string[] elements)
    {
        if (expression.Parent is not CollectionElementSyntax element)
        {
            GiveUp();
            return;
        }

        string between = Between(element);
        Change(element.SyntaxTree, new(element.SpanStart, 0), string.Concat(elements.Select(inserted => inserted + between)));
    }

    /// <summary>Further elements behind one of a collection.</summary>
    public void InsertAfter(CollectionElementSyntax element, params string[] elements)
    {
        SeparatedSyntaxList<CollectionElementSyntax> all = ((CollectionExpressionSyntax)element.Parent!).Elements;
        int index = all.IndexOf(element);
        string between = Between(element);
        if (index + 1 < all.Count)
        {
            string text = string.Concat(elements.Select(inserted => inserted + between));
            Change(element.SyntaxTree, new(all[index + 1].SpanStart, 0), text);
        }
        else if (all.SeparatorCount > index)
        {
            string text = string.Concat(elements.Select(inserted => between.Substring(1) + inserted + ","));
            Change(element.SyntaxTree, new(all.GetSeparator(index).Span.End, 0), text);
        }
        else
        {
            string text = string.Concat(elements.Select(inserted => "," + between.Substring(1) + inserted));
            Change(element.SyntaxTree, new(element.Span.End, 0), text);
        }
    }

    /// <summary>A collection without the element that is a layer; a line that had nothing else goes with it.</summary>
    public void Remove(WrittenLayer layer)
    {
        if (layer.Site.Parent is ExpressionElementSyntax { Parent: CollectionExpressionSyntax collection } element)
        {
            RemoveFrom(collection.Elements, element);
        }
        else
        {
            GiveUp();
        }
    }

    /// <summary>A list without one of its nodes and the comma that goes with it.</summary>
    private void RemoveFrom<T>(SeparatedSyntaxList<T> list, T node)
        where T : SyntaxNode
    {
        isImpossible |= HasComments(node);
        int index = list.IndexOf(node);
        SourceText text = node.SyntaxTree.GetText();
        TextSpan span = node.Span;
        if (index < list.SeparatorCount)
        {
            span = TextSpan.FromBounds(span.Start, list.GetSeparator(index).Span.End);
        }
        else if (index > 0)
        {
            SyntaxToken comma = list.GetSeparator(index - 1);
            bool commented = HasComments(comma.TrailingTrivia) || HasComments(node.GetLeadingTrivia());
            Change(node.SyntaxTree, commented ? comma.Span : TextSpan.FromBounds(comma.SpanStart, span.End), "");
            if (!commented)
            {
                return;
            }
        }

        TextLine line = text.Lines.GetLineFromPosition(span.Start);
        int end = span.End;
        while (end < line.End && text[end] is ' ' or '\t')
        {
            end++;
        }

        bool ownsLine = IsBlank(text, line.Start, span.Start) && end == line.End;
        Change(node.SyntaxTree, ownsLine ? line.SpanIncludingLineBreak : TextSpan.FromBounds(span.Start, end), "");
    }

    /// <summary>Text before and behind a node.</summary>
    public void Surround(SyntaxNode node, string before, string behind) => Surround(node, node, before, behind);

    /// <summary>Whether neighbouring elements of a collection stand on one line, or begin one.</summary>
    public static bool AreTogether(CollectionElementSyntax first, CollectionElementSyntax last)
    {
        SourceText text = first.SyntaxTree.GetText();
        TextLine line = text.Lines.GetLineFromPosition(first.SpanStart);
        return last.Span.End <= line.End || IsBlank(text, line.Start, first.SpanStart);
    }

    /// <summary>Text before and behind neighbouring elements of a collection, which are indented where they stand on lines of their own.
    /// </summary>
    public void Surround(CollectionElementSyntax first, CollectionElementSyntax last, string before, string behind)
    {
        SourceText text = first.SyntaxTree.GetText();
        (TextLine line, TextLine end) = (text.Lines.GetLineFromPosition(first.SpanStart), text.Lines.GetLineFromPosition(last.Span.End));
        if (line.LineNumber == end.LineNumber || !AreTogether(first, last))
        {
            Surround((SyntaxNode)first, last, before, behind);
            return;
        }

        string indentation = text.ToString(TextSpan.FromBounds(line.Start, first.SpanStart));
        string lineBreak = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        string unit = indentation.Contains("\t") ? "\t" : "    ";
        Surround((SyntaxNode)first, last, before + lineBreak + indentation + unit, lineBreak + indentation + behind);
        for (int number = line.LineNumber + 1; number <= end.LineNumber; number++)
        {
            TextLine inner = text.Lines[number];
            if (!IsBlank(text, inner.Start, inner.End))
            {
                Change(first.SyntaxTree, new(inner.Start, 0), unit);
            }
        }
    }

    private void Surround(SyntaxNode first, SyntaxNode last, string before, string behind)
    {
        Change(first.SyntaxTree, new(first.SpanStart, 0), before);
        Change(first.SyntaxTree, new(last.Span.End, 0), behind);
    }

    private static TextChange[] Ordered(IEnumerable<TextChange> edits) =>
        [.. edits.OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.Length)];

    private static bool Overlap(TextChange[] ordered) =>
        Enumerable.Range(1, Math.Max(0, ordered.Length - 1)).Any(i => ordered[i].Span.Start < ordered[i - 1].Span.End);

    // Helpers of another class may make layers of other networks, which are well or have other faults.
    private void Change(SyntaxTree tree, TextSpan span, string text)
    {
        isImpossible |= !own.Any(part => part.SyntaxTree == tree && part.Span.Contains(span));
        if (!changes.TryGetValue(tree, out HashSet<TextChange>? edits))
        {
            changes.Add(tree, edits = []);
        }

        edits.Add(new(span, text));
    }

    /// <summary>What separates elements here: a comma, and the line's end and indentation where the element begins its line.</summary>
    private static string Between(SyntaxNode element)
    {
        SourceText text = element.SyntaxTree.GetText();
        TextLine line = text.Lines.GetLineFromPosition(element.SpanStart);
        if (!IsBlank(text, line.Start, element.SpanStart))
        {
            return ", ";
        }

        string end = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        return "," + end + text.ToString(TextSpan.FromBounds(line.Start, element.SpanStart));
    }

    private static bool IsBlank(SourceText text, int start, int end) =>
        string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(start, end)));

    /// <summary>Whether there are comments inside of a node.</summary>
    public static bool HasComments(SyntaxNode node) => node.DescendantTrivia(node.Span).Any(IsComment);

    private static bool HasComments(SyntaxTriviaList trivia) => trivia.Any(IsComment);

    private static bool IsComment(SyntaxTrivia trivia) =>
        !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);
}
