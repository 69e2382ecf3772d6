using System.Numerics;

namespace Simd.Nets;

/// <summary>The checks at the public edge: what was expected, what came, what to do.</summary>
internal static class Shapes
{
    /// <summary>The number of samples in a span of dense rows.</summary>
    public static int Batch(int length, int inputSize)
    {
        if (length == 0 || length % inputSize != 0)
        {
            throw new ArgumentException(
                $"inputs must hold one or more samples of {inputSize} numbers each, so a positive multiple of {inputSize} elements; "
                + $"it holds {length}: pass whole samples, or declare their size in Input.",
                "inputs");
        }

        return length / inputSize;
    }

    /// <summary>That a span holds exactly batch rows.</summary>
    public static void RequireRows(int length, int batch, int columns, string parameter)
    {
        if (length != (long)batch * columns)
        {
            throw new ArgumentException(
                $"{parameter} must hold {batch} × {columns} = {(long)batch * columns} elements for a batch of {batch}; it holds {length}: "
                + $"pass exactly {columns} for each sample.",
                parameter);
        }
    }

    /// <summary>That what is written shares no memory with what is read: a pass writes the first samples before it reads the last.</summary>
    public static void RequireApart<T>(ReadOnlySpan<T> read, string readName, ReadOnlySpan<T> written, string writtenName)
    {
        if (read.Overlaps(written))
        {
            throw new ArgumentException(
                $"{writtenName} must not overlap {readName}, which are still read while {writtenName} are written: pass memory of its own.",
                writtenName);
        }
    }

    /// <summary>What to say of a sample whose outputs have no finite largest.</summary>
    public static ArgumentException NoLargest<T>(NetworkSchema schema, ReadOnlySpan<T> inputs, int sample)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int first = sample * schema.InputSize;
        ReadOnlySpan<T> row = inputs.Slice(first, schema.InputSize);
        int column = FiniteScan.FirstNonFinite(row);
        return new(
            column >= 0
                ? FormattableString.Invariant(
                    $"the outputs of sample {sample} are not finite, since inputs[{first + column}] (sample {sample}, column {column}) is {row[column]}.")
                : $"the outputs of sample {sample} are not finite though its inputs are: parameters are not finite, or the outputs overflowed.",
            nameof(inputs));
    }

    /// <summary>That the targets are what the network's loss compares with, as many as the batch, labels in range.</summary>
    public static void RequireTargets<T>(NetworkSchema schema, int batch, Targets<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (schema.Targets)
        {
            case TargetKind.None:
                throw new InvalidOperationException(
                    $"{schema.Name} declares no loss: call Forward and Backward with the gradient of the outputs, or end its Layers with a loss.");
            case TargetKind.Labels when !targets.Values.IsEmpty:
                throw new ArgumentException($"{schema.Name} ends in a loss of classes: pass int labels, not values.", nameof(targets));
            case TargetKind.Values when !targets.Labels.IsEmpty:
                throw new ArgumentException($"{schema.Name} ends in a loss of values: pass {schema.OutputSize} values a sample, not labels.", nameof(targets));
            case TargetKind.Labels:
                RequireRows(targets.Labels.Length, batch, 1, "labels");
                RequireLabels(targets.Labels, schema.OutputSize);
                break;
            default:
                RequireRows(targets.Values.Length, batch, schema.OutputSize, nameof(targets));
                RequireProbabilities(schema, targets.Values);
                break;
        }

        if (!targets.Weights.IsEmpty)
        {
            RequireRows(targets.Weights.Length, batch, 1, "weights");
            RequireWeights(targets.Weights);
        }
    }

    /// <summary>That a training batch has the two samples which batch normalisation needs.</summary>
    public static void RequireBatchStatistics(NetworkSchema schema, int batch, string parameter)
    {
        if (batch == 1 && schema.BatchNormalisation is { } layer)
        {
            throw new ArgumentException(
                $"layer {layer} of {schema.Name} normalises over the batch, which in training needs two samples or more; "
                + "the batch has 1: pass more at a time, or replace it by LayerNorm.",
                parameter);
        }
    }

    private static void RequireProbabilities<T>(NetworkSchema schema, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; schema.TargetsAreProbabilities && i < values.Length; i++)
        {
            if (!(values[i] >= T.Zero && values[i] <= T.One))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"targets[{i}] is {values[i]}; {schema.Name} ends in BinaryCrossEntropy, so targets lie in [0, 1]."),
                    "targets");
            }
        }
    }

    private static void RequireWeights<T>(ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i] >= T.Zero && T.IsFinite(weights[i])
                ? weights[i]
                : throw new ArgumentException(
                    FormattableString.Invariant($"weights[{i}] is {weights[i]}; a sample's weight is 0 or more, and finite."), nameof(weights));
        }

        if (sum == T.Zero)
        {
            throw new ArgumentException("all weights are 0: one sample or more must count.", nameof(weights));
        }
    }

    /// <summary>That every label is a class.</summary>
    public static void RequireLabels(ReadOnlySpan<int> labels, int classes)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
            {
                throw new ArgumentException($"labels[{i}] is {labels[i]}; the network has {classes} outputs, so labels go from 0 to {classes - 1}.", nameof(labels));
            }
        }
    }
}
