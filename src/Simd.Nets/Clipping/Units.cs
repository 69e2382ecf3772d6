using System.Numerics;
using System.Runtime.InteropServices;

namespace Simd.Nets;

/// <summary>
/// The units of a tensor in memory: the weights that lead into one output, found by the tensor's unit axis. A tensor of one axis (biases,
/// gains) is one unit, as in Brock et al. 2021.
/// </summary>
internal static class Units
{
    /// <summary>Elements that <see cref="SquareSums{T}"/> writes and <see cref="Multiply{T}"/> reads: a number a unit, padding
    /// counted.</summary>
    public static int Slots(TensorEntry tensor) => Form(tensor) switch
    {
        UnitForm.Whole => 1,
        UnitForm.Columns => tensor.Pitch,
        _ => tensor.Shape.Span[tensor.UnitAxis],
    };

    /// <summary>Σx² of every unit; 0 in slots of padding.</summary>
    public static void SquareSums<T>(TensorEntry tensor, ReadOnlySpan<T> memory, Span<double> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        sums.Clear();
        UnitForm form = Form(tensor);
        for (int row = 0; row < tensor.Rows; row++)
        {
            ReadOnlySpan<T> values = memory.Slice(row * tensor.Pitch, tensor.Pitch);
            if (form == UnitForm.Columns)
            {
                AddSquares(values, sums);
            }
            else
            {
                sums[UnitOfRow(tensor, row)] += Norms.OfSquares(values);
            }
        }
    }

    /// <summary>Multiplies every unit by its factor.</summary>
    public static void Multiply<T>(TensorEntry tensor, Span<T> memory, ReadOnlySpan<double> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        UnitForm form = Form(tensor);
        for (int row = 0; row < tensor.Rows; row++)
        {
            Span<T> values = memory.Slice(row * tensor.Pitch, tensor.Pitch);
            if (form == UnitForm.Columns)
            {
                MultiplyEach(values, factors);
            }
            else
            {
                MultiplyAll(values, factors[UnitOfRow(tensor, row)]);
            }
        }
    }

    private static UnitForm Form(TensorEntry tensor) =>
        tensor.Shape.Length <= 1 ? UnitForm.Whole : tensor.Strides.Span[tensor.UnitAxis] == 1 ? UnitForm.Columns : UnitForm.Rows;

    private static int UnitOfRow(TensorEntry tensor, int row) => tensor.Shape.Length <= 1
        ? 0
        : row * tensor.Pitch / tensor.Strides.Span[tensor.UnitAxis] % tensor.Shape.Span[tensor.UnitAxis];

    private static void AddSquares<T>(ReadOnlySpan<T> values, Span<double> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<Vector<double>> totals = MemoryMarshal.Cast<double, Vector<double>>(sums);
        if (typeof(T) == typeof(double))
        {
            ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<T, Vector<double>>(values);
            for (int i = 0; i < vectors.Length; i++)
            {
                totals[i] += vectors[i] * vectors[i];
            }
        }
        else
        {
            ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<T, Vector<float>>(values);
            for (int i = 0; i < vectors.Length; i++)
            {
                Vector.Widen(vectors[i], out Vector<double> lower, out Vector<double> upper);
                totals[2 * i] += lower * lower;
                totals[(2 * i) + 1] += upper * upper;
            }
        }
    }

    private static void MultiplyEach<T>(Span<T> values, ReadOnlySpan<double> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector<double>> by = MemoryMarshal.Cast<double, Vector<double>>(factors);
        if (typeof(T) == typeof(double))
        {
            Span<Vector<double>> vectors = MemoryMarshal.Cast<T, Vector<double>>(values);
            for (int i = 0; i < vectors.Length; i++)
            {
                vectors[i] *= by[i];
            }
        }
        else
        {
            Span<Vector<float>> vectors = MemoryMarshal.Cast<T, Vector<float>>(values);
            for (int i = 0; i < vectors.Length; i++)
            {
                vectors[i] *= Vector.Narrow(by[2 * i], by[(2 * i) + 1]);
            }
        }
    }

    private static void MultiplyAll<T>(Span<T> values, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var by = new Vector<T>(T.CreateTruncating(factor));
        foreach (ref Vector<T> vector in MemoryMarshal.Cast<T, Vector<T>>(values))
        {
            vector *= by;
        }
    }

    private enum UnitForm
    {
        Whole,
        Columns,
        Rows,
    }
}
