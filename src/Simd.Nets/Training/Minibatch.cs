using System.Numerics;

namespace Simd.Nets;

/// <summary>Room for samples as a network takes them, used again and again.</summary>
internal sealed class Minibatch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> inputs;
    private readonly AlignedBuffer<T> values;
    private readonly AlignedBuffer<T> weights;
    private readonly int[] labels;
    private readonly int inputSize;
    private readonly int targetSize;

    /// <summary>Room for so many samples of the source's sizes.</summary>
    public Minibatch(SampleSource source, int capacity)
    {
        inputSize = source.InputSize;
        targetSize = source.TargetSize;
        inputs = new AlignedBuffer<T>(checked(capacity * inputSize));
        values = new AlignedBuffer<T>(checked(capacity * targetSize));
        weights = new AlignedBuffer<T>(source.IsWeighted ? capacity : 0);
        labels = new int[source.Targets == TargetKind.Labels ? capacity : 0];
    }

    /// <summary>Samples that are there.</summary>
    public int Count { get; set; }

    public ReadOnlySpan<T> Inputs => inputs.Span[..(Count * inputSize)];

    /// <summary>The inputs of one sample.</summary>
    public Span<T> InputsOf(int row) => inputs.Span.Slice(row * inputSize, inputSize);

    public Targets<T> Targets => new()
    {
        Labels = labels.AsSpan(0, Math.Min(Count, labels.Length)),
        Values = values.Span[..(Count * targetSize)],
        Weights = weights.Span[..Math.Min(Count, weights.Length)],
    };

    /// <summary>Takes these samples, at most as many as there is room for, in place of what was there.</summary>
    public void Gather(DataSet data, ReadOnlySpan<int> samples)
    {
        Write(data, samples, 0);
        Count = samples.Length;
    }

    /// <summary>Takes samples into the rows from this one on; <see cref="Count"/> stays what it is.</summary>
    public void Write(DataSet data, ReadOnlySpan<int> samples, int row)
    {
        data.GatherInputs(samples, inputs.Span.Slice(row * inputSize, samples.Length * inputSize));
        if (labels.Length > 0)
        {
            data.GatherLabels(samples, labels.AsSpan(row, samples.Length));
        }
        else
        {
            data.GatherTargets(samples, values.Span.Slice(row * targetSize, samples.Length * targetSize));
        }

        if (weights.Length > 0)
        {
            data.GatherWeights(samples, weights.Span.Slice(row, samples.Length));
        }
    }

    /// <summary>Takes one sample from another room of the same sizes.</summary>
    public void Copy(Minibatch<T> source, int from, int to)
    {
        source.inputs.Span.Slice(from * inputSize, inputSize).CopyTo(inputs.Span[(to * inputSize)..]);
        source.values.Span.Slice(from * targetSize, targetSize).CopyTo(values.Span[(to * targetSize)..]);
        if (labels.Length > 0)
        {
            labels[to] = source.labels[from];
        }

        if (weights.Length > 0)
        {
            weights.Span[to] = source.weights.Span[from];
        }
    }
}
