using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Simd.Nets.CodeFixes;
using Simd.Nets.Generators.Flow;

namespace Simd.Nets.Generators.Tests.CodeFixes;

/// <summary>What the code fixes offer for sources, and what comes of them.</summary>
internal sealed class FixDriver
{
    private readonly AdhocWorkspace workspace = new();
    private readonly ProjectId project = ProjectId.CreateNewId();

    private FixDriver(string[] sources, string config = "")
    {
        Solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(
                project,
                VersionStamp.Default,
                "Declared",
                "Declared",
                LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
                parseOptions: InMemory.ParseOptions,
                metadataReferences: InMemory.References));
        for (int i = 0; i < sources.Length; i++)
        {
            Solution = Solution.AddDocument(DocumentId.CreateNewId(project), $"{i}.cs", SourceText.From(sources[i]), filePath: $"/{i}.cs");
        }

        Solution = Solution.AddAnalyzerConfigDocument(
            DocumentId.CreateNewId(project), ".editorconfig", SourceText.From("root = true\n" + config), filePath: "/.editorconfig");
    }

    private Solution Solution { get; }

    private Document[] Documents => [.. Solution.GetProject(project)!.Documents.OrderBy(document => document.Name)];

    /// <summary>The fixes for the findings of a rule, in the order of files and source and best first.</summary>
    public static IReadOnlyList<Fix> Of(string rule, params string[] sources) => new FixDriver(sources).Fixes(rule);

    /// <summary>The same with an <c>.editorconfig</c>, in which files are called 0.cs, 1.cs and so on.</summary>
    public static IReadOnlyList<Fix> Configured(string config, string rule, params string[] sources) =>
        new FixDriver(sources, config).Fixes(rule);

    /// <summary>The files after all findings of a rule in a project were fixed alike.</summary>
    public static string[] All(string rule, string key, params string[] sources)
    {
        var driver = new FixDriver(sources);
        var provider = new FlowCodeFixProvider();
        var context = new FixAllContext(
            driver.Documents[0], provider, FixAllScope.Project, key, [rule], new Found(driver, rule), CancellationToken.None);
        CodeAction action = provider.GetFixAllProvider().GetFixAsync(context).GetAwaiter().GetResult()!;
        return Changed(driver, action);
    }

    private Fix[] Fixes(string rule)
    {
        var fixes = new List<Fix>();
        foreach ((Document document, Diagnostic diagnostic) in Documents.SelectMany(document => Find(document, rule), ValueTuple.Create))
        {
            var context = new CodeFixContext(
                document,
                diagnostic,
                (action, _) => fixes.Add(new(action.Title, action.EquivalenceKey!, Changed(this, action))),
                CancellationToken.None);
            new FlowCodeFixProvider().RegisterCodeFixesAsync(context).GetAwaiter().GetResult();
        }

        return [.. fixes];
    }

    private static Diagnostic[] Find(Document document, string rule)
    {
        SyntaxTree tree = document.GetSyntaxTreeAsync().GetAwaiter().GetResult()!;
        return
        [
            .. document.Project.GetCompilationAsync().GetAwaiter().GetResult()!
                .WithAnalyzers([new FlowAnalyzer()], document.Project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
                .Where(found => found.Id == rule && found.Location.SourceTree == tree)
                .OrderBy(found => found.Location.SourceSpan),
        ];
    }

    private static string[] Changed(FixDriver driver, CodeAction action)
    {
        Solution changed = action.GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult()
            .OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return [.. driver.Documents.Select(document => changed.GetDocument(document.Id)!.GetTextAsync().GetAwaiter().GetResult().ToString())];
    }

    private sealed class Found(FixDriver driver, string rule) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(driver.Documents.SelectMany(document => Find(document, rule)));

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(Find(document, rule));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}

/// <summary>A fix that is offered.</summary>
/// <param name="Title">As the editor shows it.</param>
/// <param name="Key">What it has in common with fixes of other findings.</param>
/// <param name="Files">The files after it.</param>
internal sealed record Fix(string Title, string Key, string[] Files);
