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

    /// <summary>A square of so many floats is transposed in registers of 256 bits.</summary>
    private const int LargeSquare = 8;

    /// <summary>One of so many in registers of 128.</summary>
    private const int Square = 4;

    /// <summary><c>wt[columns × rows] = w[rows × columns]ᵀ</c>; the padding of wt's rows becomes zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Transpose<T>(ref T w, int rows, int columns, int pitch, ref T wt, int transposedPitch)
        where T : unmanaged
    {
        for (nint row = 0; row < transposedPitch; row += Block)
        {
            for (nint column = 0; column < columns; column += Block)
            {
                for (int part = 0; part < 4; part++)
                {
                    nint firstRow = row + (part / 2 * LargeSquare);
                    nint firstColumn = column + (part % 2 * LargeSquare);
                    int ofRows = (int)Math.Clamp(rows - firstRow, 0, LargeSquare);
                    int ofColumns = (int)Math.Clamp(columns - firstColumn, 0, LargeSquare);
                    if (ofColumns == 0)
                    {
                        continue;
                    }

                    // Behind the last row there is nothing of w, but padding of wt.
                    ref T source = ref Unsafe.Add(ref w, ofRows == 0 ? 0 : (firstRow * pitch) + firstColumn);
                    ref T target = ref Unsafe.Add(ref wt, (firstColumn * transposedPitch) + firstRow);
                    if (typeof(T) == typeof(float) && Avx.IsSupported && ofRows == LargeSquare && ofColumns == LargeSquare)
                    {
                        TransposeLargeSquare(
                            ref Unsafe.As<T, float>(ref source), pitch, ref Unsafe.As<T, float>(ref target), transposedPitch);
                    }
                    else
                    {
                        TransposePart(ref source, ofRows, ofColumns, pitch, ref target, transposedPitch);
                    }
                }
            }
        }
    }

    // Up to a large square, and zeros for the rows that it lacks.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TransposePart<T>(ref T w, int rows, int columns, nint pitch, ref T wt, nint transposedPitch)
        where T : unmanaged
    {
        bool hasSquares = typeof(T) == typeof(float) && (Sse.IsSupported || AdvSimd.Arm64.IsSupported);
        nint wholeRows = hasSquares ? rows & -Square : 0;
        nint wholeColumns = hasSquares ? columns & -Square : 0;
        for (nint column = 0; column < wholeColumns; column += Square)
        {
            for (nint row = 0; row < wholeRows; row += Square)
            {
                TransposeSquare(
                    ref Unsafe.As<T, float>(ref Unsafe.Add(ref w, (row * pitch) + column)),
                    pitch,
                    ref Unsafe.As<T, float>(ref Unsafe.Add(ref wt, (column * transposedPitch) + row)),
                    transposedPitch);
            }
        }

        for (nint column = 0; column < columns; column++)
        {
            ref T target = ref Unsafe.Add(ref wt, column * transposedPitch);
            nint row = column < wholeColumns ? wholeRows : 0;
            for (; row < rows; row++)
            {
                Unsafe.Add(ref target, row) = Unsafe.Add(ref w, (row * pitch) + column);
            }

            for (; row < LargeSquare; row++)
            {
                Unsafe.Add(ref target, row) = default;
            }
        }
    }

    // The halves of a register are transposed side by side: rows 0 to 3 in the lower ones, 4 to 7 in the upper.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeLargeSquare(ref float w, nint pitch, ref float wt, nint transposedPitch)
    {
        for (int half = 0; half < LargeSquare; half += Square)
        {
            Vector256<float> a = Rows(ref w, 0), b = Rows(ref w, pitch), c = Rows(ref w, 2 * pitch), d = Rows(ref w, 3 * pitch);
            var (ac0, ac1, bd0, bd1) = (Avx.UnpackLow(a, c), Avx.UnpackHigh(a, c), Avx.UnpackLow(b, d), Avx.UnpackHigh(b, d));
            Avx.UnpackLow(ac0, bd0).StoreUnsafe(ref wt);
            Avx.UnpackHigh(ac0, bd0).StoreUnsafe(ref Unsafe.Add(ref wt, transposedPitch));
            Avx.UnpackLow(ac1, bd1).StoreUnsafe(ref Unsafe.Add(ref wt, 2 * transposedPitch));
            Avx.UnpackHigh(ac1, bd1).StoreUnsafe(ref Unsafe.Add(ref wt, 3 * transposedPitch));
            w = ref Unsafe.Add(ref w, Square);
            wt = ref Unsafe.Add(ref wt, Square * transposedPitch);
        }

        Vector256<float> Rows(ref float from, nint row) => Vector256.Create(
            Vector128.LoadUnsafe(ref Unsafe.Add(ref from, row)), Vector128.LoadUnsafe(ref Unsafe.Add(ref from, row + (Square * pitch))));
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
