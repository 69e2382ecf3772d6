using System.Text.Json;

namespace Simd.Nets.Benchmarks;

/// <summary>
/// Times every row: 15 samples of training steps, then of inference. Prints one JSON object a row on standard output, and nothing else
/// there.
/// </summary>
internal static class Ladder
{
    public static void Print(LadderOptions options)
    {
        // As many as there are processors, or more, is what the machine would choose by itself.
        int threads = options.Threads < Environment.ProcessorCount ? options.Threads : 0;
        foreach ((Workload workload, int batch) in Workload.Rows(options))
        {
            Exercise exercise = workload.Prepare(batch, threads, options.Shards);
            Print(workload, batch, "train", workload.Schema.TrainingFlops, exercise.Train, options);
            Print(workload, batch, "forward", workload.Schema.ForwardFlops, exercise.Forward, options);
        }
    }

    private static void Print(Workload workload, int batch, string phase, long flops, Action action, LadderOptions options)
    {
        double ceiling = FmaCeiling.Measure();
        Timing timing = Timing.Of(action, options.Seconds);
        double gflops = flops * batch / timing.MedianNanoseconds;
        if (timing.BytesPerCall > 0)
        {
            Console.Error.WriteLine($"warning: {workload.RowOf(batch)}/{phase} allocates {timing.BytesPerCall:0.###} bytes a call");
        }

        var row = new LadderRow(
            System: "simd-nets",
            Workload: workload.Name,
            Batch: batch,
            Phase: phase,
            Threads: options.Threads,
            MedianNs: Math.Round(timing.MedianNanoseconds),
            MinNs: Math.Round(timing.MinNanoseconds),
            Gflops: Math.Round(gflops, 2),
            PeakFraction: Math.Round(gflops / ceiling, 4),
            BytesPerStep: timing.BytesPerCall,
            Path: SimdPath.Active.ToString());
        Console.WriteLine(JsonSerializer.Serialize(row, LadderJson.Default.LadderRow));
    }
}
