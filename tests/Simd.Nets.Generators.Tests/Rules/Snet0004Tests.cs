namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0004Tests
{
    [Theory]
    [InlineData("[[|Dense(3)|], Relu]", "add Input(features) before it")]
    [InlineData("[Dense(3), [|Input(2)|], Relu]", "move it to the front")]
    [InlineData("[Input(2), Dense(3), [|Input(3)|], Relu]", "remove the second one")]
    [InlineData("[..[|Block|], Dense(3)]", "add Input(features) before it")]
    [InlineData("[Input(2), Residual([[|Input(2)|], Relu])]", "remove it, Residual([…]) has its input already")]
    [InlineData("[Input(2), Residual([Relu], projection: [[|Input(2)|]])]", "remove it")]
    [InlineData("[Input(2), DenseBlock(2, [Concat([Relu, [|Input(2)|]])])]", "remove it, Concat([…])")]
    public void Input_that_is_missing_or_not_first_or_there_twice_is_an_error(string layers, string remedy) =>
        Expect.LayersError("SNET0004", layers, "static LayerStack Block => [Relu];", remedy);

    [Fact]
    public void Empty_stack_is_an_error_at_the_property() =>
        Expect.Error("SNET0004", Source.Network("[]").Replace("Layers =>", "[|Layers|] =>", StringComparison.Ordinal));

    [Fact]
    public void Input_first_is_silent() => Expect.Silence(Source.Network("[Input(2), Dense(3)]"));
}
