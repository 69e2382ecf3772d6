using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Tests.Harness;

/// <summary>What a test says of a source.</summary>
internal static class Expect
{
    /// <summary>The analyzer reports the rule at every marked span, and nothing else; so the declaration is not valid.</summary>
    public static IReadOnlyList<Diagnostic> Error(string id, string marked, params string[] otherFiles)
    {
        MarkedSource source = MarkedSource.Parse(marked);
        Compilation compilation = InMemory.Compile([source.Text, .. otherFiles]);
        IReadOnlyList<Diagnostic> found = InMemory.Analyze(compilation);
        Assert.Equal(source.Spans.Select(span => $"{id} at {source.Text.Substring(span.Start, span.Length)}"), found.Select(Describe));
        Assert.Equal(source.Spans, found.Select(diagnostic => diagnostic.Location.SourceSpan));
        Assert.All(found, diagnostic => Assert.DoesNotContain("{", diagnostic.GetMessage(), StringComparison.Ordinal));
        return found;

        string Describe(Diagnostic diagnostic) => $"{diagnostic.Id} at {diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}";
    }

    /// <summary>The one error of a network of these layers; its message contains the texts.</summary>
    public static Diagnostic LayersError(string id, string layers, string members = "", params string[] texts)
    {
        Diagnostic found = Assert.Single(Error(id, Source.Network(layers, members)));
        Assert.All(texts, text => Assert.Contains(text, found.GetMessage(), StringComparison.Ordinal));
        NetworkDeclaration? declaration = InMemory.Parse(InMemory.Compile(MarkedSource.Parse(Source.Network(layers, members)).Text));
        Assert.NotNull(declaration);
        Assert.False(declaration.IsValid);
        return found;
    }

    /// <summary>Neither the analyzer nor the compiler has anything to say, and the generator would generate.</summary>
    public static NetworkDeclaration Silence(string source, params string[] otherFiles)
    {
        Compilation compilation = InMemory.Compile([source, .. otherFiles]);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Empty(InMemory.Analyze(compilation));
        NetworkDeclaration? declaration = InMemory.Parse(compilation);
        Assert.NotNull(declaration);
        Assert.True(declaration.IsValid);
        return declaration;
    }

    /// <summary>The parser reads what the property yields at run time.</summary>
    public static string SameAsAtRunTime(string layers, string members = "", params string[] otherFiles)
    {
        Compilation compilation = InMemory.Compile([Source.Network(layers, members), .. otherFiles]);
        Assert.Empty(InMemory.Analyze(compilation));
        string read = InMemory.Parse(compilation)!.Layers!.ToString();
        Assert.Equal(InMemory.Run(compilation), read);
        return read;
    }
}
