using Simd.Nets.Testing;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>What is drawn, how it is printed, and how it shrinks.</summary>
public class DeclarationTests
{
    private static readonly IReadOnlyList<DeclaredNetwork> Drawn = DeclarationArbitrary.Sample(1, 500);

    [Fact]
    public void Draws_stay_within_depth_and_width()
    {
        Assert.All(Drawn, network => Assert.InRange(network.Depth, 1, DeclarationArbitrary.GreatestDepth));
        Assert.All(Drawn.Where(network => !network.IsOfImages), network => Assert.InRange(network.Input.Features, 1, 33));
    }

    [Fact]
    public void A_third_of_the_draws_are_of_small_images()
    {
        ImageShape[] images = [.. Drawn.Select(network => network.Input.Image).OfType<ImageShape>()];
        Assert.InRange(images.Length, Drawn.Count / 4, Drawn.Count / 2);
        Assert.All(images, image => Assert.InRange(Math.Max(image.Height, image.Width), 1, 9));
        Assert.All(images, image => Assert.InRange(image.Channels, 1, 5));
    }

    [Fact]
    public void Every_word_of_the_vocabulary_is_drawn()
    {
        string sources = string.Concat(Drawn);
        string[] words =
        [
            "Relu", "LeakyRelu with { Slope", "Elu", "Elu with { Alpha", "Selu", "Gelu", "Silu", "Mish", "Softplus", "Tanh", "Sigmoid",
            "HardSigmoid", "HardTanh", "HardSwish", "PRelu", "PerChannel = true", "Initial =", "Softmax,", "BatchNorm",
            "LayerNorm", "RmsNorm", "Eps =", "Momentum =", "Affine = false", "Standardize", "Dropout(0.3)", "AlphaDropout", "Residual(", "scale:",
            "projection: [", "Concat(", "DenseBlock(3", "Repeat(3", "bias: false", "name:", "with { Name",
            "Init.He", "Init.Xavier with", "Init.LeCun", "Init.PyTorch", "Init.Orthogonal",
            "SoftmaxCrossEntropy", "LabelSmoothing =", "ClassWeights = [", "BinaryCrossEntropy", "PositiveWeight =", "MeanSquaredError",
            "MeanAbsoluteError", "Huber", "Delta =", "Float64", "Dense(1)", "Dense(33)", "Input(1)", "Concat([Residual([", "Input(16, init: ",
            "Input(9, 9, ", "Conv2D(", "Conv1D(", "stride: 2", "stride: 3", "dilation: 2", "groups: 2", "groups: 4", "padding: Padding.Same",
            "padding: 1", "padding: Padding.Of(", "KernelWidth =", "StrideWidth =", "MaxPool(2", "MaxPool(3", "AveragePool(2", "MaxPool1D(",
            "AveragePool1D(", "CountsPadding = false", "GlobalAveragePool", "GlobalMaxPool", "AdaptiveAveragePool(", "AdaptiveMaxPool(",
            "Flatten", "perChannel: true", "projection: [Conv2D(", "DenseBlock(2, [Conv2D(", "Concat([Conv2D(",
        ];
        Assert.All(words, word => Assert.Contains(word, sources, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_seed_draws_the_same_declarations() =>
        Assert.Equal(string.Concat(Drawn), string.Concat(DeclarationArbitrary.Sample(1, 500)));

    [Fact]
    public void What_is_printed_evaluates_to_what_was_drawn()
    {
        DeclaredNetwork[] networks = [.. HandWrittenNetworks.All, .. Drawn];

        Assert.Equal(networks.Select(network => network.Layers), NetworkCompiler.Evaluate(networks));
    }

    [Fact]
    public void Widths_fit_in_every_draw_and_in_all_that_it_shrinks_to()
    {
        Assert.All(HandWrittenNetworks.All.Concat(Drawn), network => _ = new ReferenceNetwork(network.Layers));
        Assert.All(Drawn.Take(50).SelectMany(DeclarationShrinker.Shrink), network => _ = new ReferenceNetwork(network.Layers));
    }

    [Fact]
    public void Repetitions_are_printed_as_such() => Assert.Equal(
        "[Input(5), ..Repeat(3, [Dense(4), Relu]), Dense(4), "
        + "Residual([..Repeat(2, [Dense(4)])], name: \"block\"), Relu with { Name = \"act\" }]",
        LayerSource.Of(
        [
            Input(5), .. Repeat(3, [Dense(4), Relu]), Dense(4), Residual([Dense(4), Dense(4)], name: "block"), Relu with { Name = "act" },
        ]));

    [Theory]
    [InlineData("Gelu", "[Input(1), Gelu]")]
    [InlineData("Residual(", "[Input(1), Residual([Dense(1)])]")]
    [InlineData("projection: [", "[Input(1), Residual([Dense(1)], projection: [Dense(1)])]")]
    [InlineData("DenseBlock(2", "[Input(1), DenseBlock(2, [Selu])]")]
    [InlineData("Conv2D(", "[Input(1, 1), Conv2D(1, 1)]")]
    [InlineData("GlobalMaxPool", "[Input(1, 1), GlobalMaxPool]")]
    public void A_failure_shrinks_to_the_smallest_declaration_that_shows_it(string culprit, string smallest)
    {
        foreach (DeclaredNetwork failing in Drawn.Where(network => network.Depth >= 6 && Fails(network)).Take(3))
        {
            string shrunk = LayerSource.Of(DeclarationShrinker.Smallest(failing, Fails, 1000).Layers);
            Assert.True(shrunk.Length <= smallest.Length + 8, shrunk);
        }

        bool Fails(DeclaredNetwork network) => network.ToString().Contains(culprit, StringComparison.Ordinal);
    }
}
