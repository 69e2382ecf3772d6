using System.Numerics;
using System.Runtime.InteropServices;

namespace Simd.Nets.Tests.Flow;

/// <summary>Products of matrices in row-major order.</summary>
internal static class MatrixProduct
{
    /// <summary><c>C += A·B</c>, A of so many rows and columns.</summary>
    public static void Add(float[] a, float[] b, float[] c, int rows, int columns, int width)
    {
        int lanes = width / Vector<float>.Count * Vector<float>.Count;
        for (int row = 0; row < rows; row++)
        {
            Span<float> sums = c.AsSpan(row * width, width);
            Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(sums);
            int column = 0;
            for (; column + 3 < columns; column += 4)
            {
                ReadOnlySpan<float> factors = a.AsSpan((row * columns) + column, 4);
                (float a0, float a1, float a2, float a3) = (factors[0], factors[1], factors[2], factors[3]);
                ReadOnlySpan<Vector<float>> b0 = Row(column), b1 = Row(column + 1), b2 = Row(column + 2), b3 = Row(column + 3);
                for (int i = 0; i < vectors.Length; i++)
                {
                    vectors[i] += (b0[i] * a0) + (b1[i] * a1) + (b2[i] * a2) + (b3[i] * a3);
                }

                for (int i = lanes; i < width; i++)
                {
                    for (int k = 0; k < 4; k++)
                    {
                        sums[i] += factors[k] * b[((column + k) * width) + i];
                    }
                }
            }

            for (; column < columns; column++)
            {
                for (int i = 0; i < width; i++)
                {
                    sums[i] += a[(row * columns) + column] * b[(column * width) + i];
                }
            }
        }

        ReadOnlySpan<Vector<float>> Row(int column) => MemoryMarshal.Cast<float, Vector<float>>(b.AsSpan(column * width, width));
    }
}
