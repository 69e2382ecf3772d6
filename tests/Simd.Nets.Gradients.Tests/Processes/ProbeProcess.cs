using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Simd.Nets.Gradients.Tests;

/// <summary>What a child process left behind.</summary>
internal sealed record ProbeResult(int ExitCode, string Output, string Error)
{
    public bool Held => ExitCode == 0;

    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}";
}

/// <summary>Starts <c>Simd.Nets.Probe</c> with instruction sets switched off as asked.</summary>
internal static class ProbeProcess
{
    private static readonly string Host = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static readonly string Probe = Path.Combine(AppContext.BaseDirectory, "Simd.Nets.Probe.dll");

    /// <summary>The settings that leave a path as the widest.</summary>
    public static IReadOnlyDictionary<string, string> SettingsFor(SimdPath path) => path switch
    {
        SimdPath.Vector256 => new Dictionary<string, string> { ["DOTNET_EnableAVX512"] = "0" },
        SimdPath.Vector128 => new Dictionary<string, string> { ["DOTNET_EnableAVX2"] = "0" },
        SimdPath.Scalar => new Dictionary<string, string> { ["DOTNET_EnableHWIntrinsic"] = "0" },
        _ => new Dictionary<string, string>(),
    };

    /// <summary>Runs a command on a path, which the child first proves to be in use.</summary>
    public static ProbeResult Run(SimdPath path, params string[] arguments) =>
        Run(SettingsFor(path), [.. arguments, "--expect", path.ToString()]);

    /// <summary>Runs a command with settings of the runtime.</summary>
    public static ProbeResult Run(IReadOnlyDictionary<string, string> settings, params string[] arguments) =>
        Run(settings, Host, [Probe, .. arguments]);

    /// <summary>Runs a program with settings of the runtime, and no others.</summary>
    public static ProbeResult Run(IReadOnlyDictionary<string, string> settings, string program, IEnumerable<string> arguments)
    {
        using Process process = Start(settings, program, arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    /// <summary>Starts a command that is to be ended by the caller.</summary>
    public static Process Start(IReadOnlyDictionary<string, string> settings, params string[] arguments) =>
        Start(settings, Host, [Probe, .. arguments]);

    private static Process Start(IReadOnlyDictionary<string, string> settings, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string inherited in start.Environment.Keys.Where(key => key.StartsWith("DOTNET_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        // A child that faults on purpose should leave no core file behind.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
