using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Simd.Nets.Tensors;

/// <summary>A tensor's elements one behind the other: its own memory where they lie so, else a copy in a rented array.</summary>
internal readonly ref struct DenseRows<T>
    where T : unmanaged
{
    private readonly T[]? rented;

    public DenseRows(in ReadOnlyTensorSpan<T> tensor)
    {
        int length = checked((int)tensor.FlattenedLength);
        ref readonly T first = ref TensorMarshal.GetReference(tensor);
        if (tensor.IsDense || length == 0)
        {
            Span = MemoryMarshal.CreateReadOnlySpan(in first, length);
            return;
        }

        rented = ArrayPool<T>.Shared.Rent(length);
        Gather(in first, tensor.Lengths, tensor.Strides, rented.AsSpan(0, length));
        Span = rented.AsSpan(0, length);
    }

    public ReadOnlySpan<T> Span { get; }

    public void Dispose()
    {
        if (rented is not null)
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    // Whole rows where they are together: FlattenTo goes element by element.
    private static void Gather(ref readonly T from, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, Span<T> rows)
    {
        if (lengths.Length == 1 && (strides[0] == 1 || rows.Length == 1))
        {
            MemoryMarshal.CreateReadOnlySpan(in from, rows.Length).CopyTo(rows);
            return;
        }

        int size = rows.Length / (int)lengths[0];
        for (int i = 0; i < lengths[0]; i++)
        {
            ref readonly T start = ref Unsafe.Add(ref Unsafe.AsRef(in from), i * strides[0]);
            if (lengths.Length == 1)
            {
                rows[i] = start;
            }
            else
            {
                Gather(in start, lengths[1..], strides[1..], rows.Slice(i * size, size));
            }
        }
    }
}

/// <summary>Dense rows to write: a tensor's own memory where its elements lie so, else a rented array that <see cref="Deliver"/> copies to
/// their places.</summary>
internal readonly ref struct WrittenRows<T>
    where T : unmanaged
{
    private readonly T[]? rented;
    private readonly TensorSpan<T> tensor;

    public WrittenRows(in TensorSpan<T> tensor)
    {
        this.tensor = tensor;
        int length = checked((int)tensor.FlattenedLength);
        if (tensor.IsDense || length == 0)
        {
            Span = MemoryMarshal.CreateSpan(ref TensorMarshal.GetReference(tensor), length);
            return;
        }

        rented = ArrayPool<T>.Shared.Rent(length);
        Span = rented.AsSpan(0, length);
    }

    public Span<T> Span { get; }

    /// <summary>All is written.</summary>
    public void Deliver()
    {
        if (rented is not null)
        {
            new ReadOnlyTensorSpan<T>(Span, tensor.Lengths).CopyTo(tensor);
        }
    }

    public void Dispose()
    {
        if (rented is not null)
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }
}
