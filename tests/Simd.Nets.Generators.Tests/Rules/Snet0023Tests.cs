namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0023Tests
{
    [Theory]
    [InlineData("[Input(784), [|Conv2D(8, 3)|], Relu]", "'Conv2D(8, 3)' takes an image, and 784 features came", "Input(height, width, channels)")]
    [InlineData("[Input(4, 4, 2), Flatten, [|MaxPool(2)|]]", "takes an image, and 32 features came", "before Flatten or Dense")]
    [InlineData("[Input(4, 4, 2), Dense(9), [|GlobalAveragePool|]]", "'GlobalAveragePool' takes an image, and 9 features came", "before Flatten")]
    [InlineData("[Input(64), [|Conv1D(8, 3)|]]", "'Conv1D(8, 3)' takes a sequence, and 64 features came", "declare Input(length, channels)")]
    [InlineData("[Input(64), [|MaxPool1D(2)|]]", "'MaxPool1D(2)' takes a sequence, and 64 features came", "declare Input(length, channels)")]
    [InlineData("[Input(4, 4, 2), [|Conv1D(8, 3)|]]", "takes a sequence, which is an image of one row, and an image of 4×4×2 came", "write Conv2D")]
    [InlineData("[Input(9, 2), [|Conv1D(8, 3, padding: Padding.Same) with { KernelHeight = 3 }|]]", "and a kernel of 3×3 came", "write Conv2D")]
    [InlineData("[Input(9, 2), [|Conv1D(8, 3) with { Padding = 1 }|]]", "and a padding of 1×1 came", "write Conv2D")]
    public void Layer_without_an_image_is_an_error_that_names_what_came(string layers, string shapes, string remedy) =>
        Expect.LayersError("SNET0023", layers, "", shapes, remedy);

    [Theory]
    [InlineData("[Input(9, 2), Conv1D(8, 3, padding: 1), Conv2D(2, 1), MaxPool1D(2), Flatten, Flatten, Dense(2)]")]
    [InlineData("[Input(9), Flatten, Dropout(0.5, perChannel: true), Dense(2)]")]
    public void Sequences_are_images_and_features_may_be_flattened(string layers) => Expect.Silence(Source.Network(layers));
}
