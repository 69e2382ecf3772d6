using System.Numerics;

namespace Simd.Nets;

/// <summary>The batches of a stream, mixed by its buffer: see <see cref="SampleStream"/>.</summary>
internal sealed class StreamFeed<T>(SampleStream stream, int batch, LastBatch lastBatch, ImageAugmentation? augmentation) : IBatchFeed<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Minibatch<T> minibatch = new(stream, batch);
    private readonly Minibatch<T> buffer = new(stream, Capacity(stream));
    private readonly int[] order = new int[Capacity(stream)];

    public long? Samples { get; private set; } =
        lastBatch == LastBatch.Drop ? stream.KnownCount - (stream.KnownCount % batch) : stream.KnownCount;

    /// <summary>The samples that its buffer will hold.</summary>
    public static int Capacity(SampleStream stream) => (int)Math.Min(stream.Buffer, stream.KnownCount ?? stream.Buffer);

    public IEnumerable<Minibatch<T>> Epoch(EpochRandom random)
    {
        PhiloxStream choices = random.Order;
        long read = 0;
        minibatch.Count = 0;
        foreach (DataSet block in stream.Blocks())
        {
            for (int sample = 0; sample < block.Count; sample++, read++)
            {
                if (read < order.Length)
                {
                    Hold(block, sample, (int)read, random, read);
                    continue;
                }

                int slot = choices.NextInt32(order.Length);
                minibatch.Copy(buffer, slot, minibatch.Count++);
                Hold(block, sample, slot, random, read);
                if (minibatch.Count == batch)
                {
                    yield return minibatch;
                    minibatch.Count = 0;
                }
            }
        }

        if (lastBatch == LastBatch.Drop && read < batch)
        {
            throw BatchChecks.AllDropped(read, batch);
        }

        int held = (int)Math.Min(read, order.Length);
        for (int i = 0; i < held; i++)
        {
            order[i] = i;
        }

        choices.Shuffle(order.AsSpan(0, held));
        for (int i = 0; i < held; i++)
        {
            minibatch.Copy(buffer, order[i], minibatch.Count++);
            if (minibatch.Count == batch)
            {
                yield return minibatch;
                minibatch.Count = 0;
            }
        }

        Samples = lastBatch == LastBatch.Drop ? read - (read % batch) : read;
        if (minibatch.Count > 0 && lastBatch == LastBatch.Keep)
        {
            yield return minibatch;
        }
    }

    private void Hold(DataSet block, int sample, int slot, EpochRandom random, long place)
    {
        buffer.Write(block, [sample], slot);
        augmentation?.Apply(buffer.InputsOf(slot), random, place);
    }
}
