using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Simd.Nets.Generators.Tests.Parsing;

/// <summary>Whatever is typed, neither generator nor analyzer fails; and they agree on whether it is wrong.</summary>
public sealed class MutationTests
{
    private static readonly string[] Good =
    [
        Source.Network("[Input(4), Dense(8, name: \"fc1\"), Relu, Dense(6, init: Init.He), Tanh with { Name = \"a\" }, Dense(10), SoftmaxCrossEntropy]"),
        Source.Network(
            "[Input(Width), ..Block(2 * Width, false), ..Repeat(3, [Dense(8), Relu, ..Repeat(2, [Sigmoid])]), Fc(3), new DenseLayer(3) { Bias = false }]",
            """
            const int Width = 12;
            static LayerStack Block(int units, bool smooth) => [Dense(units / 2 - 1), smooth ? Tanh : Relu];
            static DenseLayer Fc(int i, string name = "x") { return Dense(i > 3 && i != 5 ? i : 4, name: $"{name}{i}"); }
            """),
        Source.Network(
            """
            [
                Input(6), Standardize, DenseBlock(2, [BatchNorm with { Eps = 1e-3 }, Relu, Dense(3)], name: "block"), Dropout(0.25),
                ..Repeat(2, [Block(4, 0.5), Residual([Concat([Dense(2), PRelu]), Dense(16)], projection: [Dense(16, bias: false)])]),
                Dense(3), SoftmaxCrossEntropy with { LabelSmoothing = 0.1, ClassWeights = [1, 4, 2.5] },
            ]
            """,
            """
            static Layer Block(int units, double scale, LayerStack? way = null) => Residual([LayerNorm, Dense(units), Gelu, ..Wide], scale, way);
            static LayerStack Wide => [Dense(16), LeakyRelu with { Slope = 0.2 }];
            """).Replace("Block(4, 0.5)", "Block(4, 0.5, [Dense(16)])", StringComparison.Ordinal),
        Source.Usings + """
            namespace Demo
            {
                static class Blocks<T> { public static Init Mine => new VarianceScaling(2.5, Fan.Out, Distribution.Uniform) { Bias = true }; }
                partial struct Outer { [Network(ElementType = ElementType.Float64)] private sealed partial class Net : IDisposable
                {
                    private static partial LayerStack Layers { get; }
                    public void Dispose() { }
                } }
                partial struct Outer { partial class Net { private static partial LayerStack Layers { get { return [Input(3), Dense(1, init: Blocks<int>.Mine)]; } } } }
            }
            """,
    ];

    private static readonly string[] Fragments =
    [
        "[", "]", "(", ")", "{", "}", "..", ",", ";", "=>", "=", "-", "/ 0", "* 2147483647", "static ", "partial ", "record ", "abstract ", "file ", "<T>",
        " with { Name = null }", " with { }", "null", "default", "default!", "0", "-1", "\"", "$\"{", "@", "//", "/*", "#if X\n", "Layers", "Net", "Input(1)",
        "Repeat(99999999, [Relu])", "Repeat(9, [])", "Repeat(2, null!)", "..Repeat(2, default!), ", "Relu", "SoftmaxCrossEntropy", "new()", "new DenseLayer(", "() => ", "checked(", "unchecked(", "(int)", "(Layer)",
        "(double)", "?", ":", "??", "!", "&", "ref ", "out ", "in ", "params ", "this.", "base.", "await ", "throw ", "is ", "switch { _ => ", "nameof(",
        "Residual([", "Concat([Relu])", "DenseBlock(3, ", "DenseBlock(-1, [", "DenseBlock(999999999, [])", "projection: [", "body: ", "Projection = null", "Body = ",
        "ClassWeights = [", "Dropout(1)", "1e999", "1e-50", "double.NaN", "BatchNorm", "Huber", "Wide", "..Wide", "Block(1, 1)",
        "typeof(", "sizeof(int)", "stackalloc", "[Network]", "dynamic ", "public Net() { }", "required int X;", "Layers.", "Init.", "Distribution.Normal", "(Fan)9",
    ];

    private static readonly Gen<Func<string, string>> Edit = Gen.OneOf(
        Places.Select<double, Func<string, string>>(at => text => text[..(int)(at * text.Length)]),
        Places.SelectMany(_ => Gen.Choose(1, 12), (at, length) => (Func<string, string>)(text => Delete(text, at, length))),
        Places.SelectMany(
            _ => Gen.Elements(Fragments), (at, fragment) => (Func<string, string>)(text => text.Insert((int)(at * text.Length), fragment))),
        Places.SelectMany(_ => Places, (at, from) => (Func<string, string>)(text => Move(text, at, from))));

    private static Gen<double> Places => Gen.Choose(0, 9_999).Select(place => place / 10_000.0);

    public static Arbitrary<string> Mutants() => Gen.Elements(Good)
        .SelectMany(
            good => Gen.Choose(1, 4).SelectMany(count => Edit.ListOf(count)),
            (good, edits) => edits.Aggregate(good, (text, edit) => edit(text)))
        .ToArbitrary();

    [Property(MaxTest = 300, Arbitrary = [typeof(MutationTests)])]
    public void Mutants_never_fail_the_generator_or_the_analyzer(string source)
    {
        CSharpCompilation compilation = InMemory.Compile(source);
        InMemory.Generate(compilation);
        IReadOnlyList<Diagnostic> found = InMemory.AnalyzeAlone(compilation);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        bool isWrong = compilation.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        NetworkDeclaration? declaration = compilation.GetTypeByMetadataName("Demo.Net") is { } type && type.GetAttributes().Length > 0
            ? InMemory.Parse(compilation)
            : null;
        if (declaration is { IsValid: false } && !isWrong)
        {
            Assert.NotEmpty(found);
        }

        if (declaration is { IsValid: true, Layers: var layers } && !isWrong)
        {
            Assert.Equal(InMemory.Run(compilation), layers!.ToString());
        }
    }

    [Fact]
    public void Good_sources_are_good() => Assert.All(Good, source =>
    {
        CSharpCompilation compilation = InMemory.Compile(source);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Empty(InMemory.AnalyzeAlone(compilation));
    });

    /// <summary>The first half of the text behind one place, inserted at another.</summary>
    private static string Move(string text, double at, double from) =>
        text.Insert((int)(at * text.Length), Delete(text[(int)(from * text.Length)..], 0.5, text.Length));

    private static string Delete(string text, double at, int length)
    {
        int start = (int)(at * text.Length);
        return text.Remove(start, Math.Min(length, text.Length - start));
    }
}
