using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0005Tests
{
    [Theory]
    [InlineData("[[|Input(0)|], Dense(3)]", "1 or more features", "0 came")]
    [InlineData("[Input(2), [|Dense(-5)|], Relu]", "1 or more units", "-5 came")]
    [InlineData("[Input(2), ..Repeat(3, [[|Dense(0)|], Relu]), Dense(1)]", "1 or more units", "0 came")]
    [InlineData("[Input(2), ..[|Repeat(-1, [Dense(2)])|], Dense(1)]", "0 or more", "-1 came")]
    [InlineData("[Input(2), [|Fc(4)|], Dense(1)]", "1 or more units", "0 came")]
    [InlineData("[Input(2), [|DenseBlock(0, [Dense(2)])|], Dense(1)]", "a count of 1 or more", "0 came")]
    [InlineData("[Input(2), [|DenseBlock(2, [Dense(2)]) with { Count = -3 }|], Dense(1)]", "a count of 1 or more", "-3 came")]
    [InlineData("[Input(2), ..Repeat(2, [Residual([Concat([[|Dense(0)|], Relu])])]), Dense(1)]", "1 or more units", "0 came")]
    [InlineData("[Input(2), DenseBlock(3, [Dense(2), [|Fc(4)|]])]", "1 or more units", "0 came")]
    [InlineData("[Input(2), Residual([Relu], projection: [Relu, [|Dense(-1)|]])]", "1 or more units", "-1 came")]
    [InlineData("[Input(2), [|Fc(4) with { Name = \"a\" }|], Dense(1)]", "1 or more units", "0 came")]
    [InlineData("[[|Input(0, 4, 1)|], Dense(3)]", "1 or more rows", "0 came")]
    [InlineData("[[|Input(4, -1)|], Dense(3)]", "'Input(4, -1)' needs 1 or more channels", "-1 came")]
    [InlineData("[Input(4, 4, 1), [|Conv2D(0, 3)|], Relu]", "'Conv2D(0, 3)' needs 1 or more channels", "0 came")]
    [InlineData("[Input(4, 4, 1), [|Conv2D(2, 0)|], Relu]", "1 or more rows of its kernel", "0 came")]
    [InlineData("[Input(4, 4, 1), [|Conv2D(2, 3) with { KernelWidth = -3 }|]]", "1 or more columns of its kernel", "-3 came")]
    [InlineData("[Input(4, 4, 1), [|Conv2D(2, 3, stride: 0)|], Relu]", "1 or more rows of its stride", "0 came")]
    [InlineData("[Input(4, 4, 1), [|Conv2D(2, 3, dilation: 0)|], Relu]", "1 or more rows of its dilation", "0 came")]
    [InlineData("[Input(4, 4, 1), [|Conv2D(2, 3, groups: 0)|], Relu]", "1 or more groups", "0 came")]
    [InlineData("[Input(4, 4, 1), [|Conv2D(2, 3, padding: -1)|], Relu]", "0 or more rows of padding", "-1 came")]
    [InlineData("[Input(4, 4, 1), [|MaxPool(0)|], Relu]", "1 or more rows of its window", "0 came")]
    [InlineData("[Input(4, 4, 1), [|AveragePool(2, stride: -1)|], Relu]", "1 or more rows of its stride", "-1 came")]
    [InlineData("[Input(4, 4), [|MaxPool1D(2, padding: -1)|], Relu]", "0 or more columns of padding", "-1 came")]
    [InlineData("[Input(4, 4, 1), [|AdaptiveMaxPool(0, 2)|], Relu]", "1 or more rows", "0 came")]
    [InlineData("[Input(784), [|Conv2D(2, 0) with { Name = \"odd\" }|]]", "1 or more rows", "0 came")]
    public void Size_that_is_not_positive_is_an_error_at_the_element(string layers, string expected, string actual) =>
        Expect.LayersError("SNET0005", layers, "static DenseLayer Fc(int units) => Dense(units - 4);", expected, actual);

    [Fact]
    public void Element_of_a_helper_is_the_additional_location()
    {
        Diagnostic found = Expect.LayersError("SNET0005", "[Input(2), ..[|Block(1)|]]", "static LayerStack Block(int i) => [Relu, Dense(i - 1)];");
        Location inner = Assert.Single(found.AdditionalLocations);
        Assert.Equal("Dense(i - 1)", inner.SourceTree!.ToString().Substring(inner.SourceSpan.Start, inner.SourceSpan.Length));
    }

    [Fact]
    public void Sizes_from_one_up_and_empty_repeats_are_silent() =>
        Expect.Silence(Source.Network("[Input(1), ..Repeat(0, [Relu]), Dense(1)]"));
}
