using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Simd.Nets.Benchmarks;

/// <summary>Compilations of one network against the library that runs here.</summary>
internal static class NetworkCompilation
{
    public static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    /// <summary>That of a source.</summary>
    public static CSharpCompilation Of(string name, string source)
    {
        var platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        IEnumerable<MetadataReference> references = platform.Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || path.EndsWith("Simd.Nets.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source, Language);
        return CSharpCompilation.Create(name, [tree], references, new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
    }
}
