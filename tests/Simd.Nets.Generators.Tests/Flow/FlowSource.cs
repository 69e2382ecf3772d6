using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Simd.Nets.Generators.Flow;
using Simd.Nets.Generators.Flow.Writing;

namespace Simd.Nets.Generators.Tests.Flow;

/// <summary>What the analyzer of gradients says of sources.</summary>
internal static class FlowSource
{
    /// <summary>What it says of a file, with lines of <c>.editorconfig</c>.</summary>
    public static IReadOnlyList<Diagnostic> Analyze(string source, params (string Key, string Value)[] options) =>
    [
        .. InMemory.Compile(source)
            .WithAnalyzers([new FlowAnalyzer()], new AnalyzerOptions([], new Config(options.ToDictionary(o => o.Key, o => o.Value))))
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan),
    ];

    /// <summary>The network of a compilation, as the analyzer reads it.</summary>
    public static WrittenNetwork Read(Compilation compilation) => WrittenNetwork.Of(
        compilation.GetTypeByMetadataName("Demo.Net")!, compilation, new Config([]), CancellationToken.None)!;

    /// <summary>What it says of a network of these layers.</summary>
    public static IReadOnlyList<Diagnostic> Layers(string layers, params (string Key, string Value)[] options) =>
        Analyze(Source.Network(layers), options);

    /// <summary>The ids of that, and where they are.</summary>
    public static void Expect(string marked, params string[] ids)
    {
        MarkedSource source = MarkedSource.Parse(Source.Network(marked));
        IReadOnlyList<Diagnostic> found = Analyze(source.Text);
        Assert.Equal(ids, found.Select(diagnostic => diagnostic.Id));
        Assert.Equal(source.Spans.Distinct(), found.Select(diagnostic => diagnostic.Location.SourceSpan).Distinct());
        Assert.All(found, diagnostic => Assert.DoesNotMatch(@"\{\d", diagnostic.GetMessage()));
    }

    private sealed class Config(Dictionary<string, string> options) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => new Lines(options);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Lines(options);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Lines(options);
    }

    private sealed class Lines(Dictionary<string, string> options) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            options.TryGetValue(key, out value);
    }
}
