namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0016Tests
{
    [Theory]
    [InlineData("[Input(16), [|Residual([Dense(32), Relu])|]]", "32 features of its body to the 16 features of its input", "projection: [Dense(32, bias: false)]")]
    [InlineData("[Input(16), [|Residual([Dense(1_024)])|]]", "1024 features of its body", "projection: [Dense(1024, bias: false)]")]
    [InlineData(
        "[Input(16), [|Residual([Dense(32)], projection: [Dense(24, bias: false), Relu])|]]",
        "32 features of its body to the 24 features of its projection",
        "projection: [Dense(32, bias: false)]")]
    [InlineData("[Input(16), [|Residual([Relu], projection: [Dense(24)])|]]", "16 features of its body to the 24 features of its projection", "Dense(16, bias")]
    [InlineData("[Input(16), [|Residual([Concat([Dense(8)])])|]]", "24 features of its body to the 16 features of its input", "Dense(24, bias: false)")]
    [InlineData("[Input(16), [|Residual([DenseBlock(3, [Dense(4), Tanh])])|]]", "28 features of its body to the 16 features", "Dense(28, bias: false)")]
    [InlineData("[Input(16), DenseBlock(2, [[|Residual([Dense(16)])|]])]", "16 features of its body to the 32 features of its input", "Dense(16, bias")]
    [InlineData("[Input(16), ..Repeat(3, [[|Residual([Dense(8)])|]])]", "8 features of its body to the 16 features of its input", "Dense(8, bias")]
    [InlineData("[Input(16), Residual([Concat([[|Residual([Dense(3)])|]])])]", "3 features of its body to the 16 features of its input", "Dense(3, bias")]
    public void Features_that_differ_are_an_error_at_the_block_that_names_both_and_the_remedy(string layers, string widths, string remedy) =>
        Expect.LayersError("SNET0016", layers, "", widths, remedy);

    [Theory]
    [InlineData(
        "[Input(32, 32, 16), [|Residual([Conv2D(32, 3, stride: 2, padding: 1), Relu, Conv2D(32, 3, padding: 1)])|]]",
        "adds the 16×16×32 of its body to the 32×32×16 of its input",
        "projection: [Conv2D(32, 1, stride: 2, bias: false)], or let its body end with 32×32×16")]
    [InlineData("[Input(9, 8, 2), [|Residual([Conv2D(3, 3, padding: 1)])|]]", "9×8×3 of its body to the 9×8×2", "[Conv2D(3, 1, bias: false)]")]
    [InlineData("[Input(9, 8, 2), [|Residual([Conv2D(2, 3)])|]]", "7×6×2 of its body to the 9×8×2", "let its body end with 9×8×2 (with Padding.Same and a stride of 1, windows keep")]
    [InlineData("[Input(9, 7, 2), [|Residual([MaxPool(3, stride: 2)], projection: [MaxPool(3)])|]]", "4×3×2 of its body to the 3×2×2 of its proj", "3×2×2")]
    [InlineData("[Input(20, 2), [|Residual([Conv1D(4, 3, stride: 3, padding: 1)])|]]", "1×7×4 of its body", "[Conv1D(4, 1, stride: 3, bias: false)]")]
    [InlineData("[Input(2, 2, 2), [|Residual([Dense(8)])|]]", "8 features of its body to the 2×2×2 of its input", "[Dense(8, bias: false)]")]
    [InlineData("[Input(2, 2, 2), [|Residual([Flatten])|]]", "8 features of its body to the 2×2×2 of its input", "[Dense(8, bias: false)]")]
    [InlineData("[Input(2, 2, 2), [|Residual([Relu], projection: [Dense(8)])|]]", "2×2×2 of its body to the 8 features of its", "[Conv2D(2, 1, bias")]
    public void Images_that_differ_are_an_error_that_names_both_shapes(string layers, string shapes, string remedy) =>
        Expect.LayersError("SNET0016", layers, "", shapes, remedy);

    [Fact]
    public void Block_of_a_helper_is_reported_at_the_helpers_call_with_its_place_in_the_helper()
    {
        Microsoft.CodeAnalysis.Diagnostic found = Expect.LayersError(
            "SNET0016",
            "[Input(16), ..Repeat(2, [Concat([[|Block(4)|]])])]",
            "static Layer Block(int units) => Residual([Dense(units), Relu]);");
        Microsoft.CodeAnalysis.Location inner = Assert.Single(found.AdditionalLocations);
        Assert.Equal("Residual([Dense(units), Relu])", inner.SourceTree!.GetText().ToString(inner.SourceSpan));
    }

    [Theory]
    [InlineData("[Input(16), Residual([Dense(32), Relu, Dense(16)]), Residual([BatchNorm, Relu])]")]
    [InlineData("[Input(16), Residual([Dense(32)], projection: [Dense(32, bias: false)]), Residual([Dense(32)])]")]
    [InlineData("[Input(16), Residual([DenseBlock(2, [Dense(8)])], projection: [Concat([Relu])])]")]
    [InlineData(
        "[Input(32, 32, 16), Residual([Conv2D(32, 3, stride: 2, padding: 1), Relu, Conv2D(32, 3, padding: 1)], "
        + "projection: [Conv2D(32, 1, stride: 2, bias: false)]), Dense(10)]")]
    [InlineData("[Input(5, 4, 3), Residual([BatchNorm, Relu, Conv2D(3, 3, padding: Padding.Same)]), Residual([Dense(60)], projection: [Flatten])]")]
    public void Equal_shapes_are_silent(string layers) => Expect.Silence(Source.Network(layers));

    [Theory]
    [InlineData("SNET0005", "[Input(16), Residual([[|Dense(0)|]]), SoftmaxCrossEntropy with { ClassWeights = [1, 2] }]")]
    [InlineData("SNET0005", "[Input(16), Residual([Dense(8)], projection: [[|Dense(-1)|]])]")]
    [InlineData("SNET0004", "[Input(16), Residual([Dense(8), [|Input(8)|]])]")]
    public void Width_that_a_fault_hides_is_not_compared(string id, string layers) => Expect.LayersError(id, layers);
}
