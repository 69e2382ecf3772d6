using System.Linq;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>A method that makes a list of kernel calls for the rows of a panel.</summary>
internal static class RowsMethod
{
    /// <summary>
    /// Longer lists are cut into methods of their own. The JIT gives up optimising beyond 60,000 bytes of IL; a call takes some 120.
    /// </summary>
    private const int MostCalls = 48;

    /// <summary>The method, and behind it the numbered parts of a long list.</summary>
    public static string Write(
        string name,
        string summary,
        string[] parameters,
        RowsText text,
        EquatableArray<KernelCall> calls,
        string before = "",
        string after = "")
    {
        if (calls.Count <= MostCalls)
        {
            return Method(name, summary, parameters, before, text.Calls(calls), after);
        }

        EquatableArray<KernelCall>[] parts = Enumerable.Range(0, (calls.Count + MostCalls - 1) / MostCalls)
            .Select(part => new EquatableArray<KernelCall>(calls.Skip(part * MostCalls).Take(MostCalls)))
            .ToArray();
        string arguments = string.Join(", ", parameters.Select(Argument));
        string list = string.Join("\n", parts.Select((_, part) => $"{name}{part}<TKernels>({arguments});"));
        return string.Join("\n\n", parts
            .Select((part, index) =>
                Method($"{name}{index}", $"Part {index + 1} of {parts.Length} of <c>{name}</c>.", parameters, text.Calls(part)))
            .Prepend(Method(name, summary, parameters, before, list, after)));
    }

    private static string Method(string name, string summary, string[] parameters, params string[] body) => $$"""
        /// <summary>{{summary}}</summary>
        {{Names.Optimized}}
        private static void {{name}}<TKernels>(
            {{string.Join(",\n    ", parameters)}})
            where TKernels : struct, IKernels
        {
            {{string.Join("\n", body.Where(lines => lines.Length > 0)).Replace("\n", "\n    ")}}
        }
        """;

    private static string Argument(string parameter) =>
        (parameter.StartsWith("ref ", System.StringComparison.Ordinal) ? "ref " : "") + parameter.Substring(parameter.LastIndexOf(' ') + 1);
}
