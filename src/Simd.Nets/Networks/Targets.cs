namespace Simd.Nets;

/// <summary>What a loss compares with: one label a sample, or a row of values a sample.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct Targets<T>
{
    /// <summary>One class a sample, from 0; empty where the loss takes values.</summary>
    public ReadOnlySpan<int> Labels { get; init; }

    /// <summary>Batch × outputs values; empty where the loss takes labels.</summary>
    public ReadOnlySpan<T> Values { get; init; }

    /// <summary>How much each sample counts in the mean, 0 or more; empty where all count alike.</summary>
    public ReadOnlySpan<T> Weights { get; init; }

    /// <summary>Labels as targets.</summary>
    public static implicit operator Targets<T>(ReadOnlySpan<int> labels) => new() { Labels = labels };

    /// <summary>Values as targets.</summary>
    public static implicit operator Targets<T>(ReadOnlySpan<T> values) => new() { Values = values };
}
