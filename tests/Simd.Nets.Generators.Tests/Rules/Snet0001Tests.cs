namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0001Tests
{
    private const string Layers = "static LayerStack Layers => [Input(2), Dense(1)];";

    [Fact]
    public void Class_that_is_not_partial_is_an_error_at_its_name() =>
        Expect.Error("SNET0001", $$"""{{Source.Usings}} [Network] public class [|Net|] { {{Layers}} }""");

    [Fact]
    public void Partial_class_is_silent() =>
        Expect.Silence($$"""{{Source.Usings}} namespace Demo; [Network] sealed partial class Net { {{Layers}} }""");

    [Fact]
    public void Class_without_the_attribute_is_silent() =>
        Assert.Empty(InMemory.Analyze(InMemory.Compile($$"""{{Source.Usings}} class Net { {{Layers}} }""")));

    [Fact]
    public void Attribute_of_the_same_name_elsewhere_is_silent() => Assert.Empty(InMemory.Analyze(InMemory.Compile(
        "namespace Other { class NetworkAttribute : System.Attribute; [Network] class Net; }")));

    [Fact]
    public void Class_that_is_not_partial_yields_no_declaration() => Assert.Null(InMemory.Parse(
        InMemory.Compile($$"""{{Source.Usings}} namespace Demo; [Network] public class Net { {{Layers}} }""")));
}
