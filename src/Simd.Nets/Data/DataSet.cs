using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// Samples in memory: a row of inputs each, a label (a class, from 0) or a row of target values, and perhaps a weight. It holds at least
/// one sample, and finite values only. A subset (<see cref="Take"/>, <see cref="Select"/>, the splits and folds) is a view: 4 bytes a
/// sample.
/// </summary>
/// <remarks>Nothing here changes it, so many threads may read it. Made from the caller's own arrays it reads those: whoever changes them
/// changes the samples, behind the checks.</remarks>
public sealed partial class DataSet : SampleSource
{
    private readonly SampleRows inputs;
    private readonly int[]? labels;
    private readonly SampleRows? targets;
    private readonly int[] order;
    private readonly double[]? weights;

    private DataSet(SampleRows inputs, int[]? labels, int classes, SampleRows? targets, int[] order, double[]? weights = null)
    {
        this.inputs = inputs;
        this.labels = labels;
        this.targets = targets;
        this.order = order;
        this.weights = weights;
        Classes = classes;
    }

    /// <summary>Samples, 1 or more.</summary>
    public int Count => order.Length;

    /// <inheritdoc/>
    public override long? KnownCount => Count;

    /// <inheritdoc/>
    public override int InputSize => inputs.Columns;

    /// <inheritdoc/>
    public override TargetKind Targets => labels is null ? TargetKind.Values : TargetKind.Labels;

    /// <inheritdoc/>
    public override int TargetSize => targets?.Columns ?? 0;

    /// <summary>The largest label + 1, of the whole set that a view was taken from; 0 where there are target values.</summary>
    public int Classes { get; }

    /// <summary>The label of a sample.</summary>
    /// <exception cref="InvalidOperationException">The samples have target values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public int LabelOf(int sample)
    {
        Require(TargetKind.Labels);
        RequireSamples([sample], nameof(sample));
        return labels![order[sample]];
    }

    /// <summary>A view of the first samples.</summary>
    /// <param name="count">1 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many, or none is asked for.</exception>
    public DataSet Take(int count)
    {
        if (count < 1 || count > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"count must be 1 to {Count}, the samples there are; {count} came.");
        }

        return new(inputs, labels, Classes, targets, order[..count], weights?[..count]);
    }

    /// <summary>A view of some samples, in the order given; a sample may come more than once.</summary>
    /// <param name="samples">Positions in this set.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position is outside the set.</exception>
    public DataSet Select(params ReadOnlySpan<int> samples)
    {
        if (samples.IsEmpty)
        {
            throw new ArgumentException("a data set holds one sample or more; samples is empty.", nameof(samples));
        }

        RequireSamples(samples, nameof(samples));
        var rows = new int[samples.Length];
        double[]? rowWeights = weights is null ? null : new double[samples.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = order[samples[i]];
            rowWeights?[i] = weights![samples[i]];
        }

        return new(inputs, labels, Classes, targets, rows, rowWeights);
    }

    /// <summary>Writes the inputs of some samples, dense rows one after the other. Allocates nothing.</summary>
    /// <param name="samples">Positions in this set.</param>
    /// <param name="destination">samples × <see cref="InputSize"/>.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">The destination has another length; nothing is written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position is outside the set; nothing is written.</exception>
    public void GatherInputs<T>(ReadOnlySpan<int> samples, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireSamples(samples, nameof(samples));
        Shapes.RequireRows(destination.Length, samples.Length, InputSize, nameof(destination));
        inputs.Gather(order, samples, destination);
    }

    /// <summary>Writes the labels of some samples. Allocates nothing.</summary>
    /// <param name="samples">Positions in this set.</param>
    /// <param name="destination">As long as <paramref name="samples"/>.</param>
    /// <exception cref="InvalidOperationException">The samples have target values.</exception>
    /// <exception cref="ArgumentException">The destination has another length; nothing is written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position is outside the set; nothing is written.</exception>
    public void GatherLabels(ReadOnlySpan<int> samples, Span<int> destination)
    {
        Require(TargetKind.Labels);
        RequireSamples(samples, nameof(samples));
        Shapes.RequireRows(destination.Length, samples.Length, 1, nameof(destination));
        for (int i = 0; i < samples.Length; i++)
        {
            destination[i] = labels![order[samples[i]]];
        }
    }

    /// <summary>Writes the target values of some samples, dense rows one after the other. Allocates nothing.</summary>
    /// <param name="samples">Positions in this set.</param>
    /// <param name="destination">samples × <see cref="TargetSize"/>.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="InvalidOperationException">The samples have labels.</exception>
    /// <exception cref="ArgumentException">The destination has another length; nothing is written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position is outside the set; nothing is written.</exception>
    public void GatherTargets<T>(ReadOnlySpan<int> samples, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(TargetKind.Values);
        RequireSamples(samples, nameof(samples));
        Shapes.RequireRows(destination.Length, samples.Length, TargetSize, nameof(destination));
        targets!.Gather(order, samples, destination);
    }

    /// <summary>This set alone.</summary>
    public override IEnumerable<DataSet> Blocks() => [this];

    /// <summary>The number of samples and their sizes.</summary>
    public override string ToString() => (labels is null
        ? $"{Count} samples of {InputSize} inputs and {TargetSize} targets"
        : $"{Count} samples of {InputSize} inputs in {Classes} classes") + (IsWeighted ? ", weighted" : "");

    internal override IBatchFeed<T> Feed<T>(int batch, LastBatch lastBatch, ImageAugmentation? augmentation) =>
        new DataSetFeed<T>(this, batch, lastBatch, augmentation);

    private void Require(TargetKind kind)
    {
        if (Targets != kind)
        {
            throw new InvalidOperationException(
                $"the samples have {(labels is null ? "target values, not labels" : "labels, not target values")}.");
        }
    }

    private void RequireSamples(ReadOnlySpan<int> samples, string parameter)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            if ((uint)samples[i] >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(parameter, $"samples go from 0 to {Count - 1}; {samples[i]} came at position {i}.");
            }
        }
    }
}
