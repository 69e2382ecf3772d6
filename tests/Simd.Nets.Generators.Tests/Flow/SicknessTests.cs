using Microsoft.CodeAnalysis;
using Simd.Nets.Generators.Flow;

namespace Simd.Nets.Generators.Tests.Flow;

/// <summary>Sick networks are warned of, each by the most telling rule.</summary>
public sealed class SicknessTests
{
    /// <summary>Networks that cannot learn, and the rule that says why.</summary>
    internal static readonly (string Rule, string Layers)[] Networks =
    [
        ("SNET1001", "[Input(64), ..Repeat(60, [Dense(128), Gelu]), Dense(10)]"),
        ("SNET1001", "[Input(64), ..Repeat(50, [Dense(128), Silu]), Dense(10)]"),
        ("SNET1002", "[Input(64), ..Repeat(40, [Dense(128), Elu with { Alpha = 4 }]), Dense(10)]"),
        ("SNET1003", "[Input(64), ..Repeat(30, [Dense(64, init: Init.PyTorch), Relu]), Dense(10)]"),
        ("SNET1003", "[Input(64), ..Repeat(40, [Dense(64, init: Init.Xavier), Relu]), Dense(10)]"),
        ("SNET1003", "[Input(64), ..Repeat(20, [Dense(64, init: Init.Normal(0.01)), Relu]), Dense(10)]"),
        ("SNET1003", "[Input(64), ..Repeat(20, [Dense(256, init: Init.Normal(0.3)), Relu]), Dense(10)]"),
        ("SNET1003", "[Input(64), ..Repeat(20, [Dense(128, init: Init.Uniform(0.05)), Tanh]), Dense(10)]"),
        ("SNET1003", "[Input(64, init: Init.PyTorch), ..Repeat(20, [Dense(128), LeakyRelu]), Dense(10)]"),
        ("SNET1003", "[Input(8, 8, 1, init: Init.PyTorch), ..Repeat(20, [Conv2D(16, 3, padding: 1), Relu]), GlobalAveragePool, Dense(10)]"),
        ("SNET1003", "[Input(64), ..Repeat(25, [Dense(100, init: Init.Orthogonal(1)), Relu]), Dense(10)]"),
        ("SNET1004", "[Input(64), ..Repeat(10, [Dense(64), Sigmoid]), Dense(10)]"),
        ("SNET1004", "[Input(64), ..Repeat(30, [Dense(64), Sigmoid]), Dense(10)]"),
        ("SNET1004", "[Input(64), ..Repeat(30, [Dense(64), HardSigmoid]), Dense(10)]"),
        ("SNET1005", "[Input(64), ..Repeat(50, [Dense(64, bias: false), BatchNorm, Relu]), Dense(10)]"),
        ("SNET1005", "[Input(8, 8, 1), ..Repeat(50, [Conv2D(16, 3, padding: 1, bias: false), BatchNorm, Relu]), GlobalAveragePool, Dense(10)]"),
        ("SNET1006", "[Input(64), Dense(64), ..Repeat(30, [Residual([Relu, Dense(64, init: Init.He)])]), Dense(10)]"),
        ("SNET1006", "[Input(64), Dense(64), ..Repeat(24, [Residual([Dense(64), Relu, Dense(64)])]), Dense(10)]"),
        ("SNET1003", "[Input(64), ..Repeat(20, [Dense(128, init: Init.Xavier with { Gain = 4 }), Gelu]), Dense(10)]"),
        ("SNET1003", "[Input(64), Dense(64), Residual([..Repeat(20, [Dense(64, init: Init.PyTorch), Relu]), Dense(64, init: Init.PyTorch)]), Dense(10)]"),
    ];

