namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0008Tests
{
    [Theory]
    [InlineData("[[|Input(65_537)|], Dense(3)]", "65,536 features", "65,537 came")]
    [InlineData("[Input(2), [|Dense(int.MaxValue)|]]", "65,536 units", "2,147,483,647 came")]
    [InlineData("[Input(65_536), [|Dense(16_384)|], Dense(1)]", "1,073,741,823 parameters", "1,074,790,400 came")]
    [InlineData("[Input(16), Dense(65_536), ..[|Repeat(127, [Relu])|], Dense(1)]", "2,147,483,647 numbers between layers", "2,147,487,744 came")]
    [InlineData("[Input(2), ..[|Repeat(1000, [Dense(2)])|]]", "1,000 layers", "")]
    [InlineData("[Input(2), Dense(1), ..[|Repeat(2_000_000_000, [])|]]", "1,000 layers", "2,000,000,000 came")]
    [InlineData("[Input(2), Dense(1), ..[|Repeat(501, [Dense(2), Relu])|]]", "1,000 layers", "1,002 came")]
    [InlineData("[Input(2), Dense(1), ..Repeat(30, [|Repeat(40, [Relu])|])]", "1,000 layers", "")]
    [InlineData("[Input(2), ..[|Explode(30)|], Dense(1)]", "expressions to read", "more came")]
    [InlineData("[Input(2), [|Residual([Relu, ..Repeat(998, [Relu])])|], Relu, Relu]", "1,000 layers", "1,001 came")]
    [InlineData("[Input(2), [|DenseBlock(100, [Dense(2), Relu, ..Repeat(8, [Tanh])])|], Relu]", "1,000 layers", "1,002 came")]
    [InlineData("[Input(2), [|DenseBlock(2_000_000_000, [Relu])|]]", "1,000 layers", "2,000,000,002 came")]
    [InlineData("[Input(2), [|DenseBlock(2_000_000_000, [])|]]", "1,000 layers", "2,000,000,002 came")]
    [InlineData("[Input(2), Concat([[|DenseBlock(40, [DenseBlock(40, [Relu])])|]])]", "1,000 layers", "1,641 came")]
    [InlineData("[Input(2), ..[|Repeat(40, [DenseBlock(40, [Relu])])|]]", "1,000 layers", "1,640 came")]
    [InlineData("[Input(2), Relu, [|Double(Double(Double(Double(Double(Double(Double(Double(Double(Double(Relu))))))))))|]]", "1,000 layers", "")]
    [InlineData("[Input(2), [|Deep(Deep(Deep(Deep(Deep(Deep(Deep(Deep(Relu))))))))|], Relu]", "32 stacks inside one another", "33 came")]
    [InlineData("[Input(60_000), Relu, [|Concat([Relu])|], Dense(1)]", "65,536 features behind a layer", "120,000 came")]
    [InlineData("[Input(1000), [|DenseBlock(100, [Relu])|], Dense(1)]", "65,536 features behind a layer", "128,000 came")]
    [InlineData("[Input(65_536), Residual([Dense(8_192), [|Dense(65_536)|]]), Dense(1)]", "1,073,741,823 parameters", "1,074,9")]
    [InlineData("[[|Input(65_537, 1, 1)|], Dense(3)]", "65,536 rows", "65,537 came")]
    [InlineData("[[|Input(2048, 2049, 1)|], Dense(3)]", "4,194,304 numbers in an image (it is 2048×2049×1)", "4,196,352 came")]
    [InlineData("[[|Input(65_536, 65_536, 65_536)|], Dense(3)]", "4,194,304 numbers in an image", "came")]
    [InlineData("[Input(128, 128, 1), [|Conv2D(512, 1)|], Dense(3)]", "4,194,304 numbers in an image (it is 128×128×512)", "8,388,608 came")]
    [InlineData("[Input(8, 8, 1), [|Conv2D(65_537, 3)|]]", "65,536 channels", "65,537 came")]
    [InlineData("[Input(8, 8, 1), [|Conv2D(1, int.MaxValue, padding: Padding.Same)|]]", "65,536 rows of its kernel", "2,147,483,647 came")]
    [InlineData("[Input(8, 8, 1), [|Conv2D(1, 60_000, dilation: 60_000)|]]", "65,536 pixels along a window", "3,599,940,001 came")]
    [InlineData("[Input(8, 8, 1), [|Conv2D(1, 3, padding: 70_000)|]]", "65,536 rows of padding", "70,000 came")]
    [InlineData("[Input(1, 1, 40_000), [|Concat([Relu])|]]", "65,536 channels behind a layer", "80,000 came")]
    [InlineData("[Input(128, 128, 200), [|Concat([Relu])|]]", "4,194,304 numbers in an image", "6,553,600 came")]
    [InlineData("[Input(256, 256, 2), [|Dense(10)|]]", "65,536 features of a flattened image (of 256×256×2)", "131,072 came")]
    [InlineData("[Input(256, 256, 2), [|Flatten|]]", "65,536 features of a flattened image", "131,072 came")]
    [InlineData("[Input(1, 1, 16_384), [|Conv2D(16_384, 3, padding: 1)|], Relu]", "1,073,741,823 parameters", "2,415,935,488 came")]
    [InlineData("[Input(1, 1, 60_000), [|Conv2D(60_000, 60_000, padding: Padding.Same)|]]", "1,073,741,823 parameters", "came")]
    [InlineData("[Input(2048, 2048, 1), ..[|Repeat(15, [Relu])|], GlobalAveragePool]", "2,147,483,647 numbers between layers", "2,147,483,648 came")]
    public void Network_beyond_a_limit_is_an_error_that_names_it(string layers, string limit, string actual)
    {
        const string members = """
            static LayerStack Explode(int i) => i == 0 ? [] : [..Explode(i - 1), ..Explode(i - 1)];
            static Layer Double(Layer x) => Concat([x, x]);
            static Layer Deep(Layer x) => Residual([Residual([Residual([Residual([x])])])]);
            """;
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

    [Fact]
    public void Stacks_nest_to_the_limit_and_no_further()
    {
        static string Nest(int levels, string inner) => levels == 1 ? inner : $"Residual([{Nest(levels - 1, inner)}])";
        Expect.Silence(Source.Network($"[Input(2), {Nest(32, "Relu")}]"));
        Expect.LayersError("SNET0008", $"[Input(2), [|{Nest(33, "Relu")}|]]", "", "32 stacks inside one another", "33 came");
    }

    [Theory]
    [InlineData("[Input(65_536), Dense(16_368), MeanSquaredError]")]
    [InlineData("[Input(16), Dense(65_536), ..Repeat(126, [Relu]), Dense(1)]")]
    [InlineData("[Input(2), ..Repeat(499, [Dense(3), Relu]), MeanSquaredError]")]
    [InlineData("[Input(2), ..Repeat(332, [Residual([Dense(2), Relu])]), Relu, MeanSquaredError, ]")]
    [InlineData("[Input(2), DenseBlock(332, [Dense(2), Relu, Tanh]), Relu]")]
    [InlineData("[Input(32_768), Concat([Relu]), Dense(1)]")]
    [InlineData("[Input(2048, 2048, 1), Conv2D(4, 8, stride: 8), MaxPool(4), Dense(10)]")]
    [InlineData("[Input(2048, 2048, 1), ..Repeat(14, [Relu]), GlobalAveragePool]")]
    [InlineData("[Input(8, 1), Conv1D(1, 65_536, stride: 65_536, padding: Padding.Same), Dense(10)]")]
    public void Network_at_the_limits_is_silent(string layers) => Expect.Silence(Source.Network(layers));
}
