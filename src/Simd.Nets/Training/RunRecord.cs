using System.Numerics;

namespace Simd.Nets;

/// <summary>How far a run of <see cref="Trainer{TNetwork, T}.Fit"/> has come.</summary>
internal sealed class RunRecord<TNetwork, T>(NetworkRuntime<TNetwork, T> runtime)
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Of a report: loss, samples, ticks, whether it is the best so far; of its validation: whether there is one, loss, accuracy, samples.
    private const int FixedColumns = 8;

    private double[] rows = [];
    private string[] metrics = [];

    /// <summary>What decides the order of the samples.</summary>
    public RunOrder Order { get; set; }

    /// <summary>Batches done of the epoch that is being trained.</summary>
    public long Batches { get; set; }

    /// <summary>Samples in them.</summary>
    public long Samples { get; set; }

    /// <summary>Their loss.</summary>
    public WeightedMean Loss { get; set; }

    /// <summary>The time they took.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>The epochs done.</summary>
    public List<EpochReport> Reports { get; } = [];

    /// <summary>The best of them; null without early stopping.</summary>
    public BestEpoch<TNetwork, T>? Best { get; set; }

    /// <summary>The next epoch begins, or the same one anew.</summary>
    public void StartEpoch() => (Batches, Samples, Loss, Elapsed) = (0, 0, default, default);

    public void Visit(ICheckpointFields fields)
    {
        metrics = [.. Reports.SelectMany(report => report.Validation?.Metrics ?? []).Select(metric => metric.Name).Distinct()];
        Order = new(
            fields.Number("run.seed", Order.Seed),
            fields.Number("run.batch", Order.Batch),
            fields.Has("run.drops_last_batch", Order.LastBatch == LastBatch.Drop) ? LastBatch.Drop : LastBatch.Keep,
            fields.Number("run.source_samples", Order.Samples));
        Batches = fields.Number("run.batches", Batches);
        Samples = fields.Number("run.samples", Samples);
        Loss = new(fields.Number("run.loss_sum", Loss.Sum), fields.Number("run.loss_weight", Loss.Weight));
        Elapsed = new(fields.Number("run.ticks", Elapsed.Ticks));
        int count = fields.Number("run.metrics", metrics.Length);
        metrics = [.. Enumerable.Range(0, Math.Clamp(count, 0, 1000)).Select(
            index => fields.Text($"run.metric.{index}", metrics.ElementAtOrDefault(index) ?? ""))];
        Best = fields.Has("run.has_best", Best is not null) ? Best ?? new(runtime) : null;
        Best?.Visit(fields);
    }

    public void Visit(ICheckpointBlocks blocks)
    {
        rows = [.. Reports.SelectMany(Row)];
        blocks.Visit("run.reports", ref rows);
        Best?.Visit(blocks);
    }

    /// <summary>Unpacks the reports, once they are read.</summary>
    public void Unpack()
    {
        Reports.Clear();
        int columns = FixedColumns + metrics.Length;
        for (int at = 0; at + columns <= rows.Length; at += columns)
        {
            Reports.Add(Report(rows.AsSpan(at, columns), Reports.Count + 1));
        }

        Best?.Unpack(Reports);
    }

    /// <summary>Of how many epochs the run is that goes on.</summary>
    public void Extend(int epochs)
    {
        for (int i = 0; i < Reports.Count; i++)
        {
            Reports[i] = Reports[i] with { Epochs = epochs };
        }

        Best?.Unpack(Reports);
    }

    private IEnumerable<double> Row(EpochReport report) =>
    [
        report.Loss,
        report.Samples,
        report.Elapsed.Ticks,
        report.IsBest ? 1 : 0,
        report.Validation is null ? 0 : 1,
        report.ValidationLoss,
        report.ValidationAccuracy,
        report.Validation?.Samples ?? 0,
        .. metrics.Select(name => report.Validation?.Metrics.FirstOrDefault(metric => metric.Name == name).Value ?? double.NaN),
    ];

    private EpochReport Report(ReadOnlySpan<double> row, int epoch)
    {
        var measured = new MetricValue[metrics.Length];
        for (int i = 0; i < measured.Length; i++)
        {
            measured[i] = new(metrics[i], row[FixedColumns + i]);
        }

        return new(epoch, Epochs: 0, row[0], (long)row[1], new((long)row[2]))
        {
            IsBest = row[3] == 1,
            Validation = row[4] == 1 ? new EvaluationReport(row[5], row[6], (long)row[7]) { Metrics = measured } : null,
        };
    }
}

/// <summary>What decides the order in which a run meets its samples, beside the epoch.</summary>
/// <param name="Seed">Of the orders.</param>
/// <param name="Batch">Samples a batch.</param>
/// <param name="LastBatch">What becomes of the rest.</param>
/// <param name="Samples">Of the source; −1 where it does not say.</param>
internal readonly record struct RunOrder(ulong Seed, int Batch, LastBatch LastBatch, long Samples)
{
    public override string ToString() => $"{(Samples < 0 ? "" : $"{Samples} samples, ")}seed: {Seed}, batch: {Batch}, lastBatch: LastBatch.{LastBatch}";
}
