namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0024Tests
{
    [Theory]
    [InlineData("[Input(4, 4, 2), [|LayerNorm|]]", "'LayerNorm' works on rows of features, and an image of 4×4×2 came", "take BatchNorm")]
    [InlineData("[Input(4, 4, 2), Conv2D(3, 2), [|RmsNorm|], Flatten]", "an image of 3×3×3 came", "put Flatten before it")]
    [InlineData("[Input(4, 2), [|Softmax|]]", "an image of 1×4×2 came: put Flatten before it", "")]
    public void Layer_of_features_on_an_image_is_an_error(string layers, string shape, string remedy) =>
        Expect.LayersError("SNET0024", layers, "", shape, remedy);

    [Theory]
    [InlineData("[Input(4, 4, 2), BatchNorm, PRelu with { PerChannel = true }, Standardize, Dropout(0.1), Flatten, LayerNorm, RmsNorm, Softmax]")]
    public void Behind_a_flattening_it_is_silent(string layers) => Expect.Silence(Source.Network(layers));
}
