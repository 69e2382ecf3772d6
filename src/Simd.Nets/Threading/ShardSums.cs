using System.Numerics;

namespace Simd.Nets;

/// <summary>Adds the gradients of shards up in pairs of neighbours, then pairs of pairs: a fixed tree. Gradients that come in slabs were
/// summed over the whole batch, and are left out.</summary>
internal sealed class ShardSums<T> : ElementJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly (int Start, int End)[] runs;
    private readonly int length;
    private AlignedBuffer<T>? others;
    private int shards;
    private AlignedBuffer<T>? first;

    public ShardSums(NetworkSchema schema)
    {
        length = schema.ParameterLength;
        var found = new List<(int Start, int End)>();
        for (int i = 0; i < schema.Tensors.Count; i++)
        {
            TensorEntry tensor = schema.Tensors[i];
            if (schema.SlabTensors.Span.Contains(i))
            {
                continue;
            }

            int start = tensor.Offset;
            if (found.Count > 0 && found[^1].End == start)
            {
                start = found[^1].Start;
                found.RemoveAt(found.Count - 1);
            }

            found.Add((start, tensor.Offset + tensor.Length));
        }

        runs = [.. found];
    }

    /// <summary>The gradients of a shard other than the first, as long as the parameters; zero where no shard writes.</summary>
    public Span<T> Of(int shard) => others!.Span.Slice((shard - 1) * length, length);

    /// <summary>Makes room for so many shards.</summary>
    public void Reserve(int count)
    {
        shards = count;
        if (count > 1 && (others is null || others.Length < (count - 1) * length))
        {
            others = new AlignedBuffer<T>(checked((count - 1) * length));
        }
    }

    /// <summary>Adds the others to the first.</summary>
    public void AddTo(AlignedBuffer<T> gradients, int threads)
    {
        first = gradients;
        RunAll(length, threads);
    }

    /// <inheritdoc/>
    protected override void RunElements(int start, int end)
    {
        foreach ((int from, int to) in runs)
        {
            int low = Math.Max(start, from);
            int high = Math.Min(end, to);
            for (int stride = 1; stride < shards && low < high; stride *= 2)
            {
                for (int shard = 0; shard + stride < shards; shard += 2 * stride)
                {
                    Span<T> sum = shard == 0 ? first!.Span : Of(shard);
                    Add(sum[low..high], Of(shard + stride)[low..high]);
                }
            }
        }
    }

    private static void Add(Span<T> sum, ReadOnlySpan<T> other)
    {
        int at = 0;
        for (; at <= sum.Length - Vector<T>.Count; at += Vector<T>.Count)
        {
            (new Vector<T>(sum[at..]) + new Vector<T>(other[at..])).CopyTo(sum[at..]);
        }

        for (; at < sum.Length; at++)
        {
            sum[at] += other[at];
        }
    }
}
