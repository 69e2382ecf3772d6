namespace Simd.Nets;

public partial class Trainer<TNetwork, T>
{
    private const int EvaluationChunk = 512;
    private const int EvaluationElements = 1 << 22;
    private const int LongestBatch = 1 << 30;

    /// <summary>
    /// Trains on a data set, every epoch in an order of its own. An epoch is trained when the run is enumerated:
    /// <c>foreach (var epoch in trainer.Fit(train, batch: 128, epochs: 10)) Console.WriteLine(epoch);</c> or
    /// <c>trainer.Fit(train).Complete();</c>
    /// </summary>
    /// <param name="train">Samples whose sizes fit the network.</param>
    /// <param name="batch">Samples a step, 1 or more; of a smaller data set, all.</param>
    /// <param name="epochs">How often every sample is met, 0 or more.</param>
    /// <param name="seed">An epoch's order depends on the seed and on <see cref="Epochs"/> alone: ten calls for an epoch train as one call for
    /// ten.</param>
    /// <param name="lastBatch">What becomes of the samples at an epoch's end that are fewer than a batch.</param>
    /// <param name="progress">Told behind every step.</param>
    /// <param name="cancellationToken">Looked at before every step; the network keeps the steps done.</param>
    /// <returns>The run. Nothing is trained until it is enumerated or completed, which throws <see cref="OperationCanceledException"/> on
    /// cancellation and <see cref="NonFiniteException"/> when loss or gradients overflow.</returns>
    /// <exception cref="ArgumentException">The data set does not fit the network, or has fewer samples than a batch and
    /// <paramref name="lastBatch"/> is <see cref="LastBatch.Drop"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A batch below 1 or beyond what an array holds, or epochs below 0.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public TrainingRun Fit(
        DataSet train,
        int batch = 32,
        int epochs = 1,
        ulong seed = 0,
        LastBatch lastBatch = LastBatch.Keep,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        DataSetChecks.RequireFor(runtime.Schema, train, nameof(train));
        if (batch < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(batch), $"batch must be 1 or more samples; {batch} came.");
        }

        if (epochs < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(epochs), $"epochs must be 0 or more; {epochs} came.");
        }

        if (lastBatch == LastBatch.Drop && train.Count < batch)
        {
            throw new ArgumentException(
                $"a batch of {batch} is more than the {train.Count} samples there are, so LastBatch.Drop would drop them all: "
                + "take a smaller batch or LastBatch.Keep.",
                nameof(batch));
        }

        int held = Math.Min(batch, train.Count);
        RequireRoom(held, train.InputSize, "inputs");
        RequireRoom(held, train.TargetSize, "target values");

        var loop = new FitLoop<TNetwork, T>(this, train, held, lastBatch)
        {
            Epochs = epochs,
            Seed = seed,
            Progress = progress,
            Cancellation = cancellationToken,
        };
        return new TrainingRun(epochs, loop.Train);
    }

    /// <summary>Mean loss and accuracy on a data set. May run on several threads at once, but not beside training.</summary>
    /// <param name="data">Samples whose sizes fit the network.</param>
    /// <exception cref="ArgumentException">The data set does not fit the network.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public EvaluationReport Evaluate(DataSet data)
    {
        NetworkSchema schema = runtime.Schema;
        DataSetChecks.RequireFor(schema, data, nameof(data));
        int chunk = Math.Min(
            data.Count, Math.Clamp(EvaluationElements / Math.Max(schema.InputSize, schema.OutputSize), 1, EvaluationChunk));
        var minibatch = new Minibatch<T>(data, chunk);
        var outputs = new T[chunk * schema.OutputSize];
        var samples = new int[chunk];
        double loss = 0;
        int correct = 0;
        for (int start = 0; start < data.Count; start += chunk)
        {
            int count = Math.Min(chunk, data.Count - start);
            for (int i = 0; i < count; i++)
            {
                samples[i] = start + i;
            }

            minibatch.Gather(samples.AsSpan(0, count));
            Span<T> written = outputs.AsSpan(0, count * schema.OutputSize);
            loss += runtime.Evaluate(minibatch.Inputs, minibatch.Targets, written).Sum;
            correct += CountCorrect(written, schema.OutputSize, minibatch.Labels);
        }

        double accuracy = schema.Targets == TargetKind.Labels ? (double)correct / data.Count : double.NaN;
        return new(loss / data.Count, accuracy, data.Count);
    }

    private static void RequireRoom(int batch, int columns, string what)
    {
        if ((long)batch * columns > LongestBatch)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batch),
                $"a batch may hold {LongestBatch} {what}, so {LongestBatch / columns} samples of {columns}; {batch} came.");
        }
    }

    private static int CountCorrect(ReadOnlySpan<T> outputs, int columns, ReadOnlySpan<int> labels)
    {
        int correct = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<T> row = outputs.Slice(i * columns, columns);
            int largest = Rows.ArgMax(row);
            correct += largest == labels[i] && !T.IsNaN(row[largest]) ? 1 : 0;
        }

        return correct;
    }
}
