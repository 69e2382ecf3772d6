using Microsoft.CodeAnalysis;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Tests.Parsing;

/// <summary>Where the elements of a declaration stand in its source.</summary>
public sealed class PlaceTests
{
    [Fact]
    public void Every_layer_is_placed_at_its_element_those_inside_others_too()
    {
        var sink = new Recorder();
        NetworkDeclaration declaration = InMemory.Parse(
            InMemory.Compile(Source.Network(
                "[Input(4), ..Repeat(2, [Residual([Tanh, ..Block(3)], projection: [Relu])]), Skip([Selu]), DenseBlock(2, [Gelu, Concat([Silu])])]",
                """
                static LayerStack Block(int units) => [Dense(units), Residual([Dense(units), Mish]), Dense(4)];
                static Layer Skip(LayerStack body) => Residual([Elu, ..body]);
                """)),
            sink: sink)!;
        Assert.Equal(
            Element.All(declaration.Layers!).Select(element => element.Path).Order(StringComparer.Ordinal),
            sink.Places.Keys.Where(path => path.Length > 0));
        string[] copy =
        [
            "Residual([Tanh, ..Block(3)], projection: [Relu])", "body/0 Tanh", "body/1 Block(3), Dense(units)",
            "body/2 Block(3), Residual([Dense(units), Mish])", "body/2/body/0 Block(3), Dense(units)", "body/2/body/1 Block(3), Mish",
            "body/3 Block(3), Dense(4)", "projection/0 Relu",
        ];
        Assert.Equal(
            [
                " Layers", "0 Input(4)", .. Under("1", copy), .. Under("2", copy), "3 Skip([Selu]), Residual([Elu, ..body])",
                "3/body/0 Skip([Selu]), Elu", "3/body/1 Selu", "4 DenseBlock(2, [Gelu, Concat([Silu])])", "4/body/0 Gelu",
                "4/body/1 Concat([Silu])", "4/body/1/body/0 Silu",
            ],
            sink.Places.Select(place => $"{place.Key} {place.Value}"));
    }

    private static IEnumerable<string> Under(string path, string[] places) =>
        places.Select((place, index) => index == 0 ? $"{path} {place}" : $"{path}/{place}");

    private sealed class Recorder : IElementSink
    {
        public SortedDictionary<string, string> Places { get; } = new(StringComparer.Ordinal);

        public void Place(string path, Location element, Location? inHelper) =>
            Places.Add(path, inHelper is null ? Text(element) : $"{Text(element)}, {Text(inHelper)}");

        public void Report(DiagnosticDescriptor rule, Location at, Location? inHelper, params object[] arguments) =>
            Assert.Fail(rule.Id);

        public void Report(DiagnosticDescriptor rule, string path, params object[] arguments) => Assert.Fail($"{rule.Id} at {path}");

        private static string Text(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
    }
}
