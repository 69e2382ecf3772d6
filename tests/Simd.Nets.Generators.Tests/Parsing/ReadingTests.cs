namespace Simd.Nets.Generators.Tests.Parsing;

/// <summary>What the parser understands, it reads as the property runs.</summary>
public sealed class ReadingTests
{
    [Theory]
    [InlineData("[Input(784), Dense(128), Relu, Dense(10), SoftmaxCrossEntropy]")]
    [InlineData("[Input(features: 4, name: \"in\"), Dense(name: \"fc\", units: 3, bias: false), Tanh, MeanSquaredError]")]
    [InlineData("[Input(4), Dense(3, init: Init.He), Sigmoid, Dense(2, init: Init.PyTorch, name: \"out\")]")]
    [InlineData("[Input(2 * 2), Dense((int)3.7), Relu with { Name = \"act\" }, Dense('a')]")]
    [InlineData("[Input(4), Dense(3) with { Bias = false, Init = Init.LeCun, Name = \"a\" + \".b\" }]")]
    [InlineData("[Input(4), new DenseLayer(3) { Bias = false }, Dense(2, init: new VarianceScaling(2.5, Fan.Out, Distribution.Uniform))]")]
    [InlineData("[Input(4), Dense(2, init: new VarianceScaling(Scale: 3, Distribution: Distribution.Normal, Fan: Fan.Average) { Bias = true })]")]
    [InlineData("[Input(4), Dense(3, init: Init.Xavier with { Gain = Gain.Tanh }), Dense(2, init: Init.LeCun with { Gain = Gain.LeakyRelu(0.2), Bias = true })]")]
    [InlineData("[Input(4), Dense(3, init: Init.HeUniform with { Distribution = Distribution.Normal, Fan = Fan.Out, Scale = 3 }), Dense(2, init: Init.Zeros)]")]
    [InlineData("[Input(4), Dense(3, init: Init.Uniform(1)), Dense(3, init: Init.Uniform(low: -0.5, high: 2f)), Dense(2, init: Init.Constant(0.5) with { Bias = true })]")]
    [InlineData("[Input(4), Dense(3, init: Init.Normal(0.02)), Dense(3, init: Init.Normal(mean: 1, deviation: 2)), Dense(2, init: new NormalInit(3) { Mean = 1 })]")]
    [InlineData("[Input(4), Dense(3, init: Init.TruncatedNormal(0.02, cutoff: 3)), Dense(3, init: Init.Orthogonal()), Dense(2, init: Init.Orthogonal(Gain.Relu))]")]
    public void Vocabulary_is_read_as_it_runs(string layers) => Expect.SameAsAtRunTime(layers);

    [Theory]
    [InlineData("[Input(4), Residual([Relu, Dense(4)]), Residual([Dense(8)], projection: [Dense(8, bias: false)], name: \"b\"), Dense(2)]")]
    [InlineData("[Input(4), Residual(scale: 1 / 2f, body: [..Repeat(2, [Concat([Dense(4), Tanh])]), Dense(4)], projection: null), Dense(2)]")]
    [InlineData("[Input(4), DenseBlock(3, [BatchNorm, Relu, Dense(2)], \"block\"), DenseBlock(body: [Concat([Residual([Softmax])])], count: 2)]")]
    [InlineData("[Input(4), new ResidualLayer([Dense(4)]) { Scale = -2, Projection = [Dense(4)] }, new DenseBlockLayer(2, [Relu]) with { Count = 3 }]")]
    [InlineData("[Input(4), Residual([Dense(4)]) with { Name = \"r\", Body = [Tanh, Residual([Tanh])] }, new ConcatLayer([Tanh]) { Name = \"c\" }]")]
    [InlineData("[Input(4), Residual([Dense(4), .. Repeat(2, [Residual([.. Repeat(3, [Relu])])])]), .. Repeat(2, [Concat([Tanh])])]")]
    public void Layers_inside_layers_are_read_as_they_run(string layers) => Expect.SameAsAtRunTime(layers);

