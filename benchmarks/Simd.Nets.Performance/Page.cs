using System.Runtime.InteropServices;
using System.Text;
using Simd.Nets.Benchmarks;

namespace Simd.Nets.Performance;

/// <summary>The text of docs/performance.md.</summary>
/// <param name="one">The ladder on one thread.</param>
/// <param name="two">The ladder on two.</param>
/// <param name="narrow">Rounds at 512 bits over those at 256.</param>
/// <param name="first">The table of first steps.</param>
/// <param name="account">What <c>bench account</c> printed.</param>
/// <param name="fixedCost">What <c>bench fixed</c> printed.</param>
/// <param name="generation">What <c>bench generate</c> printed.</param>
/// <param name="sweeps">Drawn beside it.</param>
/// <param name="rounds">Of the comparisons.</param>
internal sealed class Page(
    Comparison one,
    Comparison two,
    IReadOnlyDictionary<string, double> narrow,
    string first,
    string account,
    string fixedCost,
    string generation,
    IReadOnlyList<Sweep> sweeps,
    int rounds)
{
    public override string ToString() => $"""
        # Performance

        Written by `dotnet run -c Release --project benchmarks/Simd.Nets.Performance`, which measures all of this again on the machine it runs
        on (a quarter of an hour, on a quiet one; Linux x64, and for libtorch `g++` and `python3`). {DateTime.UtcNow:yyyy-MM-dd}, {Machine()}.

        ## Against libtorch, one thread

        libtorch 2.10 (CPU) through TorchSharp 0.107, subnormals flushed, its memory kept from step to step. Both take turns, each a process of
        its own; a sample is a run of calls, a time the median of 15 samples, the ratio libtorch's time over ours in the same round: the median
        of {rounds} rounds, and the spread. A training step is gradients, loss and optimizer (Adam; SGD with momentum for the last two
        networks). `ceiling` is the share of what a loop of multiply-adds in registers reaches at the same width, measured just before the row;
        of a training step the optimizer's arithmetic is not counted, and a Winograd convolution counts as the direct one it replaces, so it may pass 100 %.

        {Table(one)}

        Geometric mean: training {one.GeometricMean("train"):F2}, forward {one.GeometricMean("forward"):F2}.

        {string.Join("\n", sweeps.Select(sweep => $"![{sweep.Workload}: samples a second over the batch](performance/{sweep.File})"))}

        ## Two threads

        libtorch with two threads, ours with as many as it takes of two; `gain` is our one-thread time over this time. The weights are the same
        bits on any number of threads (`bench bits`). Batches of one block of images, and small batches of large matrices, are shared call by
        call. Steps below some 100 µs stay on one thread by themselves, and so do those that trials
        show to be faster so. `line` is what a cache line takes from core to core and back
        before the row: cores that share a cache are near, and what threads gain depends on it (the host of a virtual machine moves its cores).

        {TwoTable()}

        ## 256 bits

        Time with AVX-512 over time without (`DOTNET_EnableAVX512=0`), by turns: 1 is as fast.

        {NarrowTable()}

        ## The first step

        From the start of a fresh process to the end of its first training step, seen from outside, by turns; each draws one batch
        first. `half a second later` is the median step from then on over the median step behind two seconds: 1 is the full speed.

        {first}

        ## Where the time goes

        ```
        {account}
        ```

        What is left of the smallest step when passes and update do nothing:

        ```
        {fixedCost}
        ```

        ## Compile time

        The generator's own time, from cold (a fresh process, the generator compiled as well) and after an edit of the declaration; what it wrote, and
        how large the assembly is that it makes.

        ```
        {generation}
        ```

        Commands for each of these alone: [benchmarks](../benchmarks/README.md).

        """;

    private static string Table(Comparison comparison)
    {
        var table = new StringBuilder("| row | ours, µs | libtorch, µs | ratio | spread | ceiling |\n|---|---|---|---|---|---|\n");
        foreach (Pair row in comparison.Rows)
        {
            double[] ratios = row.Ratios;
            table.Append(FormattableString.Invariant(
                $"| {row.Key} | {Time(row.Ours)} | {Time(row.Theirs)} | **{row.Ratio:F2}** | {ratios[0]:F2}–{ratios[^1]:F2} | {Median.Of(row.Shares):P0} |\n"));
        }

        return table.ToString().TrimEnd();
    }

    private string TwoTable()
    {
        var alone = one.Rows.ToDictionary(row => row.Key, row => Median.Of(row.Ours));
        var table = new StringBuilder("| row | ours, µs | libtorch, µs | ratio | gain | line, ns |\n|---|---|---|---|---|---|\n");
        foreach (Pair row in two.Rows)
        {
            double gain = alone[row.Key] / Median.Of(row.Ours);
            table.Append(FormattableString.Invariant(
                $"| {row.Key} | {Time(row.Ours)} | {Time(row.Theirs)} | **{row.Ratio:F2}** | {gain:F2} | {Median.Of(row.Distances):F0} |\n"));
        }

        return table.ToString().TrimEnd();
    }

    private string NarrowTable()
    {
        var table = new StringBuilder("| row | ratio |\n|---|---|\n");
        foreach ((string key, double ratio) in narrow)
        {
            table.Append(FormattableString.Invariant($"| {key} | {ratio:F2} |\n"));
        }

        return table.ToString().TrimEnd();
    }

    private static string Time(IEnumerable<double> microseconds) => Median.Of(microseconds) switch
    {
        < 10 and double time => $"{time:F2}",
        < 1000 and double time => $"{time:F1}",
        double time => $"{time:N0}",
    };

    private static string Machine()
    {
        string model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "?"
            : RuntimeInformation.ProcessArchitecture.ToString();
        return $"{Environment.ProcessorCount} cores of an {model}, widest vectors {SimdPath.Active}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
    }
}
