using System.Numerics;
using System.Runtime.InteropServices;

namespace Simd.Nets;

/// <summary>Rows of equal length as they are kept; converted while they are gathered.</summary>
internal abstract class SampleRows(int columns)
{
    public int Columns => columns;

    /// <summary>Writes the rows <c>order[samples[i]]</c> one after the other.</summary>
    public abstract void Gather<T>(ReadOnlySpan<int> order, ReadOnlySpan<int> samples, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>Bytes, multiplied by a scale while they are gathered.</summary>
internal sealed class ByteRows(byte[] values, int columns, double scale) : SampleRows(columns)
{
    private const int CacheLine = 64;

    public override void Gather<T>(ReadOnlySpan<int> order, ReadOnlySpan<int> samples, Span<T> destination)
    {
        Touch(order, samples);
        for (int i = 0; i < samples.Length; i++)
        {
            ReadOnlySpan<byte> row = values.AsSpan(order[samples[i]] * Columns, Columns);
            Span<T> target = destination.Slice(i * Columns, Columns);
            if (typeof(T) == typeof(float))
            {
                ByteScaling.Scale(row, (float)scale, MemoryMarshal.Cast<T, float>(target));
            }
            else
            {
                ByteScaling.Scale(row, T.CreateTruncating(scale), target);
            }
        }
    }

    // Shuffled rows lie anywhere in memory. Loads that nothing waits for miss the cache many at a time, the conversion only one by one.
    private void Touch(ReadOnlySpan<int> order, ReadOnlySpan<int> samples)
    {
        foreach (int sample in samples)
        {
            ReadOnlySpan<byte> row = values.AsSpan(order[sample] * Columns, Columns);
            for (int at = 0; at < row.Length; at += CacheLine)
            {
                Volatile.Read(in row[at]);
            }
        }
    }
}

/// <summary>Floating-point values.</summary>
internal sealed class ValueRows<TValue>(TValue[] values, int columns) : SampleRows(columns)
    where TValue : unmanaged, IBinaryFloatingPointIeee754<TValue>
{
    public override void Gather<T>(ReadOnlySpan<int> order, ReadOnlySpan<int> samples, Span<T> destination)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            ReadOnlySpan<TValue> row = values.AsSpan(order[samples[i]] * Columns, Columns);
            Span<T> target = destination.Slice(i * Columns, Columns);
            if (typeof(T) == typeof(TValue))
            {
                row.CopyTo(MemoryMarshal.Cast<T, TValue>(target));
            }
            else
            {
                for (int column = 0; column < row.Length; column++)
                {
                    target[column] = T.CreateTruncating(row[column]);
                }
            }
        }
    }
}
