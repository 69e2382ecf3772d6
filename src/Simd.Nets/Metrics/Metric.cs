using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// A measure of how well outputs meet their targets, gathered batch by batch: by <c>trainer.Evaluate(test, new TopK(5))</c>, or by hand
/// with <see cref="Add"/>, and then read as <see cref="Value"/>.
/// </summary>
/// <remarks>Where samples have weights, each counts with its weight, as by scikit-learn's <c>sample_weight</c>. For one thread at a time;
/// adding allocates nothing.</remarks>
/// <param name="name">What reports call it.</param>
/// <param name="targets">What it compares outputs with.</param>
/// <param name="outputs">Outputs a sample, where it takes one number of them only.</param>
public abstract class Metric(string name, TargetKind targets, int? outputs = null)
{
    /// <summary>What reports call it.</summary>
    public string Name { get; } = name;

    /// <summary>What it compares outputs with.</summary>
    public TargetKind Targets { get; } = targets;

    /// <summary>Outputs a sample; null where it takes any number of them.</summary>
    public int? Outputs { get; } = outputs is null or > 0
        ? outputs
        : throw new ArgumentOutOfRangeException(nameof(outputs), $"{name} takes 1 or more outputs a sample; {outputs} came.");

    /// <summary>The measure over all that was added; NaN before there is any, unless it says otherwise.</summary>
    public abstract double Value { get; }

    /// <summary>Whether of two values the larger is the better.</summary>
    public virtual bool LargerIsBetter => true;

    /// <summary>Forgets what was added.</summary>
    public abstract void Reset();

    /// <summary>Adds the samples of a batch.</summary>
    /// <param name="outputs">batch × outputs, dense rows, as the network predicts them: logits, where its loss takes logits.</param>
    /// <param name="batch">Samples, 1 or more.</param>
    /// <param name="targets">A label a sample, or batch × outputs values; a weight a sample, or none.</param>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or targets are of the other kind; nothing is
    /// added.</exception>
    public void Add<T>(ReadOnlySpan<T> outputs, int batch, Targets<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        int columns = Math.Max(1, outputs.Length / batch);
        Shapes.RequireRows(outputs.Length, batch, columns, nameof(outputs));
        RequireFor(columns, targets.Values.IsEmpty ? TargetKind.Labels : TargetKind.Values, nameof(targets));
        if (Targets == TargetKind.Labels)
        {
            Shapes.RequireRows(targets.Labels.Length, batch, 1, "labels");
            Shapes.RequireLabels(targets.Labels, columns);
        }
        else
        {
            Shapes.RequireRows(targets.Values.Length, batch, columns, nameof(targets));
        }

        if (!targets.Weights.IsEmpty)
        {
            Shapes.RequireRows(targets.Weights.Length, batch, 1, "weights");
        }

        for (int sample = 0; sample < batch; sample++)
        {
            double weight = targets.Weights.IsEmpty ? 1 : double.CreateTruncating(targets.Weights[sample]);
            ReadOnlySpan<T> row = outputs.Slice(sample * columns, columns);
            if (Targets == TargetKind.Labels)
            {
                AddSample(row, targets.Labels[sample], weight);
            }
            else
            {
                AddSample(row, targets.Values.Slice(sample * columns, columns), weight);
            }
        }
    }

    /// <summary>Name and value: <c>accuracy 0.8840</c>.</summary>
    public override string ToString() => new MetricValue(Name, Value).ToString();

    /// <summary>That outputs of this size and targets of this kind can be measured.</summary>
    internal virtual void RequireFor(int columns, TargetKind kind, string parameter)
    {
        if (kind != Targets)
        {
            throw new ArgumentException(
                Targets == TargetKind.Labels
                    ? $"{Name} compares outputs with labels; target values came."
                    : $"{Name} compares outputs with target values; labels came.",
                parameter);
        }

        if (Outputs is int expected && columns != expected)
        {
            throw new ArgumentException(
                $"{GetType().Name} was made for {expected} outputs a sample; {columns} came: make one for {columns}.", parameter);
        }
    }

    /// <summary>Adds a sample with a class; it is one of the outputs.</summary>
    protected virtual void AddSample<T>(ReadOnlySpan<T> outputs, int label, double weight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => throw new NotSupportedException($"{Name} takes target values.");

    /// <summary>Adds a sample with as many target values as outputs.</summary>
    protected virtual void AddSample<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, double weight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => throw new NotSupportedException($"{Name} takes labels.");
}
