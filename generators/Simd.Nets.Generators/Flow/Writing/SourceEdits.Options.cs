using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Simd.Nets.Generators.Flow.Writing;

/// <content>What a layer is declared with: arguments, and properties in braces.</content>
internal sealed partial class SourceEdits
{
    /// <summary>The expression that an option is set to; null where it is not.</summary>
    public ExpressionSyntax? Option(ExpressionSyntax layer, string name) => Setting(layer, name) switch
    {
        ArgumentSyntax argument => argument.Expression,
        AssignmentExpressionSyntax assignment => assignment.Right,
        _ => null,
    };

    /// <summary>Sets an option, where it is set already or else in the simplest way.</summary>
    public void SetOption(ExpressionSyntax layer, string name, string value)
    {
        if (Option(layer, name) is { } set)
        {
            Replace(set, value);
            return;
        }

        string assignment = $"{PropertyOf(name)} = {value}";
        switch (Core(layer))
        {
            case InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } call when arguments.Count > 0 && Ordinal(call, name) >= 0:
                Change(layer.SyntaxTree, new(arguments.Last().Span.End, 0), $", {name}: {value}");
                break;
            case BaseObjectCreationExpressionSyntax { Initializer: { } braces }:
                Change(layer.SyntaxTree, new(braces.OpenBraceToken.Span.End, 0), $" {assignment}{(braces.Expressions.Count > 0 ? "," : "")}");
                break;
            case BaseObjectCreationExpressionSyntax creation:
                Change(layer.SyntaxTree, new(creation.Span.End, 0), $" {{ {assignment} }}");
                break;
            case { Parent: WithExpressionSyntax { Initializer: var braces } }:
                Change(layer.SyntaxTree, new(braces.OpenBraceToken.Span.End, 0), $" {assignment}{(braces.Expressions.Count > 0 ? "," : "")}");
                break;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax:
                Change(layer.SyntaxTree, new(layer.Span.End, 0), $" with {{ {assignment} }}");
                break;
            default:
                GiveUp();
                break;
        }
    }

    /// <summary>Leaves an option out whose default is null.</summary>
    public void RemoveOption(ExpressionSyntax layer, string name)
    {
        switch (Setting(layer, name))
        {
            // Arguments behind it that are told by their position would come one too early.
            case ArgumentSyntax { Parent: ArgumentListSyntax list } argument
                when list.Arguments.Any(other => other.NameColon is null && other.SpanStart > argument.SpanStart):
                Replace(argument.Expression, "null");
                break;
            case ArgumentSyntax { Parent: ArgumentListSyntax list } argument:
                RemoveFrom(list.Arguments, argument);
                break;
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Expressions.Count: > 1 } braces } assignment:
                RemoveFrom(braces.Expressions, assignment);
                break;
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: WithExpressionSyntax with } }:
                Change(layer.SyntaxTree, TextSpan.FromBounds(with.Expression.Span.End, with.Span.End), "");
                isImpossible |= HasComments(with);
                break;
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax braces }:
                Replace(braces, "{ }");
                break;
            default:
                GiveUp();
                break;
        }
    }

    /// <summary>How a member of the vocabulary's class of layers, or one of its types, is written at a place.</summary>
    public string Spelling(SyntaxNode at, string name) => Name(at, "Layers." + name, name, symbol => symbol.ContainingType);

    /// <summary>How one of the vocabulary's types is written at a place.</summary>
    public string TypeSpelling(SyntaxNode at, string name) => Name(at, name, name, symbol => symbol as INamedTypeSymbol);

    private string Name(SyntaxNode at, string path, string name, Func<ISymbol, INamedTypeSymbol?> type)
    {
        if (!spellings.TryGetValue((at, name), out string? spelling))
        {
            bool isKnown = network.Model(at).LookupSymbols(at.SpanStart, name: name)
                .Any(symbol => type(symbol) is { ContainingNamespace: var space } && space.ToDisplayString() == "Simd.Nets");
            spellings.Add((at, name), spelling = isKnown ? name : "global::Simd.Nets." + path);
        }

        return spelling;
    }

    private SyntaxNode? Setting(ExpressionSyntax layer, string name) => layer switch
    {
        ParenthesizedExpressionSyntax inner => Setting(inner.Expression, name),
        WithExpressionSyntax with => Assignment(with.Initializer, name) ?? Setting(with.Expression, name),
        InvocationExpressionSyntax call => Argument(call, call.ArgumentList, name),
        BaseObjectCreationExpressionSyntax creation =>
            Assignment(creation.Initializer, name) ?? (SyntaxNode?)Argument(creation, creation.ArgumentList, PropertyOf(name)),
        _ => null,
    };

    private static AssignmentExpressionSyntax? Assignment(InitializerExpressionSyntax? braces, string name) =>
        braces?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax left && left.Identifier.ValueText == PropertyOf(name));

    private ArgumentSyntax? Argument(ExpressionSyntax call, ArgumentListSyntax? list, string name)
    {
        int ordinal = Ordinal(call, name);
        return list?.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name)
            ?? list?.Arguments.Where((argument, i) => argument.NameColon is null && i == ordinal).FirstOrDefault();
    }

    private int Ordinal(ExpressionSyntax call, string name) =>
        network.Model(call).GetSymbolInfo(call).Symbol is IMethodSymbol { Parameters: var parameters }
            && parameters.FirstOrDefault(parameter => parameter.Name == name) is { } parameter
            ? parameter.Ordinal
            : -1;

    internal static ExpressionSyntax Core(ExpressionSyntax layer) => layer switch
    {
        ParenthesizedExpressionSyntax inner => Core(inner.Expression),
        WithExpressionSyntax with => Core(with.Expression),
        _ => layer,
    };

    // Parameters of the vocabulary are called as properties are, but for the first letter.
    private static string PropertyOf(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
