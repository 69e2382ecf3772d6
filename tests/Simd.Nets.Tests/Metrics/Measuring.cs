namespace Simd.Nets.Tests.Metrics;

/// <summary>Metrics of samples, and of nothing that they held before.</summary>
internal static class Measuring
{
    public static TMetric Measured<TMetric>(TMetric metric, float[] outputs, int[] labels)
        where TMetric : Metric => Measured(metric, [.. outputs.Select(value => (double)value)], labels);

    public static TMetric Measured<TMetric>(TMetric metric, double[] outputs, int[] labels)
        where TMetric : Metric
    {
        metric.Reset();
        metric.Add(outputs, labels.Length, new Targets<double> { Labels = labels });
        return metric;
    }

    public static TMetric Measured<TMetric>(TMetric metric, float[] outputs, float[] targets, int batch)
        where TMetric : Metric
    {
        metric.Reset();
        metric.Add(outputs, batch, new Targets<float> { Values = targets });
        return metric;
    }

    public static Metric Measured(Metric metric, double[] outputs, double[] targets, int batch)
    {
        metric.Reset();
        metric.Add(outputs, batch, new Targets<double> { Values = targets });
        return metric;
    }
}
