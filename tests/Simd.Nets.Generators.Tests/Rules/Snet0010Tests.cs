namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0010Tests
{
    [Theory]
    [InlineData("[[|Input(2)|]]")]
    [InlineData("[Input(2), [|MeanSquaredError|]]")]
    [InlineData("[Input(2), ..Repeat(0, [Dense(1)]), [|MeanSquaredError|]]")]
    public void Nothing_between_input_and_loss_is_an_error(string layers) => Expect.LayersError("SNET0010", layers);

    [Fact]
    public void One_layer_is_silent() => Expect.Silence(Source.Network("[Input(2), Dense(3), MeanSquaredError]"));
}
