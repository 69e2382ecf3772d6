using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Simd.Nets.CompilerServices;

/// <summary>Transposed copies of weights.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Transposition
{
    /// <summary>A block of this many rows and columns is read and written while its lines are in the first-level cache.</summary>
    private const int Block = 16;

    /// <summary>A square of so many floats is transposed in registers.</summary>
    private const int Square = 4;

    /// <summary><c>wt[columns × rows] = w[rows × columns]ᵀ</c>; the padding of wt's rows becomes zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Transpose<T>(ref T w, int rows, int columns, int pitch, ref T wt, int transposedPitch)
        where T : unmanaged
    {
        bool hasSquares = typeof(T) == typeof(float) && (Sse.IsSupported || AdvSimd.Arm64.IsSupported);
        for (nint row = 0; row < transposedPitch; row += Block)
        {
            nint lastRow = Math.Min(row + Block, rows);
            nint wholeRows = hasSquares ? lastRow - ((lastRow - row) % Square) : row;
            for (nint column = 0; column < columns; column += Block)
            {
                nint lastColumn = Math.Min(column + Block, columns);
                nint wholeColumns = hasSquares ? lastColumn - ((lastColumn - column) % Square) : column;
                for (nint i = column; i < wholeColumns; i += Square)
                {
                    for (nint j = row; j < wholeRows; j += Square)
                    {
                        TransposeSquare(
                            ref Unsafe.As<T, float>(ref Unsafe.Add(ref w, (j * pitch) + i)),
                            pitch,
                            ref Unsafe.As<T, float>(ref Unsafe.Add(ref wt, (i * transposedPitch) + j)),
                            transposedPitch);
                    }
                }

                for (nint i = column; i < lastColumn; i++)
                {
                    ref T target = ref Unsafe.Add(ref wt, i * transposedPitch);
                    nint j = i < wholeColumns ? wholeRows : row;
                    for (; j < lastRow; j++)
                    {
                        Unsafe.Add(ref target, j) = Unsafe.Add(ref w, (j * pitch) + i);
                    }

                    for (; j < row + Block; j++)
                    {
                        Unsafe.Add(ref target, j) = default;
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSquare(ref float w, nint pitch, ref float wt, nint transposedPitch)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref w);
        Vector128<float> b = Vector128.LoadUnsafe(ref Unsafe.Add(ref w, pitch));
        Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref w, 2 * pitch));
        Vector128<float> d = Vector128.LoadUnsafe(ref Unsafe.Add(ref w, 3 * pitch));
        var (ac0, ac1, bd0, bd1) = (ZipLow(a, c), ZipHigh(a, c), ZipLow(b, d), ZipHigh(b, d));
        ZipLow(ac0, bd0).StoreUnsafe(ref wt);
        ZipHigh(ac0, bd0).StoreUnsafe(ref Unsafe.Add(ref wt, transposedPitch));
        ZipLow(ac1, bd1).StoreUnsafe(ref Unsafe.Add(ref wt, 2 * transposedPitch));
        ZipHigh(ac1, bd1).StoreUnsafe(ref Unsafe.Add(ref wt, 3 * transposedPitch));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
