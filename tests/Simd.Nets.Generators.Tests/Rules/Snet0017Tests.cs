using System.Globalization;

namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0017Tests
{
    /// <summary>Every option, with numbers beyond its range and at the ends of it.</summary>
    public static TheoryData<string, string, string, string[], string[]> Options => new()
    {
        { "Dropout(#)", "rate", "at least 0 and below 1", ["1", "-0.1", "50", "0.9999999999"], ["0", "0.5", "0.999"] },
        { "AlphaDropout(#)", "rate", "at least 0 and below 1", ["1", "-1"], ["0", "0.05"] },
        { "new DropoutLayer(#) { Alpha = true }", "rate", "at least 0 and below 1", ["2"], ["0.1"] },
        { "Residual([Relu], scale: #)", "scale", "finite and not 0", ["0", "-0.0", "1e39", "1e-50"], ["-1", "0.1", "1e-30"] },
        { "BatchNorm with { Eps = # }", "Eps", "finite and positive", ["0", "-1e-5", "1e-50", "1e39"], ["1e-40", "1"] },
        { "BatchNorm with { Momentum = # }", "Momentum", "from 0 to 1", ["-0.01", "1.5"], ["0", "1", "0.1"] },
        { "LayerNorm with { Eps = # }", "Eps", "finite and positive", ["0"], ["1e-6"] },
        { "RmsNorm with { Eps = # }", "Eps", "finite and positive", ["0"], ["1e-6"] },
        { "LeakyRelu with { Slope = # }", "Slope", "finite and at least 0", ["-0.1", "1e300"], ["0", "0.2", "3"] },
        { "Elu with { Alpha = # }", "Alpha", "finite and positive", ["0", "-1"], ["0.5"] },
        { "PRelu with { Initial = # }", "Initial", "finite", ["1e300"], ["-1", "0"] },
        { "SoftmaxCrossEntropy with { LabelSmoothing = # }", "LabelSmoothing", "at least 0 and below 1", ["1", "-0.1"], ["0", "0.1"] },
        { "SoftmaxCrossEntropy with { ClassWeights = [1, #, 2] }", "ClassWeights[1]", "finite and at least 0", ["-1", "1e40"], ["0", "7"] },
        { "SoftmaxCrossEntropy with { ClassWeights = [0, 0, #] }", "the largest of ClassWeights", "finite and positive", ["0"], ["1e-9"] },
        { "BinaryCrossEntropy with { PositiveWeight = # }", "PositiveWeight", "finite and positive", ["0", "-2"], ["0.5", "10"] },
        { "Huber with { Delta = # }", "Delta", "finite and positive", ["0", "-2"], ["0.5"] },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public void Number_beyond_its_range_is_an_error_that_names_option_range_and_number(
        string layer, string option, string range, string[] wrong, string[] right)
    {
        Assert.All(wrong.Concat(["double.NaN", "double.PositiveInfinity", "double.NegativeInfinity"]), number =>
        {
            string message = Expect.LayersError("SNET0017", Network($"[|{With(layer, number)}|]")).GetMessage(CultureInfo.InvariantCulture);
            Assert.Contains($"{option} to be {range}", message, StringComparison.Ordinal);
            Assert.Contains(Text(number), message, StringComparison.Ordinal);
        });
        Assert.All(right, number => Expect.Silence(Source.Network(Network(With(layer, number)))));
    }

    [Theory]
    [InlineData("BatchNorm with { Eps = 1e-50 }", "(as a float, 0)")]
    [InlineData("Huber with { Delta = 1e39 }", "(as a float, Infinity)")]
    [InlineData("Dropout(0.999999999)", "(as a float, 1)")]
    public void Number_that_only_a_double_holds_is_an_error_in_a_network_of_floats_alone(string layer, string text)
    {
        Expect.LayersError("SNET0017", Network($"[|{layer}|]"), "", text);
        Expect.Silence(Source.Network(Network(layer), attribute: "Network(ElementType = ElementType.Float64)"));
    }

    [Theory]
    [InlineData("MaxPool(2) with { Kind = (PoolingKind)7 }")]
    [InlineData("GlobalMaxPool with { Kind = (PoolingKind)7 }")]
    public void Pooling_of_no_kind_is_an_error(string layer) => Expect.LayersError(
        "SNET0017", $"[Input(4, 4, 2), [|{layer}|], Dense(2)]", "", "needs Kind to be PoolingKind.Max or PoolingKind.Average", "7 came");

    [Fact]
    public void Padding_of_null_is_none() => Expect.Silence(
        Source.Network("[Input(4, 4, 2), Conv2D(2, 3) with { Padding = null! }, MaxPool(2) with { Padding = default! }, Dense(2)]"));

    [Fact]
    public void Features_of_an_image_are_its_own() => Expect.LayersError(
        "SNET0017", "[[|Input(4, 4, 2) with { Features = 5 }|], Dense(2)]", "", "'Input(4, 4, 2)' needs Features to be 32", "5 came");

    [Theory]
    [InlineData("Dropout(1.2)", "'Dropout(1.2)' needs rate to be at least 0 and below 1, and 1.2 came: 0.5 drops half")]
    [InlineData("Dropout(0.9999999999)", "0.9999999999 (which 32 random bits cannot tell from 1) came")]
    public void Rate_of_dropout_is_explained(string layer, string text) =>
        Expect.LayersError("SNET0017", Network($"[|{layer}|]"), "", text);

    [Fact]
    public void Every_number_that_is_wrong_is_named() => Expect.LayersError(
        "SNET0017",
        "[Input(2), ..Repeat(3, [[|BatchNorm with { Eps = -1, Momentum = 2 }|]])]",
        "",
        "'BatchNorm' needs Eps to be finite and positive, and -1 came: 1e-5 is usual; Momentum to be from 0 to 1, and 2 came: 0.1 is usual");

    [Fact]
    public void Error_is_at_the_element_through_blocks_repeats_and_helpers()
    {
        Microsoft.CodeAnalysis.Diagnostic found = Expect.LayersError(
            "SNET0017",
            """
            [
                Input(8),
                ..Repeat(2, [Residual([Dense(8), DenseBlock(2, [Relu,
                    [|Drop(3)|]])], projection: [Dense(72)]), Dense(8)]),
            ]
            """,
            """
            static LayerStack Unused => [];
                static Layer Drop(int tenths) => Concat([Dropout(tenths / 2.0)]);
            """);
        Assert.Equal(new(12, 8), found.Location.GetLineSpan().StartLinePosition);
        Microsoft.CodeAnalysis.Location inner = Assert.Single(found.AdditionalLocations);
        Assert.Equal("Dropout(tenths / 2.0)", inner.SourceTree!.GetText().ToString(inner.SourceSpan));
        Assert.Equal(new(15, 45), inner.GetLineSpan().StartLinePosition);
    }

    private static string With(string layer, string number) => layer.Replace("#", number, StringComparison.Ordinal);

    private static string Network(string layer) => $"[Input(3), Dense(3), {layer}]";

    private static string Text(string number) => number switch
    {
        "double.PositiveInfinity" => "Infinity",
        "double.NegativeInfinity" => "-Infinity",
        "double.NaN" => "NaN",
        _ => "and " + double.Parse(number, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
    };
}
