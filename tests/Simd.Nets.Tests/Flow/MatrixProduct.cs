using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Simd.Nets.Tests.Flow;

/// <summary>Products of matrices in row-major order.</summary>
internal static class MatrixProduct
{
    private const int Rows = 4;

    /// <summary><c>C += A·B</c>, A of so many rows and columns.</summary>
    public static void Add(float[] a, float[] b, float[] c, int rows, int columns, int width)
    {
        int pair = 2 * Vector<float>.Count;
        int whole = rows % Rows == 0 ? width / pair * pair : 0;
        for (int left = 0; left < whole; left += pair)
        {
            for (int row = 0; row < rows; row += Rows)
            {
                AddTile(ref a[row * columns], ref b[left], ref c[(row * width) + left], columns, width);
            }
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                for (int i = whole; i < width; i++)
                {
                    c[(row * width) + i] += a[(row * columns) + column] * b[(column * width) + i];
                }
            }
        }
    }

    /// <summary>Four rows and two vectors' columns of C, their sums in registers.</summary>
    private static void AddTile(ref float a, ref float b, ref float c, int columns, int width)
    {
        ReadOnlySpan<float> factors = MemoryMarshal.CreateReadOnlySpan(ref a, Rows * columns);
        ReadOnlySpan<float> a0 = factors[..columns], a1 = factors.Slice(columns, columns);
        ReadOnlySpan<float> a2 = factors.Slice(2 * columns, columns), a3 = factors[(3 * columns)..];
        Vector<float> c00 = default, c01 = default, c10 = default, c11 = default;
        Vector<float> c20 = default, c21 = default, c30 = default, c31 = default;
        for (int column = 0; column < columns; column++)
        {
            ref float from = ref Unsafe.Add(ref b, column * width);
            Vector<float> b0 = Vector.LoadUnsafe(ref from), b1 = Vector.LoadUnsafe(ref from, (nuint)Vector<float>.Count);
            c00 += b0 * a0[column];
            c01 += b1 * a0[column];
            c10 += b0 * a1[column];
            c11 += b1 * a1[column];
            c20 += b0 * a2[column];
            c21 += b1 * a2[column];
            c30 += b0 * a3[column];
            c31 += b1 * a3[column];
        }

        Store(ref c, 0, c00, c01);
        Store(ref c, width, c10, c11);
        Store(ref c, 2 * width, c20, c21);
        Store(ref c, 3 * width, c30, c31);
    }

    private static void Store(ref float c, int at, Vector<float> left, Vector<float> right)
    {
        (Vector.LoadUnsafe(ref c, (nuint)at) + left).StoreUnsafe(ref c, (nuint)at);
        nuint next = (nuint)(at + Vector<float>.Count);
        (Vector.LoadUnsafe(ref c, next) + right).StoreUnsafe(ref c, next);
    }
}
