using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Tests.Emission;

public class CachingTests
{
    public static TheoryData<string, Func<CSharpCompilation, CSharpCompilation>> UnrelatedEdits => new()
    {
        { "a file is added", compilation => compilation.AddSyntaxTrees(Parse("class Added;")) },
        { "another file is edited", compilation => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Parse("class Other { int field; }")) },
        { "a comment moves the declaration", compilation => Edit(compilation, "namespace Demo;", "// moved\n\nnamespace Demo;") },
        { "a member is added to the class", compilation => Edit(compilation, "public partial class Net\n{", "public partial class Net\n{ int answer = 42;") },
        { "white space within the layers", compilation => Edit(compilation, "Input(784), ", "Input(  784 ),\n    ") },
        { "a constant is named", compilation => Edit(compilation, "Dense(128)", "Dense(64 * 2)") },
    };

    [Theory]
    [MemberData(nameof(UnrelatedEdits))]
    public void An_unrelated_edit_generates_nothing_anew(string what, Func<CSharpCompilation, CSharpCompilation> edit)
    {
        CSharpCompilation before = InMemory.Compile(Source.Network(Generation.Classic), "class Other;");
        GeneratorDriver driver = Generation.Driver(tracked: true).RunGenerators(before);
        GeneratorRunResult result = driver.RunGenerators(edit(before)).GetRunResult().Results.Single();
        Assert.NotEmpty(result.TrackedSteps[DeclarationProvider.TrackingName]);
        Assert.All(
            result.TrackedSteps[DeclarationProvider.TrackingName].SelectMany(step => step.Outputs),
            output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{what}: {output.Reason}"));
        Assert.All(Outputs(result, ofLines: false), output => Assert.Equal(IncrementalStepRunReason.Cached, output));
    }

    [Theory]
    [InlineData("namespace Demo;", "// moved\n\nnamespace Demo;", IncrementalStepRunReason.Modified)]
    [InlineData("public partial class Net\n{", "public partial class Net\n{ int answer = 42;", IncrementalStepRunReason.Cached)]
    public void An_edit_that_moves_lines_emits_the_lines_alone(string old, string replacement, IncrementalStepRunReason expected)
    {
        CSharpCompilation before = InMemory.Compile(Source.Network(Generation.Classic));
        GeneratorDriver driver = Generation.Driver(tracked: true).RunGenerators(before);
        GeneratorRunResult result = driver.RunGenerators(Edit(before, old, replacement)).GetRunResult().Results.Single();
        Assert.Equal([expected], Outputs(result, ofLines: true));
        Assert.Equal([IncrementalStepRunReason.Cached], Outputs(result, ofLines: false).Distinct());
    }

    [Fact]
    public void An_edit_of_the_layers_generates_anew()
    {
        CSharpCompilation before = InMemory.Compile(Source.Network(Generation.Classic));
        GeneratorDriver driver = Generation.Driver(tracked: true).RunGenerators(before);
        GeneratorRunResult result = driver.RunGenerators(Edit(before, "Dense(128)", "Dense(129)")).GetRunResult().Results.Single();
        Assert.Contains(
            result.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(step => step.Outputs),
            output => output.Reason == IncrementalStepRunReason.Modified);
    }

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorRunResult result, bool ofLines) => result.TrackedOutputSteps
        .SelectMany(steps => steps.Value)
        .Where(step => step.Inputs.Any(input => input.Source.Name == DeclarationProvider.LinesTrackingName) == ofLines)
        .SelectMany(step => step.Outputs)
        .Select(output => output.Reason);

    private static CSharpCompilation Edit(CSharpCompilation compilation, string old, string replacement)
    {
        SyntaxTree tree = compilation.SyntaxTrees[0];
        string text = tree.ToString();
        Assert.Contains(old, text, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, Parse(text.Replace(old, replacement, StringComparison.Ordinal), tree.FilePath));
    }

    private static SyntaxTree Parse(string text, string file = "") => CSharpSyntaxTree.ParseText(text, InMemory.ParseOptions, file);
}