    [Theory]
    [InlineData("[Input(4), Standardize, BatchNorm with { Eps = 1e-3, Momentum = 0.01, Affine = false }, LayerNorm with { Eps = 1 / 4.0 }, RmsNorm]")]
    [InlineData("[Input(4), PRelu with { PerChannel = true, Initial = 0 }, LeakyRelu with { Slope = 1 }, Elu with { Alpha = 0.5f }, Selu, Gelu]")]
    [InlineData("[Input(4), Silu, Mish, Softplus, HardSigmoid, HardTanh, HardSwish, Softmax, Dropout(0.25), AlphaDropout(rate: 0, name: \"d\")]")]
    [InlineData("[Input(4), Dense(3), SoftmaxCrossEntropy with { LabelSmoothing = 0.1, ClassWeights = [1, 4, 2.5] }]")]
    [InlineData("[Input(4), Dense(2), new SoftmaxCrossEntropyLayer { ClassWeights = ['a', 2L * 3] }]")]
    [InlineData("[Input(4), Dense(2), BinaryCrossEntropy with { PositiveWeight = 3 }]")]
    [InlineData("[Input(4), Dense(2), Huber with { Delta = 0.5 }]")]
    [InlineData("[Input(4), Dense(2), MeanAbsoluteError]")]
    public void Options_are_read_as_they_run(string layers) => Expect.SameAsAtRunTime(layers);

    [Theory]
    [InlineData("[Input(4), ..Repeat(3, [Dense(8), Relu]), Dense(2)]")]
    [InlineData("[Input(4), ..Repeat(2, [Dense(8), ..Repeat(2, [Dense(3), Tanh])]), Dense(2)]")]
    [InlineData("[Input(4), ..Repeat(0, [Dense(8), Relu]), Dense(2)]")]
    [InlineData("[Input(4), ..Repeat(body: [Dense(8)], count: 2), Dense(2)]")]
    public void Repeats_and_spreads_are_expanded(string layers) => Expect.SameAsAtRunTime(layers);

