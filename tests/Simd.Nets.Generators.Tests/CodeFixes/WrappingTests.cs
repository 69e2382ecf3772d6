namespace Simd.Nets.Generators.Tests.CodeFixes;

/// <summary>Repeated layers become residual blocks wherever and however they are written.</summary>
public sealed class WrappingTests
{
    private const string Normalised = "Dense(64, bias: false), BatchNorm, Relu";

    [Theory]
    [InlineData("[Input(64), ..Repeat(50, [@]), Dense(10)]", "", "[Input(64), Dense(64, bias: false), ..Repeat(49, [Residual([BatchNorm, Relu, Dense(64, bias: false)])]), BatchNorm, Relu, Dense(10)]", "")]
    [InlineData("[Input(64), ..Repeat(50, [@ /* on */]), Dense(10)]", "", "[Input(64), @, ..Repeat(49, [Residual([@ /* on */])]), Dense(10)]", "")]
    [InlineData("[Input(64), ..Repeat(50, Block(64)), Dense(10)]", "static LayerStack Block(int n) => [Dense(n, bias: false), BatchNorm, Relu];", "[Input(64), ..Block(64), ..Repeat(49, [Residual(Block(64))]), Dense(10)]", null)]
    [InlineData("[Input(64), ..Repeat(25, [@, @]), Dense(10)]", "", "[Input(64), Dense(64, bias: false), ..Repeat(24, [Residual([BatchNorm, Relu, @, Dense(64, bias: false)])]), BatchNorm, Relu, @, Dense(10)]", "")]
    [InlineData("[Input(64), Dense(64), ..Repeat(50, [BatchNorm, Relu, Dense(64, bias: false)]), Dense(10)]", "", "[Input(64), Dense(64), BatchNorm, Relu, Dense(64, bias: false), ..Repeat(49, [Residual([BatchNorm, Relu, Dense(64, bias: false)])]), Dense(10)]", "")]
    [InlineData("[Input(64), ..Deep(50), Dense(10)]", "static LayerStack Deep(int n) => [..Repeat(50, [@])];", "[Input(64), ..Deep(50), Dense(10)]", "static LayerStack Deep(int n) => [Dense(64, bias: false), ..Repeat(49, [Residual([BatchNorm, Relu, Dense(64, bias: false)])]), BatchNorm, Relu];")]
    [InlineData("[Input(64), ..Repeat(Depth, [@ /* on */]), Dense(10)]", "const int Depth = 50;", "[Input(64), @, ..Repeat(Depth - 1, [Residual([@ /* on */])]), Dense(10)]", null)]
    public void Repeat_becomes_one_of_blocks(string layers, string members, string after, string? membersAfter)
    {
        string source = Source.Network(layers.Replace("@", Normalised), members.Replace("@", Normalised));
        Assert.Equal(Source.Network(after.Replace("@", Normalised), (membersAfter ?? members).Replace("@", Normalised)), Wrapped(source));
    }

    [Fact]
    public void Lines_of_a_repeat_stay_lines()
    {
        const string Layers = "Dense(64, bias: false),\n            BatchNorm,\n            Relu,\n";
        Assert.Equal(
            Lines(
                "Dense(64, bias: false),\n        ..Repeat(49,\n        [\n            Residual([\n                BatchNorm,\n                Relu,\n"
                + "                Dense(64, bias: false),\n            ]),\n        ]),\n        BatchNorm,\n        Relu,\n"),
            Wrapped(Lines($"..Repeat(50,\n        [\n            {Layers}        ]),\n")));
        Assert.Equal(
            Lines("Dense(64, bias: false),\n        ..Repeat(49, [Residual([BatchNorm, Relu, Dense(64, bias: false)])]),\n        BatchNorm, Relu,\n"),
            Wrapped(Lines($"..Repeat(50, [{Normalised}]),\n")));
    }

    [Fact]
    public void Copies_become_blocks_where_they_stand() => Assert.Equal(
        Source.Network(
            "[Input(64), Dense(64, bias: false), " + Copies("Residual([BatchNorm, /* first */ Relu, Dense(64, bias: false)]), ", 39)
            + "BatchNorm, /* first */ Relu, Dense(10)]"),
        Wrapped(Source.Network("[Input(64), " + Copies("Dense(64, bias: false), BatchNorm, /* first */ Relu, ", 40) + "Dense(10)]")));

    [Fact]
    public void Copies_on_lines_of_their_own_are_indented() => Assert.Equal(
        Lines(
            "Dense(64, bias: false), BatchNorm,\n        Relu, // on\n" + Copies(
            "        Residual([\n            Dense(64, bias: false), BatchNorm,\n            Relu\n        ]), // on\n", 39)),
        Wrapped(Lines(Copies("        Dense(64, bias: false), BatchNorm,\n        Relu, // on\n", 40).TrimStart())));

    [Fact]
    public void Calls_of_a_helper_become_blocks()
    {
        const string Helper = "static LayerStack Block => [Dense(64, bias: false), BatchNorm, Relu];";
        Assert.Equal(
            Source.Network("[Input(64), ..Block, " + Copies("Residual([..Block]), ", 39) + "Dense(10)]", Helper),
            Wrapped(Source.Network("[Input(64), " + Copies("..Block, ", 40) + "Dense(10)]", Helper)));
    }

    [Fact]
    public void Last_line_of_a_file_needs_no_break()
    {
        const string Start = Source.Usings + "namespace Demo; [Network] public partial class Net { static LayerStack Layers => [Input(64), ";
        const string Declared = Start + "..Repeat(60, [\nDense(128), Gelu]), Dense(10)]; }";
        PromiseTests.AssertKept(Declared);
        Fix fix = Assert.Single(
            FixDriver.Of("SNET1001", Declared), fix => fix.Title.StartsWith("Wrap the repeated layers", StringComparison.Ordinal));
        Assert.Equal(Start + "Dense(128), ..Repeat(59, [Residual([Gelu, Dense(128)], scale: 0.13)]), Gelu, Dense(10)]; }", fix.Files[0]);
    }

    private static string Lines(string layers) => Source.Network("[\n        Input(64),\n        " + layers + "        Dense(10),\n    ]");

    private static string Copies(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Wrapped(string source) => Assert.Single(
        FixDriver.Of("SNET1005", source), fix => fix.Title.StartsWith("Wrap the repeated layers in Residual: ", StringComparison.Ordinal)).Files[0];
}
