using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Simd.Nets.Generators.Diagnostics;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Tests.Rules;

/// <summary>Every rule has a page that is true, a row in the index and a row for release tracking.</summary>
public sealed partial class PageTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    public static TheoryData<string> Rules => [.. new NetworkAnalyzer().SupportedDiagnostics.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_has_the_rules_title_and_is_linked(string id)
    {
        DiagnosticDescriptor rule = Rule(id);
        Assert.Equal(HelpLink.Base + id + HelpLink.Extension, rule.HelpLinkUri);
        Assert.StartsWith($"# {id}: {rule.Title}\n", Page(id), StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) | {rule.Title} |\n", Page("README"), StringComparison.Ordinal);
        Assert.Contains(
            $"{id} | {rule.Category} | Error | {rule.Title}\n",
            File.ReadAllText(Path.Combine(Root, "generators/Simd.Nets.Generators/AnalyzerReleases.Unshipped.md")),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Before_breaks_the_rule_and_after_breaks_none(string id)
    {
        string[] samples = [.. Sample().Matches(Page(id)).Select(match => Source.Usings + match.Groups[1].Value)];
        Assert.Equal(2, samples.Length);
        Assert.Equal([id], InMemory.Analyze(InMemory.Compile(samples[0])).Select(found => found.Id));
        Microsoft.CodeAnalysis.CSharp.CSharpCompilation after = InMemory.Compile(samples[1]);
        Assert.Empty(InMemory.Analyze(after));
        Assert.Empty(InMemory.Generate(after).GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_is_an_error_that_nobody_configures(string id)
    {
        Assert.Equal(DiagnosticSeverity.Error, Rule(id).DefaultSeverity);
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, Rule(id).CustomTags);
    }

    [Fact]
    public void Reserved_names_are_listed() => Assert.All(
        EmittedMembers.Names, name => Assert.Contains($"`{name}`", Page("SNET0012"), StringComparison.Ordinal));

    private static DiagnosticDescriptor Rule(string id) => new NetworkAnalyzer().SupportedDiagnostics.Single(rule => rule.Id == id);

    private static string Page(string name) =>
        File.ReadAllText(Path.Combine(Root, "docs/diagnostics", $"{name}.md")).ReplaceLineEndings("\n");

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();
}
