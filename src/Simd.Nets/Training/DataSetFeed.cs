using System.Numerics;

namespace Simd.Nets;

/// <summary>The batches of a data set in memory.</summary>
internal sealed class DataSetFeed<T>(DataSet data, int batch, LastBatch lastBatch, ImageAugmentation? augmentation) : IBatchFeed<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Minibatch<T> minibatch = new(data, batch);
    private readonly int[] order = new int[data.Count];
    private readonly int samples = lastBatch == LastBatch.Drop ? data.Count - (data.Count % batch) : data.Count;

    public long? Samples => samples;

    public IEnumerable<Minibatch<T>> Epoch(EpochRandom random)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        random.Order.Shuffle(order);
        for (int done = 0; done < samples; done += batch)
        {
            minibatch.Gather(data, order.AsSpan(done, Math.Min(batch, samples - done)));
            for (int row = 0; row < minibatch.Count; row++)
            {
                augmentation?.Apply(minibatch.InputsOf(row), random, order[done + row]);
            }

            yield return minibatch;
        }
    }
}
