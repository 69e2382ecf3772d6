using System.Diagnostics;

namespace Simd.Nets.Benchmarks;

/// <summary>
/// The start of a fresh process: says <c>first</c> once a step of training is done, for whoever started the process to look at a clock.
/// Then trains on, and says how long a step takes behind half a second and behind two.
/// </summary>
internal static class FirstStep
{
    private const double Half = 0.5;
    private const double Steady = 2;
    private const double Sample = 0.2;
    private const double Shortest = 0.1e-6;

    /// <exception cref="ArgumentException">No row has the name that is asked for.</exception>
    public static void Print(LadderOptions options)
    {
        (Workload? workload, int batch) = Workload.Rows(options).FirstOrDefault(row => row.Workload.RowOf(row.Batch) == options.Only);
        Exercise exercise = workload?.Prepare(batch, options.Threads, mostBatches: 1)
            ?? throw new ArgumentException($"--only has to name a row, as mlp-784-128-64-10/b128; '{options.Only}' is none");
        exercise.Train();
        Console.WriteLine("first");
        var clock = Stopwatch.StartNew();
        Console.WriteLine($"half {Nanoseconds(Half):F0}");
        Console.WriteLine($"steady {Nanoseconds(Steady):F0}");

        // The median, from a time on and for the time of a sample, at least five steps.
        double Nanoseconds(double from)
        {
            while (clock.Elapsed.TotalSeconds < from)
            {
                exercise.Train();
            }

            // Room for the shortest steps there are: while a list grows, steps of a microsecond take a fifth longer.
            var steps = new List<long>((int)(Sample / Shortest));
            while (steps.Count < 5 || clock.Elapsed.TotalSeconds < from + Sample)
            {
                long start = Stopwatch.GetTimestamp();
                exercise.Train();
                steps.Add(Stopwatch.GetTimestamp() - start);
            }

            steps.Sort();
            return steps[steps.Count / 2] * 1e9 / Stopwatch.Frequency;
        }
    }
}
