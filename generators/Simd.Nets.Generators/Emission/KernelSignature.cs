using System.Linq;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>The head of a kernel's method.</summary>
internal static class KernelSignature
{
    public static string Of(Kernel kernel, string element)
    {
        string parameters = string.Join(", ", kernel.Parameters.Select(parameter => $"{Type(parameter.Type, element)} {parameter.Name}"));
        return $"{(kernel.HasResult ? "double" : "void")} {kernel.Name}({parameters})";
    }

    private static string Type(ParameterType type, string element) => type switch
    {
        ParameterType.Reference => $"ref {element}",
        ParameterType.LabelReference => "ref int",
        ParameterType.Count => "int",
        ParameterType.Length => "nint",
        ParameterType.Counter => "ulong",
        ParameterType.Flag => "bool",
        ParameterType.Convolution => $"{Names.Kernels}ConvolutionShape",
        ParameterType.Share => $"{Names.Kernels}WorkShare",
        _ => element,
    };
}
