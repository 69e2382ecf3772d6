namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0014Tests
{
    [Theory]
    [InlineData("new VarianceScaling(0, Fan.In, Distribution.Normal)", "positive, finite scale")]
    [InlineData("new VarianceScaling(-1.5, Fan.In, Distribution.Normal)", "-1.5")]
    [InlineData("new VarianceScaling(double.NaN, Fan.In, Distribution.Normal)", "NaN")]
    [InlineData("new VarianceScaling(1, (Fan)9, Distribution.Normal)", "(Fan)9")]
    [InlineData("new VarianceScaling(1, Fan.In, (Distribution)(-2))", "(Distribution)-2")]
    [InlineData("Init.He with { Gain = 0 }", "positive, finite gain")]
    [InlineData("Init.Constant(double.NaN)", "finite value")]
    [InlineData("Init.Uniform(-0.5)", "0.5 to -0.5")]
    [InlineData("Init.Uniform(2, 1)", "not above the upper")]
    [InlineData("Init.Uniform(double.NegativeInfinity, 1)", "finite lower bound")]
    [InlineData("Init.Uniform(0, double.NaN)", "finite upper bound")]
    [InlineData("Init.Uniform(1.7e308)", "distance")]
    [InlineData("Init.Normal(-1)", "deviation, 0 or more")]
    [InlineData("Init.Normal(1, double.PositiveInfinity)", "finite mean")]
    [InlineData("Init.TruncatedNormal(double.NaN)", "deviation, 0 or more")]
    [InlineData("Init.TruncatedNormal(1, cutoff: 0)", "positive, finite cutoff")]
    [InlineData("Init.TruncatedNormal(1, mean: double.NaN)", "finite mean")]
    [InlineData("Init.Orthogonal(-2)", "positive, finite gain")]
    public void Initialiser_that_cannot_draw_is_an_error_at_its_layer(string init, string text) =>
        Expect.LayersError("SNET0014", $"[Input(2), [|Dense(1, init: {init})|]]", "", text);

    [Theory]
    [InlineData("[Input(2), ..Repeat(2, [Residual([Concat([Relu, [|Dense(2, init: Wrong)|]]), Dense(4)], projection: [Dense(4)])])]")]
    [InlineData("[Input(2), Residual([Dense(4)], projection: [[|Dense(4, init: Wrong)|]])]")]
    [InlineData("[Input(2), DenseBlock(3, [[|Dense(4, init: Wrong)|]])]")]
    [InlineData("[Input(2, 2, 2), [|Conv2D(4, 1, init: Wrong)|]]")]
    public void Initialiser_inside_a_block_is_an_error_at_its_layer(string layers) => Expect.LayersError(
        "SNET0014", layers, "static Init Wrong => new VarianceScaling(-3, Fan.In, Distribution.Normal);", "-3");

    [Theory]
    [InlineData("new VarianceScaling(1.5, Fan.Out, Distribution.Uniform)")]
    [InlineData("Init.Uniform(0)")]
    [InlineData("Init.Normal(0)")]
    [InlineData("Init.TruncatedNormal(0.02, cutoff: 1e-3)")]
    [InlineData("Init.Constant(-3)")]
    public void Initialiser_that_draws_is_silent(string init) => Expect.Silence(Source.Network($"[Input(2), Dense(1, init: {init})]"));
}
