extern alias generators;

using System.Reflection;
using generators::Simd.Nets.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Compiles declarations with the generator, in memory and as strictly as a user might, into one assembly.</summary>
internal static class NetworkCompiler
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "Simd.Nets.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The class of the declaration at a position.</summary>
    public static string NameOf(int index) => $"Net{index:D4}";

    /// <summary>Writes an assembly with one class a declaration.</summary>
    /// <exception cref="InvalidOperationException">The compiler had anything to say, even a warning.</exception>
    public static void Compile(IReadOnlyList<DeclaredNetwork> declarations, string assemblyFile)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.Diagnose);
        IEnumerable<SyntaxTree> sources = declarations.Index()
            .Select(declaration => CSharpSyntaxTree.ParseText(
                Source(declaration.Index, declaration.Item), parsing, $"{NameOf(declaration.Index)}.cs"));
        CSharpCompilation compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(assemblyFile),
            sources,
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                generalDiagnosticOption: ReportDiagnostic.Error,
                warningLevel: 9999,
                nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out var reported);
        Refuse(declarations, reported);
        using FileStream file = File.Create(assemblyFile);
        Refuse(declarations, generated.Emit(file).Diagnostics);
    }

    /// <summary>What the declarations' text evaluates to, without any generator.</summary>
    public static IReadOnlyList<LayerStack> Evaluate(IReadOnlyList<DeclaredNetwork> declarations)
    {
        string stacks = string.Join(",\n", declarations.Select(declaration => LayerSource.Of(declaration.Layers)));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Evaluated",
            [CSharpSyntaxTree.ParseText(
                $$"""
                using Simd.Nets;
                using static Simd.Nets.Layers;
                public static class Evaluated { public static LayerStack[] Stacks => [{{stacks}}]; }
                """)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Refuse(declarations, compilation.Emit(image).Diagnostics);
        return (LayerStack[])Assembly.Load(image.ToArray()).GetType("Evaluated")!.GetProperty("Stacks")!.GetValue(null)!;
    }

    private static void Refuse(IReadOnlyList<DeclaredNetwork> declarations, IEnumerable<Diagnostic> diagnostics)
    {
        Diagnostic[] spoken = [.. diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        if (spoken.Length > 0)
        {
            string file = spoken[0].Location.SourceTree?.FilePath ?? "";
            IEnumerable<DeclaredNetwork> culprits =
                declarations.Where((_, index) => file.Contains(NameOf(index), StringComparison.Ordinal));
            throw new InvalidOperationException(
                $"{spoken.Length} diagnostics, the first ones:\n{string.Join('\n', spoken.Take(5))}\nin\n{string.Join('\n', culprits)}");
        }
    }

    private static string Source(int index, DeclaredNetwork declaration) =>
        $"""
        using Simd.Nets;
        using static Simd.Nets.Layers;

        namespace Drawn;

        /// <summary>A drawn network.</summary>
        {declaration.ToSource(NameOf(index))}
        """;
}
