using System.Reflection;
using System.Text.RegularExpressions;
using Simd.Nets.CompilerServices;
using Simd.Nets.Probe;

namespace Simd.Nets.Gradients.Tests;

/// <summary>
/// Whether the JIT optimised what it compiled. A method beyond its limits (60,000 bytes of IL, 2,000 locals, and so on) is compiled without
/// optimisation, in silence; the summary of what was compiled tells.
/// </summary>
public partial class JitTests
{
    // The JIT inlines whatever has no more IL: kernels that do nothing but call the runtime's loop.
    private const int AlwaysInlined = 16;

    private const string FullyOptimised = "FullOpts";

    public static TheoryData<SimdPath> Paths => [.. Enum.GetValues<SimdPath>().Where(path => path <= SimdPath.Active)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_kernel_and_the_optimizer_are_compiled_with_full_optimisation(SimdPath path)
    {
        IReadOnlyDictionary<string, string> tiers = Compiled(path);

        Assert.NotEmpty(Kernels(path));
        Assert.All(Kernels(path), kernel => Assert.True(tiers.ContainsKey(kernel), $"{kernel} was never compiled"));
        Assert.Contains(tiers.Keys, IsUpdate);
        Assert.Contains(tiers.Keys, LibraryKernels.Contains);
        Assert.All(tiers, method => Assert.True(method.Value == FullyOptimised, $"{method.Key} was compiled as {method.Value}"));
    }

    [Fact]
    public void A_JIT_that_does_not_optimise_is_noticed()
    {
        var settings = new Dictionary<string, string> { ["DOTNET_JITMinOpts"] = "1" };

        Assert.Contains(Compiled(SimdPath.Active, settings), method => method.Value != FullyOptimised);
    }

    // Kernels of the probe's own networks, named as the JIT names them.
    private static IReadOnlyList<string> Kernels(SimdPath path) =>
    [
        .. typeof(ClassicFloat).Assembly.GetTypes()
            .Where(type => type.Name == $"{path}Kernels")
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Where(method => method.GetMethodBody()!.GetILAsByteArray()!.Length > AlwaysInlined)
            .Select(method => $"{method.DeclaringType!.FullName}:{method.Name}"),
    ];

    // What generated kernels call of the library.
    private static IReadOnlySet<string> LibraryKernels { get; } = typeof(Losses).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(Losses).Namespace)
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
        .Where(method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization))
        .Select(method => $"{method.DeclaringType!.FullName}:{method.Name}")
        .ToHashSet();

    // Method name to tier, of kernels, passes, and the runtime's loops over vectors.
    private static Dictionary<string, string> Compiled(SimdPath path, IReadOnlyDictionary<string, string>? more = null)
    {
        string summary = Path.GetTempFileName();
        try
        {
            var settings = new Dictionary<string, string>(ProbeProcess.SettingsFor(path))
            {
                ["DOTNET_JitStdOutFile"] = summary,
                ["DOTNET_JitDisasmSummary"] = "1",

                // No method is compiled again in the background: at a process's end the runtime closes the summary while that thread may
                // still write to it, and crashes (2 of 500 runs). What must be optimised at once is so at its first call.
                ["DOTNET_TC_CallCounting"] = "0",
            };
            foreach ((string name, string value) in more ?? settings)
            {
                settings[name] = value;
            }

            ProbeResult result = ProbeProcess.Run(settings, "kernels", "--expect", path.ToString());
            Assert.True(result.Held, result.ToString());
            return Line().Matches(File.ReadAllText(summary))
                .Where(match => Performs(match.Groups["method"].Value))
                .GroupBy(match => match.Groups["method"].Value, match => match.Groups["tier"].Value)
                .ToDictionary(method => method.Key, method => string.Join(" and ", method.Distinct()));
        }
        finally
        {
            File.Delete(summary);
        }
    }

    private static bool Performs(string method) =>
        KernelMethod().IsMatch(method)
        || IsUpdate(method)
        || LibraryKernels.Contains(method);

    private static bool IsUpdate(string method) =>
        method.StartsWith("Simd.Nets.FlatSweep", StringComparison.Ordinal) && method.EndsWith(":Loop", StringComparison.Ordinal);

    // "   4: JIT compiled Simd.Nets.Probe.ClassicFloat+Vector512Kernels:Dense0(byref,...) [FullOpts, IL size=812, code size=1409]"
    [GeneratedRegex(
        @"JIT compiled (?<method>[^\s\[(]+(\[[^\n]*?\]:\w+)?)[^\n]*? \[(?<tier>[^,\]\n]+)[^\]\n]*\]\s*$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"\+(Vector512|Vector256|Vector128|Scalar)Kernels:")]
    private static partial Regex KernelMethod();
}
