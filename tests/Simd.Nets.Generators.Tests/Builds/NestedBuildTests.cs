namespace Simd.Nets.Generators.Tests.Builds;

/// <summary>Networks of every layer, in blocks inside blocks, build without a word in a project whose warnings are errors.</summary>
public sealed class NestedBuildTests
{
    private const string Uses = """
        public static class Uses
        {
            public static float Train(float[] inputs, TARGET[] targets)
            {
                var network = new Net(seed: 1);
                float loss = new Trainer<Net>(network, new Adam(1e-3f)).Step(inputs, targets.AsSpan());
                network.Predict(inputs, inputs);
                return loss + network.Clone().Parameters[0] + Net.Schema.ParameterCount;
            }
        }
        """;

    [Theory]
    [InlineData(
        "float",
        "[Input(8), ..Repeat(3, [Residual([BatchNorm, Relu, Dense(8)], scale: 0.5)]), Concat([Dense(4), Tanh]), Dense(2), MeanSquaredError]",
        "")]
    [InlineData(
        "int",
        """
        [
            Input(8), Standardize, DenseBlock(3, [BatchNorm with { Affine = false }, Relu, Dense(5, bias: false)], name: "block"), Dropout(0.25),
            ..Repeat(2, [Block(16), Residual([Concat([Dense(3), PRelu]), LayerNorm], projection: [Dense(19), RmsNorm])]),
            Dense(3), SoftmaxCrossEntropy with { LabelSmoothing = 0.1, ClassWeights = [1, 4, 2.5] },
        ]
        """,
        "static Layer Block(int units) => Residual([Dense(units), Selu, AlphaDropout(0.1)], projection: [Residual([Gelu]), Dense(units)]);")]
    [InlineData(
        "float",
        """
        [
            Input(5), ..Repeat(2, [Residual([Residual([Concat([Residual([Mish])]), Dense(5), PRelu with { PerChannel = true }])])]), Softmax,
            Dense(2), Huber with { Delta = 0.5 },
        ]
        """,
        "")]
    [InlineData(
        "float",
        """
        [
            Input(5), Dense(9), LeakyRelu, Dense(9), Elu, Dense(9), Silu, Dense(9), Softplus, Dense(9), HardSigmoid, Dense(9), HardTanh, Dense(9),
            HardSwish, Dense(2, name: "out"), BinaryCrossEntropy with { PositiveWeight = 2 },
        ]
        """,
        "")]
    [InlineData("float", "[Input(5), Residual([DenseBlock(2, [Residual([Sigmoid])])], projection: [Concat([Relu]), Concat([Tanh])]), MeanAbsoluteError]", "")]
    public void Network_of_blocks_builds(string target, string layers, string members) => Assert.Empty(Csc.Errors(
        Source.Network(layers, members),
        $"{Source.Usings} namespace Demo {{ {Uses.Replace("TARGET", target, StringComparison.Ordinal)} }}"));
}
