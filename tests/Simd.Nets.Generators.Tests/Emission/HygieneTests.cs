using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace Simd.Nets.Generators.Tests.Emission;

/// <summary>Generated code means what it says, whatever the user calls his own types.</summary>
public class HygieneTests
{
    private const string Network =
        """
        [global::Simd.Nets.Network] partial class Net
        {
            static global::Simd.Nets.LayerStack Layers =>
            [
                global::Simd.Nets.Layers.Input(5),
                global::Simd.Nets.Layers.Dense(20, init: global::Simd.Nets.Init.PyTorch),
                global::Simd.Nets.Layers.Relu,
                global::Simd.Nets.Layers.Tanh,
                global::Simd.Nets.Layers.Dense(3),
                global::Simd.Nets.Layers.LOSS
            ];
            MEMBERS
        }
        """;

    // Every type that generated code speaks of, and the namespaces they come from.
    private static readonly string[] Plain =
    [
        "System", "Simd", "Nets", "CodeDom", "CompilerServices", "InteropServices", "Intrinsics", "Unsafe", "Math", "MemoryMarshal",
        "MethodImpl", "MethodImplAttribute", "MethodImplOptions", "GeneratedCode", "GeneratedCodeAttribute", "ArgumentException",
        "ArgumentNullException", "InvalidOperationException", "Vector", "Vector128", "Vector256", "Vector512", "Losses", "PassFrame",
        "Fused",
        "DenseRows", "Transposition", "SimdTarget", "Float512", "Float256", "Float128", "Float1", "VarianceScaling", "Fan",
        "Distribution", "Init",
        "LayerStack", "NetworkSchema", "TensorTable", "TensorEntry", "TensorKind", "TargetKind", "Single", "Int32", "IntPtr", "Object",
    ];

    private static readonly string[] Generic =
        ["Span", "ReadOnlySpan", "Vector128", "Vector256", "Vector512", "NetworkMemory", "NetworkTensors", "Targets"];

    private static string Types => string.Join("\n", [
        .. Plain.Select(name => $"public static class {name};"),
        .. Generic.Select(name => $"public static class {name}<T>;"),
        "public interface INetwork<TSelf, T>;",
        "public static class NetworkRuntime<TNetwork, T>;",
    ]);

    // Reserved in the class itself, and free around it.
    private static string Outside => Types
        + "\npublic interface IKernels; public static class Compiled; public static class At; public static class Vector512Kernels;";

    private static string Bare => Network.Replace("MEMBERS", "", StringComparison.Ordinal);

    public static TheoryData<string, string> Surroundings => new()
    {
        { "in its namespace", $"namespace MyApp {{ {Outside} {Bare} }}" },
        { "in a namespace around it", $"namespace MyApp {{ {Outside} namespace Deep {{ {Bare} }} }}" },
        { "in the class around it", $"static partial class Outer {{ {Outside} {Bare} }}" },
        { "in the class itself", $"namespace MyApp {{ {Network.Replace("MEMBERS", Types, StringComparison.Ordinal)} }}" },
        { "as namespaces", $"namespace MyApp.System {{ }} namespace MyApp.Simd.Nets {{ }} namespace MyApp {{ {Bare} }}" },
    };

    [Theory]
    [MemberData(nameof(Surroundings))]
    public void Types_of_the_names_that_generated_code_uses_do_not_change_its_meaning(string where, string source)
    {
        foreach (string loss in new[] { "SoftmaxCrossEntropy", "MeanSquaredError" })
        {
            Compilation complete = Generation.Complete(InMemory.Compile(source.Replace("LOSS", loss, StringComparison.Ordinal)));
            using var assembly = new MemoryStream();
            EmitResult result = complete.Emit(assembly);
            Assert.True(result.Success, $"{where}:\n{string.Join("\n", result.Diagnostics.Take(10))}");
            Assert.True(complete.SyntaxTrees.Count() > 6, "the network was not generated");
        }
    }
}
