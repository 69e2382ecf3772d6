using Simd.Nets.Reporting;

namespace Simd.Nets.Performance;

/// <summary>Samples a second over the batch size, of one network.</summary>
internal sealed record Sweep(string Workload, IReadOnlyList<PlotLine> Lines)
{
    public string File => $"{Workload}.svg";

    public static Sweep Measure(Programs programs, string workload, int[] batches)
    {
        string[] options = ["--only", workload, "--batches", string.Join(',', batches)];
        Row[] ours = [.. programs.Ours(is512: true, options)];
        Row[] theirs = [.. programs.Theirs([.. options, "--threads", "1"])];
        return new(
            workload,
            [
                Line("Simd.Nets, training", ours, "train"), Line("libtorch, training", theirs, "train"),
                Line("Simd.Nets, forward", ours, "forward"), Line("libtorch, forward", theirs, "forward"),
            ]);
    }

    public Picture Draw() => Plot.Lines(
        $"{Workload}, one thread", new PlotAxis("batch", IsLogarithmic: true), new PlotAxis("samples a second", IsLogarithmic: true), Lines);

    private static PlotLine Line(string name, Row[] rows, string phase) =>
        new(name, [.. rows.Where(row => row.Key.EndsWith(phase, StringComparison.Ordinal)).Select(row => ((double)row.Batch, row.Batch / row.Microseconds * 1e6))]);
}
