using System.Linq;

namespace Simd.Nets.Generators.Emission;

/// <summary>One of the passes that <c>INetwork</c> asks for, and that is written once for all kernels.</summary>
internal sealed record PassSignature(string Network, string Result, string Name, params string[] Parameters)
{
    /// <summary>The passes of a network.</summary>
    public static PassSignature[] All(string name, string element)
    {
        string network = $"{Names.Nets}INetwork<{name}, {element}>";
        string memory = $"in {Names.Nets}NetworkMemory<{element}> memory";
        string inputs = $"{Names.ReadOnlySpan}<{element}> inputs";
        string targets = $"{Names.Nets}Targets<{element}> targets";
        string outputs = $"{Names.Span}<{element}> outputs";
        string outputGradients = $"{Names.ReadOnlySpan}<{element}> outputGradients";
        string inputGradients = $"{Names.Span}<{element}> inputGradients";
        return
        [
            new(network, "void", "Infer", memory, inputs, "int batch", outputs),
            new(network, "void", "InferPart", memory, inputs, "int batch", outputs, $"in {Names.Kernels}PassPart part"),
            new(network, $"{Names.Nets}LossSum", "Evaluate", memory, inputs, "int batch", targets, outputs),
            new(network, "double", "Differentiate", memory, inputs, "int batch", targets),
            new(network, "double", "DifferentiatePart", memory, inputs, "int batch", targets, $"in {Names.Kernels}PassPart part"),
            new(network, "void", "Forward", memory, inputs, "int batch", outputs),
            new(network, "void", "Backward", memory, inputs, "int batch", outputGradients, inputGradients),
        ];
    }

    /// <summary>The head of the interface's member.</summary>
    public string Member => $"static {Result} {Network}.{Name}({List})";

    /// <summary>The head of the method that is generic in the kernels.</summary>
    public string OverKernels => $"private static {Result} {Name}<TKernels>({List})\n    where TKernels : struct, IKernels";

    /// <summary>What the member hands on.</summary>
    public string Arguments => string.Join(", ", Parameters.Select(parameter =>
        (parameter.StartsWith("in ", System.StringComparison.Ordinal) ? "in " : "") + parameter.Substring(parameter.LastIndexOf(' ') + 1)));

    private string List => "\n    " + string.Join(",\n    ", Parameters);
}
