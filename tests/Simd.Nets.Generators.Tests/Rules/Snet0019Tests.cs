namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0019Tests
{
    [Theory]
    [InlineData("[Input(2), Dense(1), [|SoftmaxCrossEntropy|]]")]
    [InlineData("[Input(2), Dense(1), Residual([Tanh]), [|SoftmaxCrossEntropy with { ClassWeights = [1, 2] }|]]")]
    public void Loss_of_classes_behind_one_output_is_an_error_at_the_loss(string layers) =>
        Expect.LayersError("SNET0019", layers, "", "two outputs or more", "BinaryCrossEntropy");

    [Theory]
    [InlineData("[Input(2), Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("[Input(2), Dense(1), Concat([Tanh]), SoftmaxCrossEntropy]")]
    [InlineData("[Input(2), Dense(1), BinaryCrossEntropy]")]
    [InlineData("[Input(2), Dense(1), MeanSquaredError]")]
    [InlineData("[Input(2), Dense(3), Softmax, SoftmaxCrossEntropy]")]
    [InlineData("[Input(2), Dense(3), Sigmoid, BinaryCrossEntropy]")]
    public void Two_outputs_and_other_losses_are_silent(string layers) => Expect.Silence(Source.Network(layers));
}
