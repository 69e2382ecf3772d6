using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simd.Nets.Peers;

/// <summary>Times the ladder in libtorch as <c>bench ladder</c> times it in Simd.Nets: 15 samples a row, a JSON line each.</summary>
internal static class Ladder
{
    private const int Samples = 15;

    private static readonly Workload[] All =
    [
        new("mlp-784-128-64-10", [784], 10, () => LadderModules.Mlp(() => ReLU(), 784, 128, 64, 10), 1, 32, 128, 512),
        new("mlp-4-32-16-4", [4], 4, () => LadderModules.Mlp(() => Tanh(), 4, 32, 16, 4), 1, 32, 10_000) { IsRegression = true },
        new("resmlp-64x16", [64], 10, LadderModules.ResMlp, 64),
        new("wide-1024x3", [1024], 10, () => LadderModules.Mlp(() => ReLU(), 1024, 1024, 1024, 1024, 10), 32, 256),
        new("lenet5", [1, 28, 28], 10, LadderModules.LeNet5, 32, 128),
        new("resnet20", [3, 32, 32], 10, LadderModules.ResNet20, 32) { Descends = true },
        new("densenet22-k12", [3, 32, 32], 10, LadderModules.DenseNet22, 16) { Descends = true },
    ];

    /// <summary>Prints the rows.</summary>
    /// <param name="threads">That libtorch was given.</param>
    /// <param name="only">What <c>workload/bBATCH</c> has to contain.</param>
    /// <param name="seconds">For the samples of a row.</param>
    /// <param name="batches">Other batch sizes than each network's own, if any.</param>
    public static void Print(int threads, string only, double seconds, int[] batches)
    {
        foreach (Workload workload in All)
        {
            foreach (int batch in batches.Length > 0 ? batches : workload.Batches)
            {
                if (workload.RowOf(batch).Contains(only, StringComparison.Ordinal))
                {
                    Print(workload, batch, threads, seconds);
                }
            }
        }
    }

    /// <summary>Says <c>first</c> once a training step is done of the row of this name, <c>workload/bBATCH</c>.</summary>
    public static void PrintFirst(string row)
    {
        (Workload workload, int batch) = All
            .SelectMany(each => each.Batches.Select(size => (Workload: each, Batch: size)))
            .Single(each => each.Workload.RowOf(each.Batch) == row);
        using var exercise = new Exercise(workload, batch, mostBatches: 1);
        exercise.Train();
        Console.WriteLine("first");
    }

    private static void Print(Workload workload, int batch, int threads, double seconds)
    {
        using var exercise = new Exercise(workload, batch, mostBatches: 16);
        Row("train", exercise.Train);
        exercise.Evaluate();
        Row("forward", exercise.Forward);

        void Row(string phase, Action action)
        {
            double[] times = Times(action, seconds);
            Console.WriteLine(FormattableString.Invariant(
                $$"""{"system":"libtorch","workload":"{{workload.Name}}","batch":{{batch}},"phase":"{{phase}}","threads":{{threads}},"median_ns":{{times[Samples / 2]:F0}},"min_ns":{{times[0]:F0}}}"""));
        }
    }

    /// <summary>Nanoseconds a call, in order, after a third of the time to warm up.</summary>
    private static double[] Times(Action action, double seconds)
    {
        var clock = Stopwatch.StartNew();
        int calls = 0;
        while (calls < 5 || clock.Elapsed.TotalSeconds < seconds / 3)
        {
            action();
            calls++;
        }

        int inner = Math.Max(1, (int)(seconds / Samples * calls / clock.Elapsed.TotalSeconds));
        var times = new double[Samples];
        for (int sample = 0; sample < Samples; sample++)
        {
            clock.Restart();
            for (int call = 0; call < inner; call++)
            {
                action();
            }

            times[sample] = clock.Elapsed.TotalNanoseconds / inner;
        }

        Array.Sort(times);
        return times;
    }
}
