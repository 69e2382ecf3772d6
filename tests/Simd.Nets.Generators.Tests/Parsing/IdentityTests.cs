using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Simd.Nets.Generators.Tests.Parsing;

/// <summary>Which class a declaration is of.</summary>
public sealed class IdentityTests
{
    [Fact]
    public void Networks_of_one_name_in_several_places_are_kept_apart()
    {
        const string Body = "{ static LayerStack Layers => [Input(2), Dense(1)]; }";
        Compilation compilation = InMemory.Compile(
            $$"""
            {{Source.Usings}}
            [Network] partial class Net {{Body}}
            namespace A { [Network] partial class Net {{Body}} partial class Outer { [Network] partial class Net {{Body}} } }
            namespace A.B { [Network] partial class Net {{Body}} partial class Outer { partial struct Inner { [Network] partial class Net {{Body}} } } }
            """);
        Assert.Empty(InMemory.Analyze(compilation));
        NetworkDeclaration[] declarations =
        [
            .. new[] { "Net", "A.Net", "A.Outer+Net", "A.B.Net", "A.B.Outer+Inner+Net" }.Select(type => InMemory.Parse(compilation, type)!),
        ];
        Assert.Equal(["", "A", "A", "A.B", "A.B"], declarations.Select(declaration => declaration.Namespace));
        Assert.Equal(["partial class Outer", "partial struct Inner"], declarations[^1].Containers);
        Assert.All(declarations, declaration => Assert.Equal("Net", declaration.Name));
        Assert.Equal(5, declarations.Select(declaration => declaration.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Identifiers_that_are_keywords_keep_their_sign()
    {
        Compilation compilation = InMemory.Compile(
            $$"""
            {{Source.Usings}}
            namespace @namespace.@event { partial class @class { [Network] partial class @new { static LayerStack Layers => [Input(2), Dense(1)]; } } }
            """);
        NetworkDeclaration declaration = InMemory.Parse(compilation, "namespace.event.class+new")!;
        Assert.Equal("@namespace.@event", declaration.Namespace);
        Assert.Equal(["partial class @class"], declaration.Containers);
        Assert.Equal("@new", declaration.Name);
        Assert.DoesNotContain('@', declaration.HintName);
    }

    [Fact]
    public void An_edit_of_a_helper_in_another_file_is_seen()
    {
        CSharpCompilation compilation = InMemory.Compile(
            Source.Network("[Input(2), Dense(Sizes.Units)]"), "static class Sizes { public static int Units => Other; const int Other = 77; }");
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: InMemory.ParseOptions)
            .RunGenerators(compilation);
        SyntaxTree edited = CSharpSyntaxTree.ParseText("static class Sizes { public static int Units => 99; }", InMemory.ParseOptions);
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], edited));
        Assert.Contains(driver.GetRunResult().GeneratedTrees, tree => tree.ToString().Contains("99", StringComparison.Ordinal));
        Assert.DoesNotContain(driver.GetRunResult().GeneratedTrees, tree => tree.ToString().Contains("77", StringComparison.Ordinal));
    }

    [Fact]
    public void Equal_sources_give_equal_declarations_and_different_layers_different_ones()
    {
        NetworkDeclaration first = Expect.Silence(Source.Network("[Input(2), Dense(1), Relu]"));
        Assert.Equal(first, Expect.Silence("// a comment\n" + Source.Network("[Input(1 + 1), ..Repeat(1, [Dense(1)]), Relu]")));
        Assert.NotEqual(first, Expect.Silence(Source.Network("[Input(2), Dense(2), Relu]")));
    }
}
