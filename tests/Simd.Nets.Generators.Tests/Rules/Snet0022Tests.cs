namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0022Tests
{
    [Theory]
    [InlineData("[Input(8, 8, 4), [|MaxPool(3, padding: 2)|]]", "has 2×2 pixels of padding on each side of an image of 8×8×4", "pad 1×1 at most")]
    [InlineData("[Input(8, 4), [|AveragePool1D(5, padding: 3)|]]", "has 0×3 pixels of padding on each side of an image of 1×8×4", "pad 0×2 at most")]
    [InlineData("[Input(8, 8, 4), [|MaxPool(4) with { Padding = Padding.Of(2, 3) }|]]", "its window is 4×4", "pad 2×2 at most")]
    [InlineData("[Input(4, 5, 16), [|AdaptiveAveragePool(7, 3)|]]", "makes an image of 7×3×16 from one of 4×5×16", "ask for 4×3")]
    [InlineData("[Input(4, 5, 16), [|AdaptiveMaxPool(4, 6)|]]", "makes an image of 4×6×16 from one of 4×5×16", "ask for 4×5")]
    public void Pooling_that_does_not_fit_is_an_error_that_names_both_shapes(string layers, string shapes, string remedy) =>
        Expect.LayersError("SNET0022", layers, "", shapes, remedy);

    [Theory]
    [InlineData("[Input(8, 8, 4), MaxPool(3, padding: 1), AveragePool(2, padding: 1), AdaptiveMaxPool(2, 1), GlobalAveragePool]")]
    [InlineData("[Input(4, 5, 16), AdaptiveAveragePool(4, 5), GlobalMaxPool, Dense(1)]")]
    public void Pooling_that_just_fits_is_silent(string layers) => Expect.Silence(Source.Network(layers));
}
