using Simd.Nets.Benchmarks;

namespace Simd.Nets.Performance;

/// <summary>Some rounds of a row, in which both took turns.</summary>
/// <param name="Key"><c>workload/bBATCH/phase</c>.</param>
internal sealed record Pair(string Key)
{
    public List<double> Ours { get; } = [];

    public List<double> Theirs { get; } = [];

    public List<double> Shares { get; } = [];

    /// <summary><see cref="CoreDistance"/> before each round.</summary>
    public List<double> Distances { get; } = [];

    /// <summary>libtorch's time over ours in each round, in order.</summary>
    public double[] Ratios => [.. Ours.Zip(Theirs, (ours, theirs) => theirs / ours).Order()];

    public double Ratio => Median.Of(Ratios);
}

/// <summary>The whole ladder on a number of threads.</summary>
internal sealed record Comparison(int Threads, IReadOnlyList<Pair> Rows)
{
    private static readonly string[] Workloads =
        ["mlp-784-128-64-10", "mlp-4-32-16-4", "lenet5", "resmlp-64x16", "wide-1024x3", "resnet20", "densenet22-k12"];

    public static Comparison Measure(Programs programs, int rounds, int threads)
    {
        var rows = new Dictionary<string, Pair>();
        for (int round = 0; round < rounds; round++)
        {
            foreach (string workload in Workloads)
            {
                string[] options = ["--threads", $"{threads}", "--only", workload];
                double distance = threads > 1 ? CoreDistance.Measure() : 0;
                foreach (Row row in programs.Ours(is512: true, options))
                {
                    Of(row.Key).Distances.Add(distance);
                    Of(row.Key).Ours.Add(row.Microseconds);
                    Of(row.Key).Shares.Add(row.Share);
                }

                foreach (Row row in programs.Theirs(options))
                {
                    Of(row.Key).Theirs.Add(row.Microseconds);
                }
            }
        }

        return new(threads, [.. rows.Values]);

        Pair Of(string key)
        {
            if (!rows.TryGetValue(key, out Pair? pair))
            {
                rows.Add(key, pair = new Pair(key));
            }

            return pair;
        }
    }

    /// <summary>For each row the time at 512 bits over that at 256, the median of rounds by turns.</summary>
    public static IReadOnlyDictionary<string, double> Narrow(Programs programs, int rounds)
    {
        var ratios = new Dictionary<string, List<double>>();
        for (int round = 0; round < rounds; round++)
        {
            foreach (string workload in Workloads)
            {
                var wide = programs.Ours(is512: true, "--only", workload).ToDictionary(row => row.Key, row => row.Microseconds);
                foreach (Row row in programs.Ours(is512: false, "--only", workload))
                {
                    ratios.TryAdd(row.Key, []);
                    ratios[row.Key].Add(wide[row.Key] / row.Microseconds);
                }
            }
        }

        return ratios.ToDictionary(row => row.Key, row => Median.Of(row.Value));
    }

    /// <summary>Of the ratios of a phase.</summary>
    public double GeometricMean(string phase) =>
        Math.Exp(Rows.Where(row => row.Key.EndsWith(phase, StringComparison.Ordinal)).Average(row => Math.Log(row.Ratio)));
}
