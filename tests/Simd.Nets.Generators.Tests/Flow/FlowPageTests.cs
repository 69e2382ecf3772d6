using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Simd.Nets.Generators.Diagnostics;
using Simd.Nets.Generators.Flow;

namespace Simd.Nets.Generators.Tests.Flow;

/// <summary>Every rule of gradients has a page that is true, a row in the index and a row for release tracking.</summary>
public sealed partial class FlowPageTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    public static TheoryData<string> Rules => [.. FlowRules.All.Select(rule => rule.Id)];

    /// <summary>A file of the repository.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file)).ReplaceLineEndings("\n");

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_has_the_rules_title_and_is_linked(string id)
    {
        DiagnosticDescriptor rule = FlowRules.All.Single(rule => rule.Id == id);
        Assert.Equal(HelpLink.Base + id + HelpLink.Extension, rule.HelpLinkUri);
        Assert.StartsWith($"# {id}: {rule.Title}\n", Page(id), StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) | {rule.Title} |\n", Page("README"), StringComparison.Ordinal);
        Assert.Contains(
            $"{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}\n",
            Read("generators/Simd.Nets.Generators/AnalyzerReleases.Unshipped.md"),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Before_breaks_the_rule_and_after_breaks_none(string id)
    {
        string[] samples = [.. Sample().Matches(Page(id)).Select(match => Source.Usings + match.Groups[1].Value)];
        Assert.Equal(2, samples.Length);
        Assert.Equal([id], FlowSource.Analyze(samples[0]).Select(found => found.Id));
        Assert.All(samples, sample => Assert.Empty(InMemory.Analyze(InMemory.Compile(sample))));
        Assert.Empty(FlowSource.Analyze(samples[1]));
    }

    [Fact]
    public void Every_rule_can_be_configured() => Assert.All(
        FlowRules.All, rule => Assert.DoesNotContain(WellKnownDiagnosticTags.NotConfigurable, rule.CustomTags));

    private static string Page(string name) => Read($"docs/diagnostics/{name}.md");

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();
}
