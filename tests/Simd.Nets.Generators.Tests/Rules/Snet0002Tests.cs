namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0002Tests
{
    [Theory]
    [InlineData("[Network] partial class [|Net|] { }")]
    [InlineData("[Network] partial class [|Net|] { static LayerStack Layer => [Input(2), Dense(1)]; }")]
    [InlineData("[Network] partial class Net { static LayerStack [|Layers|]() => [Input(2), Dense(1)]; }")]
    [InlineData("[Network] partial class Net { static readonly LayerStack [|Layers|] = [Input(2), Dense(1)]; }")]
    [InlineData("[Network] partial class Net { LayerStack [|Layers|] => [Input(2), Dense(1)]; }")]
    [InlineData("[Network] partial class Net { static Layer[] [|Layers|] => [Input(2), Dense(1)]; }")]
    [InlineData("[Network] partial class Net { static LayerStack [|Layers|] { get; } = [Input(2), Dense(1)]; }")]
    [InlineData("[Network] partial class Net { static LayerStack [|Layers|] { get; set; } = [Input(2), Dense(1)]; }")]
    [InlineData("[Network] partial class Net { static LayerStack [|Layers|] { get { var units = 1; return [Input(2), Dense(units)]; } } }")]
    [InlineData("class LayerStack; [Network] partial class Net { static LayerStack [|Layers|] => new(); }")]
    public void Missing_or_unreadable_property_is_an_error(string source) =>
        Expect.Error("SNET0002", $"{Source.Usings} namespace Demo; {source}");

    [Fact]
    public void Message_says_what_came_and_what_to_declare()
    {
        string message = Expect.Error("SNET0002", $"{Source.Usings} [Network] partial class Net {{ LayerStack [|Layers|] => [Input(2), Dense(1)]; }}")[0]
            .GetMessage();
        Assert.Contains("static LayerStack Layers => [Input(...), ...];", message, StringComparison.Ordinal);
        Assert.Contains("not static", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("static readonly LayerStack [|Layers|] = [Input(2), Dense(1)];", "a field", "'=' where '=>' belongs")]
    [InlineData("static LayerStack [|Layers|] { get; } = [Input(2), Dense(1)];", "an initializer", "'=' where '=>' belongs")]
    [InlineData("LayerStack [|Layers|] { get; set; } = [Input(2), Dense(1)];", "an initializer", "'=>'")]
    [InlineData("static LayerStack [|Layers|]() => [Input(2), Dense(1)];", "a method", "'()'")]
    public void Field_initializer_and_method_are_named_with_what_to_write_instead(string member, string what, string remedy)
    {
        MarkedSource source = MarkedSource.Parse($"{Source.Usings} [Network] partial class Net {{ {member} }}");
        Microsoft.CodeAnalysis.Diagnostic found = Assert.Single(InMemory.Analyze(InMemory.Compile(source.Text)));
        Assert.Equal(("SNET0002", source.Spans[0]), (found.Id, found.Location.SourceSpan));
        Assert.Contains(what, found.GetMessage(), StringComparison.Ordinal);
        Assert.Contains(remedy, found.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("private static LayerStack Layers => [Input(2), Dense(1)];")]
    [InlineData("public static LayerStack Layers { get => [Input(2), Dense(1)]; }")]
    public void Static_property_of_one_expression_is_silent(string property) =>
        Expect.Silence($"{Source.Usings} namespace Demo; [Network] partial class Net {{ {property} }}");
}
