namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0013Tests
{
    [Fact]
    public void Unknown_element_type_is_an_error_at_the_attribute() => Expect.Error(
        "SNET0013", Source.Network("[Input(2), Dense(1)]", attribute: "[|Network(ElementType = (ElementType)7)|]"));

    [Theory]
    [InlineData("Network")]
    [InlineData("Network(ElementType = ElementType.Float64)")]
    public void Known_element_types_are_silent(string attribute) =>
        Expect.Silence(Source.Network("[Input(2), Dense(1)]", attribute: attribute));
}
