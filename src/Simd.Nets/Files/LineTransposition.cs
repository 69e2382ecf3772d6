using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Simd.Nets;

/// <summary>
/// Transposes squares of 16 × 16 floats in registers, so that every line of memory is read once and written once, past the caches: what comes
/// from a file is larger than they are, and a line that is written whole need not be read before.
/// </summary>
internal static unsafe class LineTransposition
{
    /// <summary>Floats of a line.</summary>
    private const int Line = 16;

    /// <summary>Whether the processor has the registers and the matrix falls into lines.</summary>
    public static bool Fits(float* transposed, int rows, int columns, int pitch) =>
        Avx512F.IsSupported && rows % Line == 0 && columns % Line == 0 && pitch % Line == 0 && (nuint)transposed % (Line * sizeof(float)) == 0;

    /// <summary><c>transposed[columns × rows] = matrix[rows × columns]ᵀ</c>.</summary>
    public static void Transpose(float* matrix, int rows, int columns, nint pitch, float* transposed, nint transposedPitch)
    {
        for (nint row = 0; row < rows; row += Line)
        {
            for (nint column = 0; column < columns; column += Line)
            {
                TransposeSquare(matrix + (row * pitch) + column, pitch, transposed + (column * transposedPitch) + row, transposedPitch);
            }
        }

        Sse.StoreFence();
    }

    // Of each four rows the columns 4k + c become the 128-bit part k of the register c.
    private static void TransposeSquare(float* w, nint pitch, float* wt, nint transposedPitch)
    {
        (Vector512<float> a0, Vector512<float> a1, Vector512<float> a2, Vector512<float> a3) = TransposeFour(w, pitch);
        (Vector512<float> b0, Vector512<float> b1, Vector512<float> b2, Vector512<float> b3) = TransposeFour(w + (4 * pitch), pitch);
        (Vector512<float> c0, Vector512<float> c1, Vector512<float> c2, Vector512<float> c3) = TransposeFour(w + (8 * pitch), pitch);
        (Vector512<float> d0, Vector512<float> d1, Vector512<float> d2, Vector512<float> d3) = TransposeFour(w + (12 * pitch), pitch);
        Store(a0, b0, c0, d0, wt, transposedPitch);
        Store(a1, b1, c1, d1, wt + transposedPitch, transposedPitch);
        Store(a2, b2, c2, d2, wt + (2 * transposedPitch), transposedPitch);
        Store(a3, b3, c3, d3, wt + (3 * transposedPitch), transposedPitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> C0, Vector512<float> C1, Vector512<float> C2, Vector512<float> C3) TransposeFour(float* w, nint pitch)
    {
        Vector512<float> a = Vector512.Load(w);
        Vector512<float> b = Vector512.Load(w + pitch);
        Vector512<float> c = Vector512.Load(w + (2 * pitch));
        Vector512<float> d = Vector512.Load(w + (3 * pitch));
        (Vector512<float> ac0, Vector512<float> ac1) = (Avx512F.UnpackLow(a, c), Avx512F.UnpackHigh(a, c));
        (Vector512<float> bd0, Vector512<float> bd1) = (Avx512F.UnpackLow(b, d), Avx512F.UnpackHigh(b, d));
        return (Avx512F.UnpackLow(ac0, bd0), Avx512F.UnpackHigh(ac0, bd0), Avx512F.UnpackLow(ac1, bd1), Avx512F.UnpackHigh(ac1, bd1));
    }

    // The four 128-bit parts of four registers change places: columns c, c + 4, c + 8, c + 12.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* wt, nint pitch)
    {
        const byte Even = 0b10_00_10_00;
        const byte Odd = 0b11_01_11_01;
        (Vector512<float> ab02, Vector512<float> ab13) = (Avx512F.Shuffle4x128(a, b, Even), Avx512F.Shuffle4x128(a, b, Odd));
        (Vector512<float> cd02, Vector512<float> cd13) = (Avx512F.Shuffle4x128(c, d, Even), Avx512F.Shuffle4x128(c, d, Odd));
        Avx512F.Shuffle4x128(ab02, cd02, Even).StoreAlignedNonTemporal(wt);
        Avx512F.Shuffle4x128(ab13, cd13, Even).StoreAlignedNonTemporal(wt + (4 * pitch));
        Avx512F.Shuffle4x128(ab02, cd02, Odd).StoreAlignedNonTemporal(wt + (8 * pitch));
        Avx512F.Shuffle4x128(ab13, cd13, Odd).StoreAlignedNonTemporal(wt + (12 * pitch));
    }
}
