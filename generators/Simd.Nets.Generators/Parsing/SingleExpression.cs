using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Simd.Nets.Generators.Parsing;

/// <summary>The one expression that a method or a property is.</summary>
internal static class SingleExpression
{
    /// <summary>The body of <c>=> expression</c>, <c>{ return expression; }</c> or a getter of either form; else null.</summary>
    public static ExpressionSyntax? Of(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax method => Of(method.ExpressionBody, method.Body),
        PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow.Expression,
        PropertyDeclarationSyntax { AccessorList.Accessors: [{ Keyword.ValueText: "get" } getter] } =>
            Of(getter.ExpressionBody, getter.Body),
        _ => null,
    };

    /// <summary>The same, of the declaration that has a body, where a member is partial.</summary>
    public static ExpressionSyntax? Of(ISymbol member) =>
        member.DeclaringSyntaxReferences.Select(reference => Of(reference.GetSyntax())).FirstOrDefault(body => body is not null);

    private static ExpressionSyntax? Of(ArrowExpressionClauseSyntax? arrow, BlockSyntax? block) =>
        arrow?.Expression ?? (block?.Statements is [ReturnStatementSyntax { Expression: { } returned }] ? returned : null);
}
