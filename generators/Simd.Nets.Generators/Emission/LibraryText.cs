using System.Linq;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>The one line of a kernel that is a function of the library.</summary>
internal static class LibraryText
{
    public static string Call(LibraryKernel kernel, TargetText text)
    {
        string types = kernel.IsWide ? $"<{text.Facade}, {text.Element}>" : "";
        string arguments = string.Join(", ", kernel.Arguments.Select(argument => Argument(argument, text)));
        return $"{(kernel.HasResult ? "return " : "")}{Names.Kernels}{kernel.Function}{types}({arguments});";
    }

    private static string Argument(LibraryArgument argument, TargetText text) => argument switch
    {
        { Parameter: { Type: ParameterType.Reference or ParameterType.LabelReference, Name: var name } } => $"ref {name}",
        { Parameter: { Name: var name } } => name,
        { Text: { } constant } => constant,
        { Number: { } number } => text.Literal(number),
        { IsClassWeights: true } => $"ref {Names.MemoryMarshal}.GetReference(ClassWeightTable)",
        _ => $"ref {Names.Unsafe}.NullRef<{text.Element}>()",
    };
}
