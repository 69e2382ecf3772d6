using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>How large what is not computed yet can become.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Bounds
{
    /// <summary>No element of <c>xᵀ[inputs × rows] · dz[rows × columns]</c> is larger, rounding counted; NaN or infinite if an element of
    /// either is not finite. Both have no padding that is not zero.</summary>
    public static double Product<T>(ref T x, int inputs, int xPitch, ref T dz, int pitch, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            2.0 * rows * Largest(ref x, inputs, xPitch, rows) * Largest(ref dz, pitch, pitch, rows);

    // Whatever is not a number makes the sum of magnitudes none, though a maximum may lose it.
    private static double Largest<T>(ref T first, int columns, int pitch, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> largest = Vector<T>.Zero;
        Vector<T> poison = Vector<T>.Zero;
        T rest = T.Zero;
        for (int row = 0; row < rows; row++)
        {
            ref T values = ref Unsafe.Add(ref first, (nint)row * pitch);
            int column = 0;
            for (; column <= columns - Vector<T>.Count; column += Vector<T>.Count)
            {
                Vector<T> value = Vector.Abs(Vector.LoadUnsafe(ref values, (nuint)column));
                largest = Vector.Max(largest, value);
                poison += value * Vector<T>.Zero;
            }

            for (; column < columns; column++)
            {
                rest = T.Max(rest, T.Abs(Unsafe.Add(ref values, column)));
            }
        }

        for (int lane = 0; lane < Vector<T>.Count; lane++)
        {
            rest = T.Max(rest, largest[lane] + poison[lane]);
        }

        return double.CreateTruncating(rest);
    }
}
