namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0025Tests
{
    [Theory]
    [InlineData("[Input(8, 8, 4), [|Concat([Conv2D(3, 3)])|]]", "of its input, 8×8×4, and of its body, 6×6×3", "Padding.Same")]
    [InlineData("[Input(8, 8, 4), [|DenseBlock(3, [MaxPool(2)])|]]", "of its input, 8×8×4, and of its body, 4×4×4", "move by one pixel")]
    [InlineData("[Input(8, 8, 4), [|Concat([Dense(3)])|]]", "of its input, 8×8×4, and of its body, 3 features", "put Flatten before the block")]
    public void Images_that_differ_are_an_error_that_names_both_shapes(string layers, string shapes, string remedy) =>
        Expect.LayersError("SNET0025", layers, "", shapes, remedy);

    [Theory]
    [InlineData("[Input(8, 8, 4), Concat([Conv2D(3, 3, padding: 1)]), DenseBlock(2, [MaxPool(3, stride: 1, padding: 1)]), Concat([Relu]), Dense(2)]")]
    public void Images_of_one_size_are_silent(string layers) => Expect.Silence(Source.Network(layers));
}
