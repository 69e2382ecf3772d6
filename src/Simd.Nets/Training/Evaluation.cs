using System.Numerics;

namespace Simd.Nets;

/// <summary>A network on a source of samples: its loss, its accuracy and what metrics say; and the memory for it.</summary>
internal sealed class Evaluation<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ChunkSamples = 512;
    private const int ChunkElements = 1 << 22;

    private readonly NetworkRuntime<TNetwork, T> runtime;
    private readonly SampleSource data;
    private readonly Metric[] metrics;
    private readonly Accuracy? accuracy;
    private readonly Minibatch<T> minibatch;
    private readonly T[] outputs;
    private readonly int[] samples;

    /// <summary>Makes sure that the samples fit the network, and the metrics both.</summary>
    public Evaluation(NetworkRuntime<TNetwork, T> runtime, SampleSource data, ReadOnlySpan<Metric> metrics, string parameter)
    {
        NetworkSchema schema = runtime.Schema;
        DataSetChecks.RequireFor(schema, data, parameter);
        foreach (Metric metric in metrics)
        {
            ArgumentNullException.ThrowIfNull(metric, nameof(metrics));
            metric.RequireFor(schema.OutputSize, schema.Targets, nameof(metrics));
        }

        this.runtime = runtime;
        this.data = data;
        this.metrics = metrics.ToArray().Distinct().ToArray();
        accuracy = schema.Targets == TargetKind.Labels ? new Accuracy() : null;
        int chunk = Math.Clamp(ChunkElements / Math.Max(schema.InputSize, schema.OutputSize), 1, ChunkSamples);
        chunk = (int)Math.Min(chunk, data.KnownCount ?? chunk);
        minibatch = new Minibatch<T>(data, chunk);
        outputs = new T[chunk * schema.OutputSize];
        samples = new int[chunk];
    }

    /// <summary>Runs through all samples.</summary>
    public EvaluationReport Run()
    {
        accuracy?.Reset();
        foreach (Metric metric in metrics)
        {
            metric.Reset();
        }

        LossSum loss = default;
        long count = 0;
        foreach (DataSet block in data.Blocks())
        {
            if (block != data)
            {
                DataSetChecks.RequireFor(runtime.Schema, block, nameof(data));
            }

            loss += Run(block);
            count += block.Count;
        }

        return new(loss.Mean, accuracy?.Value ?? double.NaN, count)
        {
            Metrics = metrics.Length == 0 ? [] : [.. metrics.Select(metric => new MetricValue(metric.Name, metric.Value))],
        };
    }

    private LossSum Run(DataSet block)
    {
        LossSum loss = default;
        for (int start = 0; start < block.Count; start += samples.Length)
        {
            Span<int> chunk = samples.AsSpan(0, Math.Min(samples.Length, block.Count - start));
            for (int i = 0; i < chunk.Length; i++)
            {
                chunk[i] = start + i;
            }

            minibatch.Gather(block, chunk);
            Span<T> written = outputs.AsSpan(0, chunk.Length * runtime.Schema.OutputSize);
            loss += runtime.Evaluate(minibatch.Inputs, minibatch.Targets, written);
            accuracy?.Add<T>(written, chunk.Length, minibatch.Targets);
            foreach (Metric metric in metrics)
            {
                metric.Add<T>(written, chunk.Length, minibatch.Targets);
            }
        }

        return loss;
    }
}
