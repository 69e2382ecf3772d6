using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Simd.Nets.Generators.Flow;
using Simd.Nets.Generators.Flow.Writing;

namespace Simd.Nets.CodeFixes;

/// <summary>
/// Offers what heals the gradients of a declared network, best first: what messages propose, and more. Each remedy is written, and the
/// network that it makes is read as the compiler reads it, so that a title tells what comes of it and nothing is offered that does not
/// help.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FlowCodeFixProvider))]
[Shared]
public sealed class FlowCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [.. FlowRules.All.Select(rule => rule.Id)];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Document document = context.Document;
        CancellationToken token = context.CancellationToken;
        if (await document.GetSyntaxRootAsync(token).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(token).ConfigureAwait(false) is not { } model
            || root.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declared
            || model.GetDeclaredSymbol(declared, token) is not { } type)
        {
            return;
        }

        if (WrittenNetwork.Of(type, model.Compilation, document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider, token) is not { } network)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (Offer offer in Offer.All(network, diagnostic.Id, diagnostic.Location.SourceSpan, token))
            {
                var action = CodeAction.Create(
                    offer.Title, _ => Task.FromResult(Changed(document.Project.Solution, offer.Texts)), offer.Key);
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    private static Solution Changed(Solution solution, IReadOnlyDictionary<SyntaxTree, SourceText> texts) => texts.Aggregate(
        solution,
        (changed, text) => solution.GetDocumentId(text.Key) is { } id ? changed.WithDocumentText(id, text.Value) : changed);
}
