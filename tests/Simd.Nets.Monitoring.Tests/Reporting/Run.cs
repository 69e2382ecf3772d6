using Simd.Nets.Reporting;

namespace Simd.Nets.Monitoring.Tests;

/// <summary>A short training on three classes that a network can tell apart, and what the report says of it.</summary>
internal static class Run
{
    private const int Count = 240;

    public static DataSet Data { get; } = Make();

    public static TrainingReport Of<TNetwork>(TNetwork network, Optimizer optimizer, GradientClip? clip = null, int epochs = 8)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        var trainer = new Trainer<TNetwork>(network, optimizer) { Clip = clip, Monitor = new TrainingMonitor { Every = 2 } };
        TrainingReport report = TrainingReport.Watch(trainer, Data);
        foreach (EpochReport epoch in trainer.Fit(Data, batch: 24, epochs: epochs, validation: Data))
        {
            report.Add(epoch);
        }

        return report;
    }

    private static DataSet Make()
    {
        float[] inputs = Samples.Inputs(Count * 8);
        int[] labels = [.. Enumerable.Range(0, Count).Select(i => inputs[i * 8] < -0.6 ? 0 : inputs[i * 8] < 0.6 ? 1 : 2)];
        return DataSet.FromArrays(inputs, 8, labels);
    }
}
