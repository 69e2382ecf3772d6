using System.Runtime.InteropServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// A tensor as files have it: dense, row-major, in PyTorch's order of elements. That is the order of its logical shape, but for features
/// that were an image: files have them channel by channel, memory pixel by pixel. A row is all that has one index of the first axis.
/// </summary>
internal sealed class DenseTensor
{
    // So many rows go together: the line that each of them is read from, or written to, stays in the first-level cache.
    private const int RowsAtOnce = 64;

    // Columns that are transposed together: the pages that they are written to have room in the processor's table of pages, and of each row
    // a whole page of floats is read before the next row's.
    private const int ColumnsAtOnce = 1024;

    // Elements of a part, and of a tensor that is not worth a second thread.
    private const int PartElements = 1 << 18;
    private const int FewElements = 1 << 16;

    // A transposition pads the rows that it writes to a multiple of this: rows of memory are, a file's may not be.
    private const int Granule = 16;

    // Where in memory the elements of the first row lie, and how far it is to those of the next.
    private readonly int[] offsets;
    private readonly int stride;
    private readonly int rowsOfPart;

    // A matrix that lies in memory as the transpose of the file's has rows so far apart; 0 where it is none, or in another order.
    private readonly int transposedPitch;

    public DenseTensor(TensorEntry tensor)
    {
        int[] shape = tensor.Shape.ToArray();
        int[] strides = tensor.Strides.ToArray();
        if (tensor.FlattenedImage is { } image)
        {
            int step = strides[^1];
            shape = [.. shape[..^1], image.Channels, image.Height, image.Width];
            strides = [.. strides[..^1], step, step * image.Width * image.Channels, step * image.Channels];
        }

        var walk = new StridedWalk(shape.AsSpan(1), strides.AsSpan(1), tensor.Offset);
        offsets = new int[tensor.Count / shape[0]];
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = walk.Next();
        }

        (Rows, stride) = (shape[0], strides[0]);
        rowsOfPart = Math.Max(1, PartElements / Columns / RowsAtOnce) * RowsAtOnce;
        bool isTransposed = shape.Length == 2 && stride == 1 && tensor.Rows == Columns && tensor.Columns == Rows;
        transposedPitch = isTransposed && strides[1] == tensor.Pitch && tensor.Pitch % Granule == 0 ? tensor.Pitch : 0;
    }

    /// <summary>Indices of the first axis.</summary>
    public int Rows { get; }

    /// <summary>Elements of a row.</summary>
    public int Columns => offsets.Length;

    /// <summary>Parts to gather, by whoever has time: of a multiple of 64 rows, but for the last.</summary>
    public int Parts => (Rows + rowsOfPart - 1) / rowsOfPart;

    /// <summary>A part's first row and how many it has.</summary>
    public (int First, int Count) RowsOf(int part) => (part * rowsOfPart, Math.Min(rowsOfPart, Rows - (part * rowsOfPart)));

    /// <summary>Takes all elements from a file's; many are shared by the machine's cores.</summary>
    public unsafe void Scatter<T>(ReadOnlySpan<T> dense, Span<T> memory)
        where T : unmanaged
    {
        int along = transposedPitch > 0 ? Columns : Rows;
        int step = transposedPitch > 0 ? ColumnsAtOnce : RowsAtOnce;
        int parts = (along + step - 1) / step;
        (int length, int room) = (dense.Length, memory.Length);
        fixed (T* source = dense)
        {
            fixed (T* target = memory)
            {
                (nint from, nint to) = ((nint)source, (nint)target);
                Parallel.For(0, parts, new() { MaxDegreeOfParallelism = length < FewElements ? 1 : -1 }, Scatter);

                void Scatter(int part) => ScatterPart(
                    new ReadOnlySpan<T>((T*)from, length), new Span<T>((T*)to, room), part * step, Math.Min(along, (part + 1) * step));
            }
        }
    }

    /// <summary>Writes the rows from one on as a file's, as many as the destination holds.</summary>
    public void Gather<T>(ReadOnlySpan<T> memory, int first, Span<T> dense)
        where T : unmanaged
    {
        int count = dense.Length / Columns;
        if (transposedPitch > 0 && Columns % Granule == 0)
        {
            ReadOnlySpan<T> tensor = memory.Slice(offsets[0], Columns * transposedPitch)[first..];
            Transposition.Transpose(
                ref MemoryMarshal.GetReference(tensor),
                Columns,
                count,
                transposedPitch,
                ref MemoryMarshal.GetReference(dense[..(count * Columns)]),
                Columns);
            return;
        }

        for (int column = 0; column < Columns; column++)
        {
            ReadOnlySpan<T> source = memory[(offsets[column] + (first * stride))..];
            Span<T> target = dense[column..];
            for (int i = 0, from = 0, to = 0; i < count; i++, from += stride, to += Columns)
            {
                target[to] = source[from];
            }
        }
    }

    // Columns of a matrix that is transposed, a page of memory each; else rows.
    private unsafe void ScatterPart<T>(ReadOnlySpan<T> dense, Span<T> memory, int first, int last)
        where T : unmanaged
    {
        if (transposedPitch > 0)
        {
            fixed (T* source = dense[..(Rows * Columns)][first..])
            {
                fixed (T* target = memory.Slice(offsets[first], (last - first) * transposedPitch))
                {
                    if (typeof(T) == typeof(float) && LineTransposition.Fits((float*)target, Rows, last - first, transposedPitch))
                    {
                        LineTransposition.Transpose((float*)source, Rows, last - first, Columns, (float*)target, transposedPitch);
                    }
                    else
                    {
                        Transposition.Transpose(ref *source, Rows, last - first, Columns, ref *target, transposedPitch);
                    }
                }
            }

            return;
        }

        for (int column = 0; column < Columns; column++)
        {
            ReadOnlySpan<T> source = dense[((first * Columns) + column)..];
            Span<T> target = memory[(offsets[column] + (first * stride))..];
            for (int i = first, from = 0, to = 0; i < last; i++, from += Columns, to += stride)
            {
                target[to] = source[from];
            }
        }
    }
}
