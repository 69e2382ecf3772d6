namespace Simd.Nets.Gradients.Tests;

/// <summary>What is drawn, and how it shrinks.</summary>
public class DeclarationTests
{
    private static readonly IReadOnlyList<DeclaredNetwork> Drawn = DeclarationArbitrary.Sample(1, 500);

    [Fact]
    public void Draws_stay_within_depth_and_width()
    {
        Assert.All(Drawn, network => Assert.InRange(network.Depth, 1, DeclarationArbitrary.GreatestDepth));
        Assert.All(Drawn, network => Assert.InRange(network.Inputs, 1, 33));
    }

    [Fact]
    public void Every_word_of_the_vocabulary_is_drawn()
    {
        string sources = string.Concat(Drawn);
        string[] words =
        [
            "Relu", "Tanh", "Sigmoid", "Repeat(3", "bias: false", "name:", "with { Name", "Init.He", "Init.Xavier", "Init.LeCun",
            "Init.PyTorch", "SoftmaxCrossEntropy", "MeanSquaredError", "Float64", "Dense(1)", "Dense(33)", "Input(1)",
        ];
        Assert.All(words, word => Assert.Contains(word, sources, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_seed_draws_the_same_declarations() =>
        Assert.Equal(string.Concat(Drawn), string.Concat(DeclarationArbitrary.Sample(1, 500)));

    [Fact]
    public void A_failure_shrinks_to_the_smallest_declaration_that_shows_it()
    {
        DeclaredNetwork failing = Drawn.First(network => network.Depth == 8 && Fails(network));

        Assert.Equal("static LayerStack Layers => [Input(1), Tanh];", Line(DeclarationShrinker.Smallest(failing, Fails, 1000)));

        static bool Fails(DeclaredNetwork network) => network.ToString().Contains("Tanh", StringComparison.Ordinal);
        static string Line(DeclaredNetwork network) =>
            network.ToString().Split('\n').Single(line => line.Contains("=>", StringComparison.Ordinal)).Trim();
    }
}
