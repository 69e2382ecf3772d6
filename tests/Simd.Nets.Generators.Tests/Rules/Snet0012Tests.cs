using Microsoft.CodeAnalysis;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0012Tests
{
    public static TheoryData<string> Names => [.. EmittedMembers.Names.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Member_that_the_generator_writes_is_an_error_at_its_name(string name) =>
        Expect.Error("SNET0012", Source.Network("[Input(2), Dense(1)]", $"public int [|{name}|] => 1;"));

    [Theory]
    [InlineData("public void [|Predict|](ReadOnlySpan<float> x, Span<float> y) { } public void [|Predict|](ReadOnlySpan<double> x, Span<double> y) { }")]
    [InlineData("public void [|Infer|]<T>(int x) { } public int [|Evaluate|] => 1;")]
    [InlineData("public Net [|Clone|]() => this; static void [|CopyFrom|](Net? other) { } string [|Summary|]() => \"\";")]
    [InlineData("class [|Tensors|];")]
    [InlineData("static void [|ForwardRows1|]() { } static int [|InferRowsPart12|] => 1; class [|BackwardFinish0Part1|];")]
    [InlineData("static int [|Summary|];")]
    [InlineData("public [|Net|](ulong seed) { }")]
    [InlineData("public [|Net|]() { }")]
    public void Equal_signatures_types_fields_and_constructors_count(string member) =>
        Expect.Error("SNET0012", Source.Network("[Input(2), Dense(1)]", member));

    [Theory]
    [MemberData(nameof(Names))]
    public void Class_called_as_a_member_that_the_generator_writes_is_an_error_at_its_name(string name) => Expect.Error(
        "SNET0012", $"{Source.Usings} namespace Demo; [Network] partial class [|{name}|] {{ static LayerStack Layers => [Input(2), Dense(1)]; }}");

    [Theory]
    [InlineData("public void predict() { } public int Units => 3;")]
    [InlineData("public Net(string path) : this() { } partial class Part; static Net() { } ~Net() { }")]
    [InlineData("public int Create => 1; public void Declaration() { } class Runtime;")]
    [InlineData("public int Predict(float[] image) => Predict(image, 0); public int Predict(float[] image, int row) => 0;")]
    [InlineData("public double Evaluate(float[] x) => 1; void Infer() { } static int Differentiate(int x) => x; public Net Clone(bool deep) => Clone();")]
    [InlineData("public void CopyFrom(object other) { } public void Predict(Span<float> x, Span<float> y) { } string Summary(int width) => Summary();")]
    [InlineData("static void Rows1() { } static int Part12 => 1; class ForwardPart1; int Prepare0() => 1; int BackwardRows1Part() => 1;")]
    [InlineData("public int this[int i] => i; public static Net operator +(Net a, Net b) => a;")]
    public void Other_members_are_silent(string members)
    {
        Compilation complete = InMemory.Generate(InMemory.Compile(Source.Network("[Input(2), Dense(1)]", members)));
        Assert.Empty(InMemory.AnalyzeAlone(complete));
        Assert.Empty(complete.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("Create")]
    [InlineData("Declaration")]
    [InlineData("Runtime")]
    public void Class_called_as_an_explicit_implementation_is_silent(string name)
    {
        Compilation complete = InMemory.Generate(InMemory.Compile(
            $"{Source.Usings} namespace Demo; [Network] partial class {name} {{ static LayerStack Layers => [Input(2), Dense(1)]; }}"));
        Assert.Empty(InMemory.AnalyzeAlone(complete));
        Assert.Empty(complete.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("Network", "[Input(2), Dense(3), Relu, Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("Network(ElementType = ElementType.Float64)", "[Input(2), Dense(3), Relu, Dense(2), SoftmaxCrossEntropy]")]
    [InlineData(
        "Network",
        """
        [
            Input(2), Dense(3), ..Repeat(60, [Residual([BatchNorm, PRelu, Dropout(0.1), Dense(3)])]), Concat([Softmax]), Dense(2),
            SoftmaxCrossEntropy with { ClassWeights = [1, 2] },
        ]
        """)]
    public void Every_member_that_is_written_is_taken(string attribute, string layers)
    {
        Compilation declared = InMemory.Compile(Source.Network(layers, attribute: attribute));
        IEnumerable<ISymbol> written = InMemory.Generate(declared).GetTypeByMetadataName("Demo.Net")!.GetMembers()
            .Where(member => member is { IsImplicitlyDeclared: false, Name: not "Layers" })
            .Where(member => member is not IMethodSymbol { AssociatedSymbol: not null })
            .Where(member => member is not (IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation }
                or IPropertySymbol { ExplicitInterfaceImplementations.Length: > 0 }));
        Assert.True(written.Count() > 20);
        Assert.All(written, member => Assert.True(EmittedMembers.IsTaken(member), member.ToDisplayString()));
    }
}
