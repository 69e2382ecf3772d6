namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0008Tests
{
    [Theory]
    [InlineData("[[|Input(65_537)|], Dense(3)]", "65,536 features", "65,537 came")]
    [InlineData("[Input(2), [|Dense(int.MaxValue)|]]", "65,536 units", "2,147,483,647 came")]
    [InlineData("[Input(65_536), [|Dense(16_384)|], Dense(1)]", "1,073,741,823 parameters", "1,073,758,208 came")]
    [InlineData("[Input(16), Dense(65_536), ..[|Repeat(127, [Relu])|], Dense(1)]", "2,147,483,647 numbers between layers", "2,147,487,744 came")]
    [InlineData("[Input(2), ..[|Repeat(1000, [Dense(2)])|]]", "1,000 layers", "")]
    [InlineData("[Input(2), Dense(1), ..[|Repeat(2_000_000_000, [])|]]", "1,000 layers", "2,000,000,000 came")]
    [InlineData("[Input(2), Dense(1), ..[|Repeat(501, [Dense(2), Relu])|]]", "1,000 layers", "1,002 came")]
    [InlineData("[Input(2), Dense(1), ..Repeat(30, [|Repeat(40, [Relu])|])]", "1,000 layers", "")]
    [InlineData("[Input(2), ..[|Explode(30)|], Dense(1)]", "expressions to read", "more came")]
    public void Network_beyond_a_limit_is_an_error_that_names_it(string layers, string limit, string actual)
    {
        const string members = "static LayerStack Explode(int i) => i == 0 ? [] : [..Explode(i - 1), ..Explode(i - 1)];";
        MarkedSource source = MarkedSource.Parse(Source.Network(layers, members));
        Microsoft.CodeAnalysis.Diagnostic found = Assert.Single(InMemory.Analyze(InMemory.Compile(source.Text)));
        Assert.Equal("SNET0008", found.Id);
        Assert.Contains(limit, found.GetMessage(), StringComparison.Ordinal);
        Assert.Contains(actual, found.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[[|Input(65_537)|], Dense(3)]")]
    [InlineData("[Input(65_536), [|Dense(16_384)|], Dense(1)]")]
    [InlineData("[Input(2), Dense(1), ..[|Repeat(501, [Dense(2), Relu])|]]")]
    [InlineData("[Input(2), Dense(1), ..[|Repeat(999, [Relu])|]]")]
    public void Error_is_at_the_element_that_goes_beyond(string layers) => Expect.Error("SNET0008", Source.Network(layers));

    [Theory]
    [InlineData("[Input(65_536), Dense(16_368), MeanSquaredError]")]
    [InlineData("[Input(16), Dense(65_536), ..Repeat(126, [Relu]), Dense(1)]")]
    [InlineData("[Input(2), ..Repeat(499, [Dense(3), Relu]), MeanSquaredError]")]
    public void Network_at_the_limits_is_silent(string layers) => Expect.Silence(Source.Network(layers));
}
