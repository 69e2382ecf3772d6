using Simd.Nets.Generators.Tests.Flow;

namespace Simd.Nets.Generators.Tests.CodeFixes;

/// <summary>Fixed source looks like what surrounds it, and loses nothing.</summary>
public sealed class FormTests
{
    private const string Sigmoids = "[Input(64), ..Repeat(30, [Dense(64), Sigmoid]), Dense(10)]";
    private const string Rectifiers = "[Input(64), ..Repeat(20, [Dense(128, init: Init.PyTorch), Relu]), Dense(10)]";

    [Fact]
    public void Lines_and_comments_stay_as_they_are()
    {
        string fixedSource = Fixed(
            "SNET1001",
            "Put LayerNorm",
            """
            [
                    // pixels
                    Input(64),
                    ..Repeat(64,
                    [
                        Dense(128), // wide enough
                        Gelu, // smooth
                    ]),
                    /* classes */ Dense(10),
                ]
            """);
        Assert.Contains(
            """
                    // pixels
                    Input(64),
                    ..Repeat(64,
                    [
                        Dense(128), // wide enough
                        LayerNorm,
                        Gelu, // smooth
                    ]),
                    /* classes */ Dense(10),
            """,
            fixedSource,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Line_of_a_removed_layer_goes_with_it_and_its_comment_does_not()
    {
        Assert.Contains(
            "Dense(10),\n        SoftmaxCrossEntropy,\n",
            Fixed("SNET1010", "Leave", "[\n        Input(64),\n        Dense(10),\n        Softmax,\n        SoftmaxCrossEntropy,\n    ]"),
            StringComparison.Ordinal);
        Assert.Contains(
            "Dense(10),\n        // to probabilities\n        SoftmaxCrossEntropy,\n",
            Fixed("SNET1010", "Leave", "[\n        Input(64),\n        Dense(10),\n        Softmax, // to probabilities\n        SoftmaxCrossEntropy,\n    ]"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Argument_that_is_left_out_takes_its_comma_along()
    {
        const string Layers = "[Input(64), ..Repeat(20, [Dense(128, init: Init.PyTorch, name: null), Relu]), Dense(10)]";
        Assert.Contains("Dense(128, name: null)", Fixed("SNET1003", "Leave the initialiser", Layers), StringComparison.Ordinal);
        const string With = "[Input(64), ..Repeat(20, [Dense(128) with { Init = Init.PyTorch }, Relu]), Dense(10)]";
        Assert.Contains("[Dense(128), Relu]", Fixed("SNET1003", "Leave the initialiser", With), StringComparison.Ordinal);
        const string New = "[Input(64), ..Repeat(20, [new DenseLayer(128) { Init = Init.PyTorch, Bias = true }, Relu]), Dense(10)]";
        Assert.Contains("new DenseLayer(128) { Init = Init.He, Bias = true }", Fixed("SNET1003", "Use He", New), StringComparison.Ordinal);
    }

    [Fact]
    public void Helper_of_another_class_is_left_alone()
    {
        string network = Source.Network("[Input(64), ..Repeat(20, Blocks.Of(128)), Dense(10)]");
        const string Helper = """
            using Simd.Nets;
            using L = Simd.Nets.Layers;

            internal static class Blocks
            {
                // other networks may have it, too
                public static LayerStack Of(int width) => [L.Dense(width, init: Init.PyTorch), L.Relu];
            }
            """;
        Assert.All(FixDriver.Of("SNET1003", network, Helper), fix => Assert.Equal(Helper, fix.Files[1]));
        PromiseTests.AssertKept(network + Helper[Helper.IndexOf("internal", StringComparison.Ordinal)..].Replace("L.", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_are_written_so_that_they_are_found()
    {
        const string Network = """
            [Simd.Nets.Network]
            public partial class Net
            {
                static Simd.Nets.LayerStack Layers =>
                    [Simd.Nets.Layers.Input(64), ..Simd.Nets.Layers.Repeat(30, [Simd.Nets.Layers.Dense(64), Simd.Nets.Layers.Sigmoid]), Simd.Nets.Layers.Dense(10)];
            }
            """;
        Fix fix = FixDriver.Of("SNET1004", Network)[0];
        Assert.Equal(Network.Replace("Simd.Nets.Layers.Sigmoid", "global::Simd.Nets.Layers.Relu", StringComparison.Ordinal), fix.Files[0]);
    }

    [Theory]
    [InlineData("namespace @event.@class; ", "")]
    [InlineData("namespace Demo { partial class Outer { partial record Inner { ", " } } }")]
    [InlineData("partial interface Outer { ", " }")]
    public void Network_is_found_again_wherever_it_stands(string before, string behind)
    {
        string network = Source.Network(Sigmoids).Replace(Source.Usings, "").Replace("namespace Demo;", "");
        string source = Source.Usings + before + network + behind;
        Assert.Equal(source.Replace("Sigmoid", "Relu"), FixDriver.Of("SNET1004", source)[0].Files[0]);
    }

    [Fact]
    public void Helper_in_another_part_of_the_class_is_changed_there()
    {
        string network = Source.Network("[Input(64), ..Repeat(30, Block(64)), Dense(10)]");
        string helper = Source.Usings + "namespace Demo;\n\npartial class Net\n{\n    static LayerStack Block(int n) => [Dense(n), /* flat */ Sigmoid];\n}\n";
        Assert.Equal([network, helper.Replace("Sigmoid", "Relu")], FixDriver.Of("SNET1004", network, helper)[0].Files);
    }

    [Fact]
    public void Wrapping_of_several_networks_is_fixed_alike()
    {
        string[] files = FixDriver.All(
            "SNET1005",
            "Simd.Nets.WrapInResidual",
            Source.Network("[Input(64), ..Repeat(50, [Dense(64, bias: false), BatchNorm, Relu]), Dense(10)]"),
            Source.Network("[Input(64), ..Repeat(60, [Dense(32, bias: false), /* n */ BatchNorm, Relu]), Dense(10)]").Replace("class Net", "class Other"));
        Assert.All(files, file => Assert.Contains("Residual(", file, StringComparison.Ordinal));
        Assert.Empty(FlowSource.Analyze(files[0]));
        Assert.Empty(FlowSource.Analyze(files[1]));
    }

    [Fact]
    public void All_findings_of_a_rule_are_fixed_alike()
    {
        string[] files = FixDriver.All(
            "SNET1004",
            "Simd.Nets.Relu",
            Source.Network(Sigmoids) + Source.Network(Sigmoids)[Source.Usings.Length..].Replace("namespace Demo;\n", "").Replace("class Net", "class Second"),
            Source.Network(Sigmoids).Replace("class Net", "class Third"));
        Assert.DoesNotContain(files, file => file.Contains("Sigmoid", StringComparison.Ordinal));
        Assert.Equal([2, 1], files.Select(file => file.Split("[Dense(64), Relu]").Length - 1));
    }

    [Fact]
    public void All_biases_of_a_network_are_dropped_at_once()
    {
        string[] files = FixDriver.All(
            "SNET1009",
            "Simd.Nets.WithoutBias",
            Source.Network("[Input(64), Dense(64), BatchNorm, Relu, Residual([Dense(64), BatchNorm, Relu, Dense(64)]), Dense(10)]"));
        Assert.Empty(FlowSource.Analyze(files[0]));
    }

    [Fact]
    public void What_is_not_understood_is_not_changed()
    {
        // The initialiser comes from a conditional inside the argument's helper: replaced whole, or not at all.
        IReadOnlyList<Fix> fixes = FixDriver.Of(
            "SNET1003",
            Source.Network(Rectifiers.Replace("Init.PyTorch", "/* as in the paper */ (Old ? Init.PyTorch : /* newer */ Init.He)", StringComparison.Ordinal), "const bool Old = true;"));
        Assert.All(fixes, fix => Assert.Contains("/* newer */", fix.Files[0], StringComparison.Ordinal));
    }

    private static string Fixed(string rule, string title, string layers) => Assert.Single(
        FixDriver.Of(rule, Source.Network(layers)), fix => fix.Title.StartsWith(title, StringComparison.Ordinal)).Files[0];
}
