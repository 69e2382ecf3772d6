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

    private static double Largest<T>(ref T first, int columns, int pitch, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => double.CreateTruncating(
            Unsafe.SizeOf<T>() == sizeof(int)
                ? Unsafe.BitCast<int, T>(LargestBits(ref Unsafe.As<T, int>(ref first), columns, pitch, rows))
                : Unsafe.BitCast<long, T>(LargestBits(ref Unsafe.As<T, long>(ref first), columns, pitch, rows)));

    // Magnitudes are ordered as their bits are, and whatever is not finite lies above all that is.
    private static TBits LargestBits<TBits>(ref TBits first, int columns, int pitch, int rows)
        where TBits : unmanaged, IBinaryInteger<TBits>, IMinMaxValue<TBits>
    {
        Vector<TBits> largest = Vector<TBits>.Zero;
        var magnitude = new Vector<TBits>(TBits.MaxValue);
        TBits rest = TBits.Zero;
        for (int row = 0; row < rows; row++)
        {
            ref TBits values = ref Unsafe.Add(ref first, (nint)row * pitch);
            int column = 0;
            for (; column <= columns - Vector<TBits>.Count; column += Vector<TBits>.Count)
            {
                largest = Vector.Max(largest, Vector.LoadUnsafe(ref values, (nuint)column) & magnitude);
            }

            for (; column < columns; column++)
            {
                rest = TBits.Max(rest, Unsafe.Add(ref values, column) & TBits.MaxValue);
            }
        }

        for (int lane = 0; lane < Vector<TBits>.Count; lane++)
        {
            rest = TBits.Max(rest, largest[lane]);
        }

        return rest;
    }
}
