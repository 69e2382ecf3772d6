using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0003Tests
{
    [Theory]
    [InlineData("[Input(2), Dense([|Units|]), Dense(1)]", "static readonly int Units = 3;", "Units is not const")]
    [InlineData("[Input(2), Dense([|Environment.ProcessorCount|]), Dense(1)]", "", "compiled elsewhere")]
    [InlineData("[Input(2), [|Fc(3)|]]", "static Layer Fc(int units) { var x = units; return Dense(x); }", "not a single expression")]
    [InlineData("[Input(2), [|Fc(3)|]]", "static Layer Fc(int units) => Fc(units);", "call itself")]
    [InlineData("[Input(2), [|Fc<int>(3)|]]", "static Layer Fc<T>(int units) => Dense(units);", "not a plain static method")]
    [InlineData("[Input(2), [|Fc(1, 2)|]]", "static Layer Fc(params int[] units) => Dense(units[0]);", "params")]
    [InlineData("[Input(2), [|Fc(0)|]]", "static Layer Fc(int units) => Dense(4 / units);", "divides by zero")]
    [InlineData("[Input(2), [|Fc(int.MaxValue)|]]", "static Layer Fc(int units) => Dense(units + 1);", "overflows")]
    [InlineData("[Input(2), [|Fc(3)|]]", "static Layer Fc(int units) => Dense(units >> 1);", "RightShift")]
    [InlineData("[Input(2), Dense(1), [|new Random().Next() > 1 ? Relu : Tanh|]]", "", "")]
    [InlineData("[|DateTime.Now.Hour > 1 ? [Input(2), Dense(1)] : [Input(1), Dense(1)]|]", "", "")]
    [InlineData("[Input(2), Dense(1), ..[|new Layer[] { Relu }|]]", "", "")]
    [InlineData("[Input(2), Dense(1), ..[|Set|]]", "static System.Collections.Generic.HashSet<Layer> Set => [Relu, Relu];", "HashSet")]
    [InlineData("[Input(2), Dense(1), [|Relu switch { _ => Tanh }|]]", "", "")]
    [InlineData("[|LayerStack.Create([Input(2), Dense(1)])|]", "", "")]
    [InlineData("[Input(2), Dense(1), ..Repeat(2, [|null!|])]", "", "Repeat needs layers")]
    [InlineData("[Input(2), Dense(1), ..Repeat(0, [|default!|])]", "", "Repeat needs layers")]
    [InlineData("[Input(2), Dense(1), ..Repeat(body: [|default(LayerStack)!|], count: 2)]", "", "Repeat needs layers")]
    [InlineData("[Input(2), Dense(1), ..[|Twice(null!)|]]", "static LayerStack Twice(LayerStack body) => Repeat(2, body);", "needs layers")]
    [InlineData("[Input(2), Dense(1), [|null!|]]", "", "no layer")]
    [InlineData("[Input(2), Dense(1), ..[|Fc(null!)|]]", "static LayerStack Fc(LayerStack body) => [..body];", "no layer")]
    [InlineData("[|default!|]", "", "no stack of layers")]
    [InlineData("[Input(2), Residual([|null!|])]", "", "Residual needs layers")]
    [InlineData("[Input(2), DenseBlock(2, body: [|default!|])]", "", "DenseBlock needs layers")]
    [InlineData("[Input(2), new ConcatLayer([|null!|])]", "", "ConcatLayer needs layers")]
    [InlineData("[Input(2), Residual([Relu]) with { Body = [|null!|] }]", "", "Body needs layers")]
    [InlineData("[Input(2), Residual([Relu, [|null!|]])]", "", "no layer")]
    [InlineData("[Input(2), Residual([Relu], projection: [|Fc(3)|])]", "static LayerStack Fc(int i) { var x = i; return [Dense(x)]; }", "not a single")]
    [InlineData("[Input(2), Concat([Residual([Dense([|X|])])])]", "static int X = 1;", "X is not const")]
    [InlineData("[Input(2), Dense(2), SoftmaxCrossEntropy with { ClassWeights = [|[..Two]|] }]", "static ClassWeights Two => [1, 2];", "one by one")]
    [InlineData("[Input(2), Dense(2), SoftmaxCrossEntropy with { ClassWeights = [1, [|X|]] }]", "static double X = 1;", "X is not const")]
    [InlineData("[Input(2), Dense(2), SoftmaxCrossEntropy with { ClassWeights = [|ClassWeights.Create([1, 2])|] }]", "", "ReadOnlySpan")]
    public void Expression_beyond_reading_is_an_error_that_says_what_is_understood(string layers, string members, string reason)
    {
        MarkedSource source = MarkedSource.Parse(Source.Network(layers, members));
        Diagnostic found = Assert.Single(InMemory.Analyze(InMemory.Compile(source.Text)));
        Assert.Equal("SNET0003", found.Id);
        Assert.True(source.Spans[0].Contains(found.Location.SourceSpan), $"not in {source.Spans[0]}: {found}");
        Assert.Contains(reason, found.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("const fields", found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Null_where_nullable_is_off_is_no_stack_of_layers() => Expect.Error(
        "SNET0003",
        "#nullable disable\n" + Source.Network("[Input(2), Dense(1, init: null, name: null), ..Repeat(2, [|null|])]"));

    [Fact]
    public void Every_unreadable_element_is_reported() => Expect.Error(
        "SNET0003",
        Source.Network(
            "[Input([|X|]), Dense([|X|]), Residual([Relu, Dense([|Y|])], projection: [Dense([|X|])]), Dense([|Y|])]", "static int X = 1, Y = 2;"));

    [Fact]
    public void Error_inside_a_helper_is_reported_at_its_call_with_the_place_in_the_helper()
    {
        const string members = """
            static LayerStack Block(int units) => Inner(units);
            static LayerStack Inner(int units) => [Relu, Dense(units + X)];
            static int X = 1;
            """;
        Diagnostic found = Expect.LayersError("SNET0003", "[Input(2), ..[|Block(3)|], Dense(1)]", members);
        Location inner = Assert.Single(found.AdditionalLocations);
        Assert.Equal("X", inner.SourceTree!.ToString().Substring(inner.SourceSpan.Start, inner.SourceSpan.Length));
    }

    [Theory]
    [InlineData("[Input(2), Dens(3)]")]
    [InlineData("[Input(2), 42]")]
    [InlineData("[Input(2), Dense()]")]
    [InlineData("[Input(2), Dense(\"3\")]")]
    [InlineData("[Input(2), Relu with { Nam = \"a\" }]")]
    [InlineData("[Input(2), Dense(]")]
    [InlineData("null")]
    public void What_the_compiler_refuses_is_left_to_the_compiler(string layers)
    {
        Compilation compilation = InMemory.Compile(Source.Network(layers));
        IReadOnlyList<Diagnostic> found = InMemory.Analyze(compilation);
        bool isRefused = compilation.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal(isRefused ? [] : ["SNET0003"], found.Select(diagnostic => diagnostic.Id));
        Assert.False(InMemory.Parse(compilation)!.IsValid);
    }
}
