using Xunit;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Every kind of initialiser, with and without its options.</summary>
[Network]
public sealed partial class EveryInit
{
    internal static LayerStack Layers =>
    [
        Input(3),
        Dense(2, init: Init.He),
        Dense(2, init: Init.HeUniform with { Bias = true }),
        Dense(2, init: Init.Xavier with { Gain = Gain.Tanh }),
        Dense(2, init: Init.XavierNormal with { Gain = Gain.LeakyRelu(0.2), Bias = true }),
        Dense(2, init: Init.PyTorch),
        Dense(2, init: Init.Zeros),
        Dense(2, init: Init.Constant(-1e-3) with { Bias = true }),
        Dense(2, init: Init.Uniform(0.1)),
        Dense(2, init: Init.Uniform(-0.25, 1.0 / 3)),
        Dense(2, init: Init.Normal(0.02)),
        Dense(2, init: Init.Normal(0.02, mean: -1)),
        Dense(2, init: Init.TruncatedNormal(0.02)),
        Dense(2, init: Init.TruncatedNormal(0.02, 1, cutoff: 3.5) with { Bias = true }),
        Dense(2, init: Init.Orthogonal()),
        Dense(2, init: Init.Orthogonal(Gain.Relu)),
    ];
}

public sealed class InitialiserTests
{
    [Fact]
    public void Generated_table_carries_what_was_declared()
    {
        DenseLayer[] layers = [.. EveryInit.Layers.OfType<DenseLayer>()];
        Assert.Equal(2 * layers.Length, EveryInit.Schema.Tensors.Count);
        for (int i = 0; i < layers.Length; i++)
        {
            Assert.Equal(layers[i].Init, EveryInit.Schema.Tensors[2 * i].Init);
            Assert.Equal(layers[i].Init, EveryInit.Schema.Tensors[(2 * i) + 1].Init);
        }
    }

    [Fact]
    public void Biases_start_as_the_declaration_says()
    {
        var network = new EveryInit(seed: 1);
        Assert.All(network.Tensors["0.bias"].ToArray(), bias => Assert.Equal(0, bias));
        Assert.All(network.Tensors["1.bias"].ToArray(), bias => Assert.NotEqual(0, bias));
        Assert.All(network.Tensors["6.bias"].ToArray(), bias => Assert.Equal(-1e-3f, bias));
        Assert.All(network.Tensors["10.bias"].ToArray(), bias => Assert.Equal(0, bias));
    }
}
