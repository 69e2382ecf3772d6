namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0009Tests
{
    private const string Layers = "static LayerStack Layers => [Input(2), Dense(1)];";

    [Theory]
    [InlineData("[Network] partial class [|Net|]<T> { # }", "generic")]
    [InlineData("[Network] static partial class [|Net|] { # }", "static")]
    [InlineData("[Network] abstract partial class [|Net|] { # }", "abstract")]
    [InlineData("[Network] partial record [|Net|] { # }", "record")]
    [InlineData("[Network] partial record class [|Net|](int X) { # }", "record")]
    [InlineData("[Network] file partial class [|Net|] { # }", "file")]
    [InlineData("class Outer { [Network] partial class [|Net|] { # } }", "Outer, which is not partial")]
    [InlineData("partial class Outer<T> { [Network] partial class [|Net|] { # } }", "generic type Outer")]
    [InlineData("file partial class Outer { [Network] partial class [|Net|] { # } }", "file-local type Outer")]
    [InlineData("[Network] partial class [|Net|](int x) { # int X => x; }", "primary constructor")]
    [InlineData("class B { public B(int x) { } } [Network] partial class [|Net|] : B { public Net(int x) : base(x) { } # }", "derived from B")]
    [InlineData("class B { private B() { } } [Network] partial class [|Net|] : B { # }", "derived from B")]
    [InlineData("[Network] partial class [|Net|] { public required int X { get; set; } # }", "required member X")]
    public void Type_that_cannot_carry_a_network_is_an_error_at_its_name(string source, string reason)
    {
        string file = $"{Source.Usings} namespace Demo; {source.Replace("#", Layers, StringComparison.Ordinal)}";
        Assert.Contains(reason, Assert.Single(Expect.Error("SNET0009", file)).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public sealed partial class Net : System.IComparable { # public int CompareTo(object? o) => 0; }")]
    [InlineData("partial class Net : B { # } class B { protected B() { } }")]
    [InlineData("partial class Net : B { # } class B { public B(int x = 1) { } }")]
    public void Plain_class_with_interfaces_or_a_base_is_silent(string source) =>
        Expect.Silence($"{Source.Usings} namespace Demo; [Network] {source.Replace("#", Layers, StringComparison.Ordinal)}");

    [Theory]
    [InlineData("partial class Outer { # }", "partial class Outer")]
    [InlineData("static partial class Outer { # }", "partial class Outer")]
    [InlineData("partial struct Outer { # }", "partial struct Outer")]
    [InlineData("partial interface Outer { # }", "partial interface Outer")]
    [InlineData("partial record Outer(int X) { # }", "partial record Outer")]
    [InlineData("readonly partial record struct Outer { # }", "partial record struct Outer")]
    [InlineData("partial class @class { # }", "partial class @class")]
    public void Nesting_in_partial_types_is_silent(string outer, string header)
    {
        Microsoft.CodeAnalysis.Compilation compilation = InMemory.Compile(
            $"{Source.Usings} namespace Demo; {outer.Replace("#", $"[Network] partial class Net {{ {Layers} }}", StringComparison.Ordinal)}");
        Assert.Empty(InMemory.Analyze(compilation));
        string name = outer.Contains('@', StringComparison.Ordinal) ? "class" : "Outer";
        Assert.Equal([header], InMemory.Parse(compilation, $"Demo.{name}+Net")!.Containers);
    }
}
