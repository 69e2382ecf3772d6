using Microsoft.CodeAnalysis;

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
    public void Equal_sources_give_equal_declarations_and_different_layers_different_ones()
    {
        NetworkDeclaration first = Expect.Silence(Source.Network("[Input(2), Dense(1), Relu]"));
        Assert.Equal(first, Expect.Silence("// a comment\n" + Source.Network("[Input(1 + 1), ..Repeat(1, [Dense(1)]), Relu]")));
        Assert.NotEqual(first, Expect.Silence(Source.Network("[Input(2), Dense(2), Relu]")));
    }
}
