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
    [InlineData("[Input(2), Residual([Dense(2, name: \"a\"), [|Tanh with { Name = \"a\" }|]])]", "'0.body.a' names an earlier layer")]
    [InlineData("[Input(2), Residual([Tanh, [|Dense(2, name: \"0\")|]])]", "'0.body.0' is the index of Tanh")]
    [InlineData("[Input(2), [|Dense(2, name: \"1.body.0\")|], Residual([Tanh])]", "'1.body.0' is the index of Tanh")]
    [InlineData("[Input(2), Dense(2, name: \"a.body.fc\"), Residual([[|Dense(2, name: \"fc\")|]], name: \"a\")]", "'a.body.fc' names an earlier")]
    [InlineData("[Input(2), DenseBlock(2, [Concat([[|Relu with { Name = \"x y\" }|]])])]", "'x y' is not made of")]
    [InlineData("[Input(2), ..Repeat(2, [[|Residual([Dense(2)], name: \"a\")|]])]", "'a' names an earlier layer")]
    [InlineData("[Input(2), DenseBlock(2, [Tanh], name: \"a\"), Concat([[|Tanh|]], name: \"a.1\")]", "'a.1.body.0' names an earlier layer")]
    [InlineData("[Input(2), [|Residual([Tanh], name: \"a/b\")|]]", "'a/b' is not made of")]
    public void Name_that_is_taken_or_cannot_be_one_is_an_error(string layers, string text) =>
        Expect.LayersError("SNET0011", layers, "", text);

    [Theory]
    [InlineData("[Input(2), Dense(3, name: \"fc-1.a_B\"), Dense(3, name: \"FC-1.a_b\")]")]
    [InlineData("[Input(2), Dense(3, name: \"0\"), Dense(3)]")]
    [InlineData("[Input(2), ..Repeat(2, [Residual([Dense(2, name: \"fc\")], projection: [Dense(2, name: \"fc\")])]), Dense(2, name: \"fc\")]")]
    [InlineData("[Input(2), DenseBlock(2, [Dense(2, name: \"fc\")]), Dense(2, name: \"1\"), Dense(2, name: \"-1\")]")]
    public void Names_of_their_own_are_silent(string layers) => Expect.Silence(Source.Network(layers));
}
