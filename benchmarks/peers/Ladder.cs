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
                if ($"{workload.Name}/b{batch}".Contains(only, StringComparison.Ordinal))
                {
                    Print(workload, batch, threads, seconds);
                }
            }
        }
    }

    private static void Print(Workload workload, int batch, int threads, double seconds)
    {
        torch.random.manual_seed(1);
        using Module<Tensor, Tensor> network = workload.Make();
        using optim.Optimizer optimizer = workload.Descends
            ? optim.SGD(network.parameters(), 0.1, momentum: 0.9, weight_decay: 1e-4)
            : optim.Adam(network.parameters(), lr: 1e-3);
        using var crossEntropy = CrossEntropyLoss();
        using var squares = MSELoss();
        int pool = Math.Clamp(40_000 / batch, 1, 16);
        Tensor[] inputs = [.. Enumerable.Range(0, pool).Select(_ => randn([batch, .. workload.Input]))];
        Tensor[] targets = [.. inputs.Select(_ => workload.IsRegression ? randn(batch, workload.Outputs) : randint(0, workload.Outputs, batch))];
        int next = 0;

        network.train();
        Row("train", () =>
        {
            using DisposeScope scope = NewDisposeScope();
            next = (next + 1) % pool;
            optimizer.zero_grad();
            Tensor outputs = network.forward(inputs[next]);
            Tensor loss = workload.IsRegression ? squares.forward(outputs, targets[next]) : crossEntropy.forward(outputs, targets[next]);
            loss.backward();
            optimizer.step();
        });
        network.eval();
        Row("forward", () =>
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable inference = no_grad();
            next = (next + 1) % pool;
            network.forward(inputs[next]);
        });

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

    private sealed record Workload(string Name, long[] Input, int Outputs, Func<Module<Tensor, Tensor>> Make, params int[] Batches)
    {
        /// <summary>Mean squared error instead of cross-entropy.</summary>
        public bool IsRegression { get; init; }

        /// <summary>SGD with momentum instead of Adam.</summary>
        public bool Descends { get; init; }
    }
}
