namespace Simd.Nets.Gradients.Tests;

/// <summary>
/// Starts <c>Simd.Nets.Probe</c> as an ARM64 program under an emulator of that machine. The variable <c>SIMDNETS_ARM64_PROBE</c> names the
/// program, published self-contained for <c>linux-arm64</c>; <c>.ci/run</c> publishes it and installs the emulator.
/// </summary>
internal static class Arm64Process
{
    private const string Emulator = "qemu-aarch64-static";

    private static readonly string[] Machine = ["-cpu", "max", "-L", "/usr/aarch64-linux-gnu"];

    // The emulator shares no pages between two mappings in the way that write-xor-execute needs, and reserves what the heap reserves; there
    // are no libraries of cultures for it.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_GCHeapHardLimit"] = "0x20000000",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
    };

    /// <summary>The program; null where none was published.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable("SIMDNETS_ARM64_PROBE");

    /// <summary>Runs a command.</summary>
    public static ProbeResult Run(params string[] arguments) => Run(new Dictionary<string, string>(), arguments);

    /// <summary>Runs a command with more settings of the runtime.</summary>
    public static ProbeResult Run(IReadOnlyDictionary<string, string> more, params string[] arguments) =>
        ProbeProcess.Run(
            Settings.Concat(more).ToDictionary(),
            Emulator,
            [.. Machine, Program!, .. arguments, "--expect", nameof(SimdPath.Vector128)]);
}

/// <summary>A fact about ARM64, skipped where no program for it was published.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class Arm64FactAttribute : FactAttribute
{
    public Arm64FactAttribute()
    {
        if (Arm64Process.Program is null)
        {
            Skip = "SIMDNETS_ARM64_PROBE names no program; .ci/run publishes one.";
        }
    }
}
