namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0018Tests
{
    [Theory]
    [InlineData("[Input(2), Dense(3), [|SoftmaxCrossEntropy with { ClassWeights = [1, 4] }|]]", "3 outputs, and 2 came")]
    [InlineData("[Input(2), Dense(3), [|SoftmaxCrossEntropy with { ClassWeights = [] }|]]", "3 outputs, and 0 came")]
    [InlineData("[Input(2), Concat([Dense(2)]), [|SoftmaxCrossEntropy with { ClassWeights = Weights }|]]", "4 outputs, and 3 came")]
    public void Number_of_weights_that_is_not_the_number_of_outputs_is_an_error(string layers, string text) =>
        Expect.LayersError("SNET0018", layers, "static ClassWeights Weights => [1, 2, 3];", text);

    [Theory]
    [InlineData("[Input(2), Dense(3), SoftmaxCrossEntropy with { ClassWeights = [1, 4, 2.5] }]")]
    [InlineData("[Input(2), Dense(3), SoftmaxCrossEntropy with { ClassWeights = null }]")]
    public void One_a_class_or_none_is_silent(string layers) => Expect.Silence(Source.Network(layers));
}