    [Theory]
    [InlineData("const int Width = 12;", "[Input(Width), Dense(Width * 2 - 1)]")]
    [InlineData("static int Width => 12;", "[Input(Width), Dense(-Width + 20)]")]
    [InlineData("static int Width { get { return 12; } }", "[Input(Width), Dense(Width % 5)]")]
    [InlineData("static Layer Fc(int units) => Dense(units);", "[Input(3), Fc(4)]")]
    [InlineData("static DenseLayer Fc(int units, string name = \"fc\") { return Dense(units / 2, name: name); }", "[Input(3), Fc(8), Fc(name: \"b\", units: 6)]")]
    [InlineData("static LayerStack Block(int units) => [Dense(units), Relu];", "[Input(3), ..Block(4), ..Block(8), Dense(1)]")]
    [InlineData("static LayerStack Block(LayerStack inner, int count) => [..Repeat(count, inner), Tanh];", "[Input(3), ..Block([Dense(2), Relu], 3)]")]
    [InlineData("static Layer[] Block() => [Dense(5), Relu];", "[Input(3), ..Block()]")]
    [InlineData("static Init Mine => Init.He;", "[Input(3), Dense(2, init: Mine)]")]
    [InlineData("static Init Scaled(double gain) => new VarianceScaling(gain * gain, Fan.In, Distribution.Normal);", "[Input(3), Dense(2, init: Scaled(1.5f))]")]
    [InlineData("static LayerStack Mlp(int i, int o) => [Input(i), Dense((i + o) / 2), Relu, Dense(o)];", "Mlp(10, 3)")]
    [InlineData("static Layer Act(bool smooth) => smooth ? Tanh : Relu;", "[Input(3), Dense(2), Act(true), Dense(2), Act(1 > 2)]")]
    [InlineData("static Layer Fc(int i) => Dense(i > 3 && i != 5 ? i : 4, name: $\"fc{i}\");", "[Input(3), Fc(1), Fc(5), Fc(7)]")]
    [InlineData("static Layer Fc(long i) => Dense((int)(i * 2), name: \"n\" + i);", "[Input(3), Fc(1), Fc(5)]")]
    [InlineData("static Layer Fc(float x) => Dense((int)(x / 3 + 0.1f));", "[Input(3), Fc(10), Fc(12.5f)]")]
    [InlineData("static LayerStack Down(int i) => i < 2 ? [Dense(1)] : [Dense(i), Relu, ..Down(i / 2)];", "[Input(3), ..Down(16)]")]
    [InlineData("static Layer Block(int i) => Residual([Dense(i), Relu, Dense(8)], scale: 1.0 / i);", "[Input(8), ..Repeat(2, [Block(3)]), Concat([Block(4)])]")]
    [InlineData(
        "static Layer Skip(LayerStack body, LayerStack? way = null) => Residual(body, projection: way);",
        "[Input(8), Skip([Tanh]), Skip([Dense(4)], [Dense(4, bias: false)]), Skip(way: [..Repeat(2, [Tanh])], body: [Skip([Relu])])]")]
    [InlineData("static Layer Deep(int i) => i == 0 ? Tanh : Residual([Dense(8), Deep(i - 1)]);", "[Input(8), Deep(5), Concat([Deep(2)])]")]
    [InlineData("static LayerStack Wrap(Layer x) => [Concat([x]), Residual([x, x])];", "[Input(8), ..Wrap(Relu), ..Wrap(Residual([Dropout(0.5)]))]")]
    [InlineData("static ClassWeights Rare(double x, int y) => [1, x, x * y, y];", "[Input(3), Dense(4), SoftmaxCrossEntropy with { ClassWeights = Rare(0.5, 3) }]")]
    [InlineData("static int Twice(int x) => x + x; static int Four(int x) => Twice(Twice(x));", "[Input(Four(3)), Dense(Four(Twice(1)))]")]
    public void Helpers_of_the_class_are_read_as_they_run(string members, string layers) => Expect.SameAsAtRunTime(layers, members);

    [Fact]
    public void Helpers_of_other_classes_in_other_files_are_read() => Expect.SameAsAtRunTime(
        "[Input(Blocks.Features), ..Blocks.Hidden<int>.Twice(Blocks.Features), Blocks.Output]",
        "",
        """
        using Simd.Nets;
        using static Simd.Nets.Layers;

        namespace Demo;

        static class Blocks
        {
            public const int Features = 6;
            public static Layer Output => Dense(2, name: "out");
            public static class Hidden<T> { public static LayerStack Twice(int units) => Repeat(2, [Dense(units), Relu]); }
        }
        """);

    [Fact]
    public void Partial_property_is_read_where_it_has_its_body()
    {
        NetworkDeclaration declaration = Expect.Silence(
            Source.Usings + "namespace Demo; [Network] partial class Net { private static partial LayerStack Layers { get; } }",
            Source.Usings + "namespace Demo; partial class Net { private static partial LayerStack Layers => [Input(2), Dense(1)]; }");
        Assert.Equal(2, declaration.Layers!.Count);
    }

    [Fact]
    public void Getter_with_one_return_is_read() => Expect.Silence(
        Source.Usings + "namespace Demo; [Network] partial class Net { static LayerStack Layers { get { return [Input(2), Dense(1)]; } } }");

    [Theory]
    [InlineData("Network", ElementType.Float32)]
    [InlineData("Network(ElementType = ElementType.Float64)", ElementType.Float64)]
    internal void Element_type_is_read(string attribute, ElementType expected) =>
        Assert.Equal(expected, Expect.Silence(Source.Network("[Input(2), Dense(1)]", attribute: attribute)).ElementType);
}
