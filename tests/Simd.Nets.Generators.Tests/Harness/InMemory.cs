extern alias runtime;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Simd.Nets.Generators.Diagnostics;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Tests.Harness;

/// <summary>Compilations in memory against the runtime library.</summary>
internal static class InMemory
{
    /// <summary>The assemblies that sources are compiled against.</summary>
    public static readonly ImmutableArray<string> ReferencePaths =
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll")
            .Where(IsManaged)
            .Append(typeof(runtime::Simd.Nets.LayerStack).Assembly.Location),
    ];

    public static readonly ImmutableArray<MetadataReference> References =
        [.. ReferencePaths.Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly CSharpCompilationOptions Options =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14);

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Declared",
        sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, path: $"{index}.cs")),
        References,
        Options);

    /// <summary>What the analyzer reports, in the order of the source; as in a build, it sees what the generator wrote.</summary>
    public static IReadOnlyList<Diagnostic> Analyze(Compilation compilation) => AnalyzeAlone(Generate(compilation));

    /// <summary>What the analyzer reports of a compilation as it is.</summary>
    public static IReadOnlyList<Diagnostic> AnalyzeAlone(Compilation compilation) =>
    [
        .. compilation.WithAnalyzers([new NetworkAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath).ThenBy(diagnostic => diagnostic.Location.SourceSpan),
    ];

    /// <summary>The compilation with what the generator writes.</summary>
    public static Compilation Generate(Compilation compilation)
    {
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        return complete;
    }

    public static NetworkDeclaration? Parse(Compilation compilation, string type = "Demo.Net", IElementSink? sink = null) =>
        DeclarationParser.Parse(compilation.GetTypeByMetadataName(type)!, compilation, sink, CancellationToken.None);

    /// <summary>What the property <c>Layers</c> of a type yields when it runs.</summary>
    public static string Run(Compilation compilation, string type = "Demo.Net")
    {
        using var assembly = new MemoryStream();
        EmitResult result = compilation.Emit(assembly);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        assembly.Position = 0;
        var context = new AssemblyLoadContext("declared", isCollectible: true);
        try
        {
            PropertyInfo layers = context.LoadFromStream(assembly).GetType(type)!
                .GetProperty(LayersProperty.Name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
            return layers.GetValue(null)!.ToString()!;
        }
        finally
        {
            context.Unload();
        }
    }

    private static bool IsManaged(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
