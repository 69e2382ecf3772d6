using Simd.Nets.Monitoring.Tests.Networks;
using Xunit.Abstractions;

namespace Simd.Nets.Monitoring.Tests;

/// <summary>What watching costs of the processor's time, which others on the machine disturb least; behind SIMDNETS_SLOW=1.</summary>
public class CostTests(ITestOutputHelper output)
{
    private const int Rounds = 100;

    [Theory]
    [InlineData(32)]
    [InlineData(128)]
    public void Watching_costs_less_than_three_percent_of_the_classic_network(int batch) =>
        Compare(() => new Classic(seed: 1), Samples.Inputs(batch * 784), Samples.Labels(batch, 10), 20_000 / batch);

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    public void Watching_costs_less_than_three_percent_of_a_small_network(int batch) =>
        Compare(() => new Watched(seed: 1), Samples.Inputs((batch + 1) * 7), Samples.Labels(batch + 1, 3), 2_500);

    // Rounds by turns, each of the same steps without and with a monitor; the median of their ratios.
    private void Compare<TNetwork>(Func<TNetwork> create, float[] inputs, int[] labels, int steps)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        if (Environment.GetEnvironmentVariable("SIMDNETS_SLOW") != "1")
        {
            return;
        }

        var plain = new Trainer<TNetwork>(create(), new Adam(1e-5));
        long sampled = 0;
        var monitor = new TrainingMonitor();
        monitor.Observed += _ => sampled++;
        var watched = new Trainer<TNetwork>(create(), new Adam(1e-5)) { Monitor = monitor };
        Time(plain);
        Time(watched);
        Time(plain);
        Time(watched);
        sampled = 0;
        var ratios = new double[Rounds];
        double seconds = 0;
        for (int round = 0; round < Rounds; round++)
        {
            double without = Time(plain);
            ratios[round] = Time(watched) / without;
            seconds += without;
        }

        double ratio = ratios.Order().ElementAt(Rounds / 2);
        double every = Rounds * steps / Math.Max(1.0, sampled);
        output.WriteLine(FormattableString.Invariant(
            $"{seconds / Rounds / steps * 1e6:0.0} µs a step; watched {ratio:0.000} times that, one step in {every:0}"));
        Assert.InRange(ratio, 0, 1.03);

        double Time(Trainer<TNetwork> trainer)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            for (int step = 0; step < steps; step++)
            {
                trainer.Step(inputs, labels);
            }

            return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        }
    }
}
