namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0011Tests
{
    [Theory]
    [InlineData("[Input(2), Dense(3, name: \"a\"), [|Dense(3, name: \"a\")|]]", "names an earlier layer")]
    [InlineData("[Input(2, name: \"a\"), [|Relu with { Name = \"a\" }|]]", "names an earlier layer")]
    [InlineData("[Input(2), ..Repeat(2, [[|Dense(3, name: \"a\")|]])]", "names an earlier layer")]
    [InlineData("[Input(2), [|Dense(3, name: \"\")|]]", "ASCII letters")]
    [InlineData("[Input(2), [|Dense(3, name: \"a b\")|]]", "ASCII letters")]
    [InlineData("[Input(2), [|Dense(3, name: \"größe\")|]]", "ASCII letters")]
    [InlineData("[Input(2), [|Dense(3, name: \"a/b\")|]]", "ASCII letters")]
    [InlineData("[Input(2), Dense(3), Relu, [|Dense(3, name: \"0\")|]]", "is the index of Dense(3)")]
    public void Name_that_is_taken_or_cannot_be_one_is_an_error(string layers, string text) =>
        Expect.LayersError("SNET0011", layers, "", text);

    [Theory]
    [InlineData("[Input(2), Dense(3, name: \"fc-1.a_B\"), Dense(3, name: \"FC-1.a_b\")]")]
    [InlineData("[Input(2), Dense(3, name: \"0\"), Dense(3)]")]
    public void Names_of_their_own_are_silent(string layers) => Expect.Silence(Source.Network(layers));
}
