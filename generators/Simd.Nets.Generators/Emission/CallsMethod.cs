using System.Linq;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>A method that makes a list of kernel calls.</summary>
internal static class CallsMethod
{
    /// <summary>
    /// Longer lists are cut into methods of their own. The JIT gives up optimising beyond 60,000 bytes of IL; a call takes some 120.
    /// </summary>
    private const int MostCalls = 48;

    /// <summary>How the method is called.</summary>
    public static string Call(string name) => $"{name}<TKernels>(ref frame);";

    /// <summary>The method, and behind it the numbered parts of a long list; each call perhaps a stage.</summary>
    public static string Write(string name, string summary, string element, OperandText text, EquatableArray<KernelCall> calls, bool areStages)
    {
        if (calls.Count <= MostCalls)
        {
            return Method(name, summary, element, text.Calls(calls, areStages));
        }

        EquatableArray<KernelCall>[] parts = Enumerable.Range(0, (calls.Count + MostCalls - 1) / MostCalls)
            .Select(part => new EquatableArray<KernelCall>(calls.Skip(part * MostCalls).Take(MostCalls)))
            .ToArray();
        string list = string.Join("\n", parts.Select((_, part) => Call($"{name}Part{part}")));
        return string.Join("\n\n", parts
            .Select((part, index) =>
                Method($"{name}Part{index}", $"Part {index + 1} of {parts.Length} of <c>{name}</c>.", element, text.Calls(part, areStages)))
            .Prepend(Method(name, summary, element, list)));
    }

    private static string Method(string name, string summary, string element, string body) => $$"""
        /// <summary>{{summary}}</summary>
        {{Names.Optimized}}
        private static void {{name}}<TKernels>(ref {{Names.PassFrame}}<{{element}}> frame)
            where TKernels : struct, IKernels
        {
            {{body.Replace("\n", "\n    ")}}
        }
        """;
}
