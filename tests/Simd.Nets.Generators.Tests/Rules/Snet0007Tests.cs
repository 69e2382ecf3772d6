namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0007Tests
{
    [Theory]
    [InlineData("[Input(2), Dense(3), SoftmaxCrossEntropy, [|MeanSquaredError|]]")]
    [InlineData("[Input(2), Dense(3), MeanSquaredError, [|Second|]]")]
    public void Second_loss_is_an_error(string layers) =>
        Expect.LayersError("SNET0007", layers, "static Layer Second => MeanSquaredError;", "MeanSquaredError comes after", "remove one");

    [Fact]
    public void One_loss_is_silent() => Expect.Silence(Source.Network("[Input(2), Dense(3), MeanSquaredError]"));
}
