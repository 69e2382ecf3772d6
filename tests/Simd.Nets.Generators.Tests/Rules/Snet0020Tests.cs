namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0020Tests
{
    [Theory]
    [InlineData("[Input(3, 4, 8), [|Conv2D(8, 5)|], Relu]", "window of 5×5 over an image of 3×4×8, which has only 3×4")]
    [InlineData("[Input(4, 9, 1), [|Conv2D(8, 7, padding: 1)|]]", "window of 7×7 over an image of 4×9×1, which has only 6×11")]
    [InlineData("[Input(8, 9, 1), [|Conv2D(8, 5, dilation: 2)|]]", "window of 9×9 over an image of 8×9×1, which has only 8×9")]
    [InlineData("[Input(12, 2), [|Conv1D(3, 13)|]]", "window of 1×13 over an image of 1×12×2, which has only 1×12")]
    [InlineData("[Input(9, 9, 1), Conv2D(8, 3) with { KernelWidth = 1 }, [|Conv2D(8, 2) with { KernelWidth = 10 }|]]", "window of 2×10 over an image of 7×9×8")]
    [InlineData("[Input(7, 7, 1), [|MaxPool(8)|], Relu]", "'MaxPool(8)' moves a window of 8×8 over an image of 7×7×1, which has only 7×7")]
    [InlineData("[Input(1, 1, 1), [|AveragePool(3) with { Padding = Padding.Of(1, 0) }|]]", "which has only 3×1")]
    [InlineData("[Input(28, 28, 1), ..Repeat(5, [[|Conv2D(4, 3)|], MaxPool(2)])]", "an image of 1×1×4")]
    public void Window_that_does_not_fit_is_an_error_that_names_it_and_the_image(string layers, string shapes) =>
        Expect.LayersError("SNET0020", layers, "", shapes, "make the window smaller, pad more");

    [Theory]
    [InlineData("[Input(3, 4, 8), Conv2D(8, 3), Conv2D(1, 1) with { KernelWidth = 2 }]")]
    [InlineData("[Input(3, 4, 8), Conv2D(8, 7, padding: 2), Dense(1)]")]
    [InlineData("[Input(1, 1, 1), Conv2D(8, 9, stride: 3, dilation: 5, padding: Padding.Same), MaxPool(4, padding: Padding.Same), Dense(1)]")]
    [InlineData("[Input(3, 3, 2), MaxPool(3), Relu]")]
    [InlineData("[Input(12, 2), Conv1D(3, 12), MaxPool1D(1)]")]
    public void Window_that_just_fits_is_silent(string layers) => Expect.Silence(Source.Network(layers));

    [Fact]
    public void Image_that_a_fault_hides_is_not_compared() =>
        Expect.LayersError("SNET0020", "[Input(4, 4, 1), [|Conv2D(8, 5)|], MaxPool(9), Conv2D(1, 3, groups: 5), Residual([Dense(3)]), LayerNorm]");
}
