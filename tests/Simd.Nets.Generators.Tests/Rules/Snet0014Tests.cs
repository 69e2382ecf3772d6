namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0014Tests
{
    [Theory]
    [InlineData("new VarianceScaling(0, Fan.In, Distribution.Normal)", "positive, finite scale")]
    [InlineData("new VarianceScaling(-1.5, Fan.In, Distribution.Normal)", "-1.5")]
    [InlineData("new VarianceScaling(double.NaN, Fan.In, Distribution.Normal)", "NaN")]
    [InlineData("new VarianceScaling(1, (Fan)9, Distribution.Normal)", "(Fan)9")]
    [InlineData("new VarianceScaling(1, Fan.In, (Distribution)(-2))", "(Distribution)-2")]
    public void Initialiser_that_cannot_draw_is_an_error_at_its_layer(string init, string text) =>
        Expect.LayersError("SNET0014", $"[Input(2), [|Dense(1, init: {init})|]]", "", text);

    [Fact]
    public void Scaled_initialiser_is_silent() =>
        Expect.Silence(Source.Network("[Input(2), Dense(1, init: new VarianceScaling(1.5, Fan.Out, Distribution.Uniform))]"));
}
