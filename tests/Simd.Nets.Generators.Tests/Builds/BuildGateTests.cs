using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Simd.Nets.Generators.Diagnostics;

namespace Simd.Nets.Generators.Tests.Builds;

public sealed class BuildGateTests
{
    private const string Good = "namespace Demo { [Network] partial class Good { static LayerStack Layers => [Input(2), Dense(1)]; } }";

    private const string WrongLayers = "namespace Demo { [Network] partial class Net { static LayerStack Layers => [Dense(0)]; } }";

    private const string WrongClass =
        "namespace Demo { [Network] class Net { static LayerStack Layers => [Input(2), Dense(1)]; } class Uses { Trainer<Net>? x; } }";

    [Fact]
    public void Good_and_wrong_layers_pass_in_silence()
    {
        (GeneratorRunResult result, _) = Run(Source.Usings + Good + WrongLayers);
        Assert.Empty(result.Diagnostics);
        Assert.Empty(result.GeneratedSources);
    }

    [Fact]
    public void Wrong_class_is_reported_where_the_analyzer_reports_it_and_stand_ins_take_the_place_of_trainers()
    {
        (GeneratorRunResult result, Compilation complete) = Run(Source.Usings + Good + WrongClass);
        Diagnostic found = Assert.Single(result.Diagnostics);
        Diagnostic analyzed = Assert.Single(InMemory.AnalyzeAlone(complete));
        Assert.Equal(
            (analyzed.Id, analyzed.GetMessage(), analyzed.Location.GetLineSpan().Span),
            (found.Id, found.GetMessage(), found.Location.GetLineSpan().Span));
        Assert.DoesNotContain(complete.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Contains("class Trainer<TNetwork>;", Assert.Single(result.GeneratedSources).SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Type_of_the_users_own_in_the_place_of_a_stand_in_stays()
    {
        (_, Compilation complete) = Run(Source.Usings + "class Trainer<T>; [Network] class Net;");
        Assert.DoesNotContain(complete.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Class_whose_parts_both_bear_the_attribute_is_generated_and_reported_once()
    {
        (GeneratorRunResult result, _) = Run(Source.Usings + "[Network] partial class Net<T>; [Network] partial class Net<T>;");
        Assert.Single(result.Diagnostics);
        InMemory.Generate(InMemory.Compile(Source.Usings + "[Network] partial class Net { } [Network] partial class Net { }"));
    }

    [Fact]
    public void Unrelated_edit_reports_and_writes_nothing_anew()
    {
        CSharpCompilation before = InMemory.Compile(Source.Usings + WrongClass, "class Other;");
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new BuildGate().AsSourceGenerator()],
            parseOptions: InMemory.ParseOptions,
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        GeneratorRunResult result = driver.RunGenerators(before)
            .RunGenerators(before.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Added;", InMemory.ParseOptions)))
            .GetRunResult().Results.Single();
        Assert.Equal(
            [IncrementalStepRunReason.Cached],
            result.TrackedSteps[BuildGate.TrackingName].SelectMany(step => step.Outputs).Select(output => output.Reason).Distinct());
        Assert.Equal(
            [IncrementalStepRunReason.Cached],
            result.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(step => step.Outputs).Select(output => output.Reason).Distinct());
    }

    private static (GeneratorRunResult Result, Compilation Complete) Run(string source)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new BuildGate().AsSourceGenerator()], parseOptions: InMemory.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(InMemory.Compile(source), out Compilation complete, out ImmutableArray<Diagnostic> _);
        return (driver.GetRunResult().Results.Single(), complete);
    }
}
