using System.Numerics;

namespace Simd.Nets;

/// <summary>The batches of a data set in memory.</summary>
internal sealed class DataSetFeed<T>(DataSet data, int batch, LastBatch lastBatch) : IBatchFeed<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Minibatch<T> minibatch = new(data, batch);
    private readonly int[] order = new int[data.Count];
    private readonly int samples = lastBatch == LastBatch.Drop ? data.Count - (data.Count % batch) : data.Count;

    public long? Samples => samples;

    public IEnumerable<Minibatch<T>> Epoch(PhiloxStream random)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        random.Shuffle(order);
        for (int done = 0; done < samples; done += batch)
        {
            minibatch.Gather(data, order.AsSpan(done, Math.Min(batch, samples - done)));
            yield return minibatch;
        }
    }
}
