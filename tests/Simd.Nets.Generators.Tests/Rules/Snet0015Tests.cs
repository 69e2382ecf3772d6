namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0015Tests
{
    [Theory]
    [InlineData("[Input(2), [|Residual([])|], Dense(3)]", "The body of 'Residual([…])'")]
    [InlineData("[Input(2), Dense(3), [|Concat([..Repeat(0, [Relu])])|]]", "The body of 'Concat([…])'")]
    [InlineData("[Input(2), [|DenseBlock(2, [..None])|]]", "The body of 'DenseBlock(2, […])'")]
    [InlineData("[Input(2), [|Residual([Relu], projection: [])|]]", "The projection of 'Residual([…])'")]
    [InlineData("[Input(2), Concat([Relu, [|Concat([])|]])]", "The body of 'Concat([…])'")]
    public void Empty_stack_inside_a_layer_is_an_error_at_the_layer(string layers, string text) =>
        Expect.LayersError("SNET0015", layers, "static LayerStack None => [];", text, "add one");

    [Theory]
    [InlineData("[Input(2), Residual([Relu]), Concat([Dense(1)]), DenseBlock(2, [Tanh])]")]
    [InlineData("[Input(2), Residual([Dense(2)], projection: [Tanh]), Residual([Tanh], projection: null)]")]
    public void One_layer_is_silent(string layers) => Expect.Silence(Source.Network(layers));
}
