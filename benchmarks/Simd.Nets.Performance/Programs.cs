using System.Diagnostics;
using System.Text.Json;

namespace Simd.Nets.Performance;

/// <summary>A row as both programs print it.</summary>
/// <param name="Key"><c>workload/bBATCH/phase</c>.</param>
/// <param name="Batch">Samples.</param>
/// <param name="Microseconds">The median of a call.</param>
/// <param name="Share">Of the multiply-add ceiling; NaN where it is not known.</param>
internal readonly record struct Row(string Key, int Batch, double Microseconds, double Share);

/// <summary>The programs that measure: ours and libtorch's, each a process of its own.</summary>
/// <param name="root">The repository.</param>
/// <param name="seconds">For the samples of a row.</param>
internal sealed class Programs(string root, string seconds)
{
    private static readonly string Benchmarks = Path.Combine(AppContext.BaseDirectory, "Simd.Nets.Benchmarks.dll");

    /// <summary>The folder that holds the solution.</summary>
    public static string Root()
    {
        for (DirectoryInfo? folder = new(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Simd.Nets.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("run this inside the repository: no folder above the current one holds Simd.Nets.sln.");
    }

    /// <summary>Our rows.</summary>
    /// <param name="is512">Whether 512 bits may be used.</param>
    /// <param name="options">Of the command <c>ladder</c>.</param>
    public IEnumerable<Row> Ours(bool is512, params string[] options) =>
        Rows("dotnet", [Benchmarks, "ladder", "--seconds", seconds, .. options], is512);

    /// <summary>libtorch's rows.</summary>
    public IEnumerable<Row> Theirs(params string[] options) =>
        Rows(Path.Combine(root, "benchmarks", "peers", "run"), ["ladder", "--seconds", seconds, .. options], is512: true);

    /// <summary>Milliseconds until a fresh process of ours has done a training step, and what it says afterwards.</summary>
    public (double Milliseconds, string[] Lines) OurFirst(string row) => First("dotnet", [Benchmarks, "first", "--threads", "1", "--only", row]);

    /// <summary>Milliseconds until a fresh process of libtorch has done a training step.</summary>
    public double TheirFirst(string row) =>
        First(Path.Combine(root, "benchmarks", "peers", "run"), ["first", "--threads", "1", "--only", row]).Milliseconds;

    /// <summary>What one of our commands prints.</summary>
    public string Text(string command)
    {
        Console.Error.WriteLine(command);
        return Output("dotnet", [Benchmarks, command], is512: true).TrimEnd();
    }

    private IEnumerable<Row> Rows(string program, string[] arguments, bool is512)
    {
        Console.Error.WriteLine($"{Path.GetFileName(program)} {string.Join(' ', arguments.Select(Path.GetFileName))}{(is512 ? "" : " (256 bits)")}");
        foreach (string line in Output(program, arguments, is512).Split('\n').Where(line => line.StartsWith('{')))
        {
            using var row = JsonDocument.Parse(line);
            JsonElement values = row.RootElement;
            int batch = values.GetProperty("batch").GetInt32();
            yield return new(
                $"{values.GetProperty("workload").GetString()}/b{batch}/{values.GetProperty("phase").GetString()}",
                batch,
                values.GetProperty("median_ns").GetDouble() / 1e3,
                values.TryGetProperty("peak_fraction", out JsonElement share) ? share.GetDouble() : double.NaN);
        }
    }

    private static (double Milliseconds, string[] Lines) First(string program, string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string? first = process.StandardOutput.ReadLine();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        string[] rest = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return first == "first" && process.ExitCode == 0
            ? (milliseconds, rest)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}");
    }

    private static string Output(string program, string[] arguments, bool is512)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        if (!is512)
        {
            start.Environment["DOTNET_EnableAVX512"] = "0";
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}");
    }
}
