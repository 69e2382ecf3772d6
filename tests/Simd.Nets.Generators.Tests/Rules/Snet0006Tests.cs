namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0006Tests
{
    [Theory]
    [InlineData("[Input(2), Dense(3), [|SoftmaxCrossEntropy|], Relu]", "SoftmaxCrossEntropy stands before Relu")]
    [InlineData("[Input(2), [|MeanSquaredError|], Dense(3)]", "MeanSquaredError stands before Dense(3)")]
    [InlineData("[Input(2), Dense(3), Residual([Relu, [|Huber|]])]", "Huber stands inside Residual([…])")]
    [InlineData("[Input(2), Dense(3), DenseBlock(2, [Residual([Relu], projection: [[|Huber|]])]), Huber]", "Huber stands inside Residual([…])")]
    public void Loss_before_something_else_or_inside_a_block_is_an_error_at_the_loss(string layers, string text) =>
        Expect.LayersError("SNET0006", layers, "", text, "move it to the end");

    [Theory]
    [InlineData("[Input(2), Dense(3), SoftmaxCrossEntropy]")]
    [InlineData("[Input(2), Dense(3)]")]
    public void Loss_at_the_end_or_left_out_is_silent(string layers) => Expect.Silence(Source.Network(layers));
}
