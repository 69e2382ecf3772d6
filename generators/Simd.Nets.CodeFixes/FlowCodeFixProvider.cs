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

namespace Simd.Nets.CodeFixes;

/// <summary>
/// Offers what heals the gradients of a declared network, best first: each remedy is written, and the network that it makes is read and
/// predicted as the analyzer does it, so that a title tells what comes of it and nothing is offered that does not help.
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

        var limits = FlowLimits.Of(document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider, root.SyntaxTree);
        if (WrittenNetwork.Of(type, model.Compilation, limits, token) is not { } network)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (Prospect prospect in Prospect.All(network, diagnostic.Id, diagnostic.Location.SourceSpan, token))
            {
                var action = CodeAction.Create(
                    prospect.Title, _ => Task.FromResult(Changed(document.Project.Solution, prospect.Texts)), prospect.Key);
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    private static Solution Changed(Solution solution, IReadOnlyDictionary<SyntaxTree, SourceText> texts) => texts.Aggregate(
        solution,
        (changed, text) => solution.GetDocumentId(text.Key) is { } id ? changed.WithDocumentText(id, text.Value) : changed);
}
