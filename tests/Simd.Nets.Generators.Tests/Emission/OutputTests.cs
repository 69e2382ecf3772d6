using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Tests.Emission;

/// <summary>The generated code as a compiler and the JIT see it.</summary>
public class OutputTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static TheoryData<string, string> Networks => new()
    {
        { Generation.Classic, "Network" },
        { "[Input(1024), ..Repeat(3, [Dense(1024), Relu]), Dense(10), SoftmaxCrossEntropy]", "Network" },
        { "[Input(4), Dense(32), Tanh, Dense(16), Tanh, Dense(4), MeanSquaredError]", "Network(ElementType = ElementType.Float64)" },
        { "[Input(33), Sigmoid, Tanh, Dense(31, bias: false), Dense(1)]", "Network" },
        { "[Input(7), Relu]", "Network" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void It_compiles_without_a_warning_under_strict_settings(string layers, string attribute)
    {
        Compilation complete = Generation.Complete(InMemory.Compile(Source.Network(layers, attribute: attribute)));
        var strict = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable);
        Assert.Empty(complete.WithOptions(strict).GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    // RyuJIT gives up optimising a method above 60,000 bytes of IL or 2,000 locals; generated methods stay below a quarter of that.
    [Theory]
    [MemberData(nameof(Networks))]
    public void No_method_comes_near_the_limits_of_the_JIT(string layers, string attribute)
    {
        foreach (MethodInfo method in Types(layers, attribute).SelectMany(type => type.GetMethods(All)))
        {
            MethodBody? body = method.GetMethodBody();
            Assert.True((body?.GetILAsByteArray()?.Length ?? 0) < 15_000, $"{method.DeclaringType}.{method.Name}: {body?.GetILAsByteArray()?.Length} bytes of IL");
            Assert.True((body?.LocalVariables.Count ?? 0) < 500, $"{method.DeclaringType}.{method.Name}: {body?.LocalVariables.Count} locals");
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_member_that_is_written_is_on_the_list_of_reserved_names(string layers, string attribute)
    {
        Type network = Types(layers, attribute).Single(type => type.FullName == "Demo.Net");
        IEnumerable<string> written = network.GetMembers(All)
            .Where(member => member is not ConstructorInfo and not MethodInfo { IsSpecialName: true })
            .Select(member => member.Name)
            .Where(name => name != LayersProperty.Name && !name.Contains('.', StringComparison.Ordinal) && !name.Contains('<', StringComparison.Ordinal));
        Assert.Empty(written.Except(EmittedMembers.Names));
    }

    [Fact]
    public void Networks_of_one_name_live_in_different_namespaces_and_classes()
    {
        const string Layers = "{ static LayerStack Layers => [Input(3), Dense(2), MeanSquaredError]; }";
        Compilation complete = Generation.Complete(InMemory.Compile($$"""
            {{Source.Usings}}
            namespace One { [Network] public partial class Net {{Layers}} public static partial class Outer { [Network] internal partial class Net {{Layers}} } }
            namespace Two.Deep { [Network] partial class Net {{Layers}} partial struct Outer { [Network] private partial class net {{Layers}} } }
            """));
        Assert.Empty(complete.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    private static Type[] Types(string layers, string attribute)
    {
        Compilation complete = Generation.Complete(InMemory.Compile(Source.Network(layers, attribute: attribute)));
        using var assembly = new MemoryStream();
        Assert.True(complete.Emit(assembly).Success);
        assembly.Position = 0;
        return new AssemblyLoadContext("generated").LoadFromStream(assembly).GetTypes();
    }
}
