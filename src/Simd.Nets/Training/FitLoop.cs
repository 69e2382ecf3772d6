using System.Diagnostics;
using System.Numerics;

namespace Simd.Nets;

/// <summary>The epochs of one <see cref="Trainer{TNetwork, T}.Fit"/>, and the memory they share.</summary>
internal sealed class FitLoop<TNetwork, T>(Trainer<TNetwork, T> trainer, DataSet data, int batch, LastBatch lastBatch)
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Minibatch<T> minibatch = new(data, batch);
    private readonly int[] order = new int[data.Count];
    private readonly int samples = lastBatch == LastBatch.Drop ? data.Count - (data.Count % batch) : data.Count;

    public required int Epochs { get; init; }

    public required ulong Seed { get; init; }

    public required IProgress<FitProgress>? Progress { get; init; }

    public required CancellationToken Cancellation { get; init; }

    /// <summary>Trains one epoch, from 1. Its order depends on the seed and the epochs that the trainer trained before.</summary>
    public EpochReport Train(int epoch)
    {
        long start = Stopwatch.GetTimestamp();
        Shuffle();
        int steps = ((samples - 1) / batch) + 1;
        double loss = 0;
        int done = 0;
        for (int step = 1; step <= steps; step++)
        {
            Cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(batch, samples - done);
            minibatch.Gather(order.AsSpan(done, count));
            loss += count * trainer.Train(minibatch.Inputs, minibatch.Targets);
            done += count;
            Progress?.Report(new(epoch, Epochs, step, steps, loss / done, done / Stopwatch.GetElapsedTime(start).TotalSeconds));
        }

        trainer.Epochs++;
        return new(epoch, Epochs, loss / done, done, Stopwatch.GetElapsedTime(start));
    }

    private void Shuffle()
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var random = new PhiloxStream(Seed, (ulong)trainer.Epochs + 1);
        random.Shuffle(order);
    }
}