    public static TheoryData<string, string> Sick
    {
        get
        {
            var data = new TheoryData<string, string>();
            Array.ForEach(Networks, network => data.Add(network.Rule, network.Layers));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sick))]
    public void Sick_network_is_warned_of_with_ratio_layer_depth_scale_and_remedy(string id, string layers)
    {
        Diagnostic found = Assert.Single(FlowSource.Layers(layers), diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning);
        Assert.Equal(id, found.Id);
        Assert.Matches(@"by a factor of [\d.e-]+ at .*most at '.*', with a depth scale of [\d.]+ layers; .*", found.GetMessage());
        Assert.Contains(" → ", found.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Input(784), Dense(128), Relu, Dense(64), Relu, Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("[Input(784), Dense(128, init: Init.Xavier), Relu, Dense(64, init: Init.Xavier), Relu, Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("[Input(784), Dense(128), Sigmoid, Dense(64), Sigmoid, Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("[Input(784), ..Repeat(50, [Dense(256), Relu]), Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("[Input(784) with { SecondMoment = 1 }, ..Repeat(20, [Dense(256), Tanh]), Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("[Input(784), ..Repeat(20, [Dense(256), Selu, AlphaDropout(0.1)]), Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("[Input(64), Dense(64), ..Repeat(50, [Residual([BatchNorm, Relu, Dense(64)])]), Dense(10)]")]
    [InlineData("[Input(64), Dense(64), ..Repeat(50, [Residual([Relu, Dense(64)], scale: 0.14)]), Dense(10)]")]
    [InlineData("[Input(784), ..Repeat(30, [Dense(128), LayerNorm, Gelu]), Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("[Input(784), Dense(128, bias: false), BatchNorm, Relu, Dropout(0.5), Dense(10), BinaryCrossEntropy]")]
    public void Healthy_network_is_met_with_silence(string layers) => Assert.Empty(FlowSource.Layers(layers));

    [Theory]
    [InlineData("benchmarks/Simd.Nets.Ladder/Networks/ClassicMlp.cs")]
    [InlineData("benchmarks/Simd.Nets.Ladder/Networks/ResMlp.cs")]
    [InlineData("benchmarks/Simd.Nets.Ladder/Networks/LeNet5.cs")]
    [InlineData("benchmarks/Simd.Nets.Ladder/Networks/ResNet20.cs")]
    [InlineData("benchmarks/Simd.Nets.Ladder/Networks/DenseNet22.cs")]
    [InlineData("samples/Vision/Networks/LeNet5.cs")]
    [InlineData("samples/Vision/Networks/ResNet20.cs")]
    [InlineData("samples/Vision/Networks/DenseNet22.cs")]
    [InlineData("samples/Quickstart/DigitsMlp.cs")]
    [InlineData("samples/Quickstart/FashionMlp.cs")]
    public void Networks_of_this_repository_are_met_with_silence(string file) => Assert.Empty(FlowSource.Analyze(FlowPageTests.Read(file)));

    [Fact]
    public void Sick_class_declared_wrongly_has_only_its_error() =>
        Assert.Empty(FlowSource.Layers("[Input(64), ..Repeat(30, [Dense(64), Sigmoid]), Dense(0)]"));

    [Fact]
    public void Repeated_fault_is_reported_once_and_at_the_layer() =>
        FlowSource.Expect("[Input(64), ..Repeat(30, [[|Dense(64, init: Init.PyTorch)|], Relu]), Dense(10)]", "SNET1003");

    [Fact]
    public void Initialiser_of_the_whole_network_is_reported_where_it_stands() =>
        FlowSource.Expect("[[|Input(64, init: Init.PyTorch)|], ..Repeat(20, [Dense(128), Relu]), Dense(10)]", "SNET1003");

    [Fact]
    public void Thresholds_are_configured()
    {
        const string Layers = "[Input(64), ..Repeat(12, [Dense(256, init: Init.PyTorch), Relu]), Dense(10)]";
        Assert.Equal(["SNET1003"], FlowSource.Layers(Layers).Select(found => found.Id));
        Assert.Empty(FlowSource.Layers(Layers, ("simd_nets.gradient_flow.vanishing_below", "1e-12")));
        Assert.Single(FlowSource.Layers(Layers, ("simd_nets.gradient_flow.vanishing_below", "nonsense")));
        const string Growing = "[Input(64), ..Repeat(12, [Dense(256, init: Init.Normal(0.15)), Relu]), Dense(10)]";
        Assert.Empty(FlowSource.Layers(Growing));
        Assert.Single(FlowSource.Layers(Growing, ("simd_nets.gradient_flow.exploding_above", "10")));
        const string Flat = "[Input(64) with { SecondMoment = 1 }, ..Repeat(4, [Dense(128), Sigmoid]), Dense(10)]";
        Assert.Equal(["SNET1004"], FlowSource.Layers(Flat).Select(found => found.Id));
        Assert.Empty(FlowSource.Layers(Flat, ("simd_nets.gradient_flow.saturating_below", "1e-3")));
    }

    [Theory]
    [InlineData("exploding_above", "0.5")]
    [InlineData("vanishing_below", "2")]
    [InlineData("saturating_below", "1.5")]
    public void Limit_that_calls_unchanged_gradients_sick_is_no_limit(string option, string value)
    {
        foreach (string layers in new[] { "", "Dense(64), Sigmoid, ", "Dense(64), Sigmoid, Dense(64), Sigmoid, " })
        {
            string network = $"[Input(64), {layers}MeanSquaredError]";
            Assert.Equal(
                FlowSource.Layers(network).Select(found => found.Id),
                FlowSource.Layers(network, ("simd_nets.gradient_flow." + option, value)).Select(found => found.Id));
        }
    }

    [Fact]
    public void Fewer_than_two_layers_are_never_sick()
    {
        foreach (FlowLimits limits in new FlowLimits[] { new(Vanishing: 2), new(Exploding: 0.5), new(Saturating: 1.5) })
        {
            Assert.Empty(FlowFindings.Of([Layers.Input(64), Layers.Sigmoid], limits));
            Assert.Empty(FlowFindings.Of([Layers.Input(64), Layers.Dense(64), Layers.Sigmoid], limits));
            Assert.Empty(FlowFindings.Of([Layers.Input(64), Layers.Dense(64), Layers.Sigmoid, Layers.Dense(10)], limits));
        }
    }

    [Fact]
    public void Narrow_and_deep_networks_are_foreseen_with_numbers()
    {
        foreach (Layer activation in (Layer[])[Layers.Relu, Layers.LeakyRelu, Layers.Gelu, Layers.Tanh, Layers.PRelu])
        {
            foreach (Init? init in (Init?[])[null, Init.PyTorch, Init.Normal(1), Init.Normal(1e4), Init.Normal(1e30), Init.Normal(1e-30)])
            {
                foreach ((int width, int depth) in new[] { (4, 10), (4, 200), (8, 30), (16, 50), (32, 100), (64, 200) })
                {
                    LayerStack layers =
                        [Layers.Input(64, init: init), .. Layers.Repeat(depth, [Layers.Dense(width), activation]), Layers.Dense(10)];
                    Assert.False(double.IsNaN(GradientFlow.Predict(layers).Ratio), $"{width} × {depth}, {activation}, {init}");
                    _ = FlowFindings.Of(layers, new()).ToArray();
                }
            }
        }
    }

    [Theory]
    [InlineData("[Input(64), ..Repeat(50, [Dense(16, init: Init.Normal(1)), Relu]), Dense(10)]")]
    [InlineData("[Input(64), ..Repeat(170, [Dense(64, init: Init.Normal(1)), Relu]), Dense(10)]")]
    [InlineData("[Input(64), ..Repeat(20, [Dense(64, init: Init.Normal(10000)), Relu]), Dense(10)]")]
    public void What_grows_beyond_numbers_is_said_to_explode(string layers) => Assert.Contains(
        FlowSource.Layers(layers), found => found.Id == "SNET1003" && found.GetMessage().StartsWith("Gradients explode", StringComparison.Ordinal));
}
