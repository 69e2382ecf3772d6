using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0012Tests
{
    public static TheoryData<string> Names => [.. EmittedMembers.Names.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Member_that_the_generator_writes_is_an_error_at_its_name(string name) =>
        Expect.Error("SNET0012", Source.Network("[Input(2), Dense(1)]", $"public int [|{name}|] => 1;"));

    [Theory]
    [InlineData("public void [|Predict|](int x) { } public void [|Predict|](string x) { }")]
    [InlineData("class [|Tensors|];")]
    [InlineData("static int [|Summary|];")]
    [InlineData("public [|Net|](ulong seed) { }")]
    [InlineData("public [|Net|]() { }")]
    public void Overloads_types_fields_and_constructors_count(string member) =>
        Expect.Error("SNET0012", Source.Network("[Input(2), Dense(1)]", member));

    [Theory]
    [MemberData(nameof(Names))]
    public void Class_called_as_a_member_that_the_generator_writes_is_an_error_at_its_name(string name) => Expect.Error(
        "SNET0012", $"{Source.Usings} namespace Demo; [Network] partial class [|{name}|] {{ static LayerStack Layers => [Input(2), Dense(1)]; }}");

    [Theory]
    [InlineData("public void predict() { } public int Units => 3;")]
    [InlineData("public Net(string path) : this() { } partial class Part; static Net() { } ~Net() { }")]
    [InlineData("public int this[int i] => i; public static Net operator +(Net a, Net b) => a;")]
    public void Other_members_are_silent(string members)
    {
        Assert.Empty(InMemory.Analyze(InMemory.Compile(Source.Network("[Input(2), Dense(1)]", members))));
    }
}
