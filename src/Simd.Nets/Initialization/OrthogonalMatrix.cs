using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Simd.Nets;

/// <summary>
/// Random matrices with orthonormal rows or columns, whichever are fewer, uniform among them: the Q of normal numbers' QR decomposition
/// with a positive diagonal of R (Mezzadri 2007, "How to generate random matrices from the classical compact groups"), which is what Gram
/// and Schmidt's method yields. It is taken twice a vector, so that nothing is lost to rounding.
/// </summary>
internal static class OrthogonalMatrix
{
    /// <summary>rows × columns, row-major; about 4 · rows · columns · min(rows, columns) multiply-adds.</summary>
    public static double[] Draw(int rows, int columns, TensorRandom random)
    {
        // The vectors to be made orthonormal lie one after the other: the rows, or the columns of a tall matrix.
        bool isTall = rows > columns;
        (int vectors, int length) = isTall ? (columns, rows) : (rows, columns);
        var basis = new double[rows * columns];
        for (int element = 0; element < basis.Length; element++)
        {
            basis[isTall ? Transposed(element, columns, rows) : element] = random.Block(element).Normal0;
        }

        for (int vector = 0; vector < vectors; vector++)
        {
            Span<double> current = basis.AsSpan(vector * length, length);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int other = 0; other < vector; other++)
                {
                    ReadOnlySpan<double> direction = basis.AsSpan(other * length, length);
                    Subtract(Dot(direction, current), direction, current);
                }

                double inverse = 1 / Math.Sqrt(Dot(current, current));
                foreach (ref double value in current)
                {
                    value *= inverse;
                }
            }
        }

        if (!isTall)
        {
            return basis;
        }

        var matrix = new double[basis.Length];
        for (int element = 0; element < matrix.Length; element++)
        {
            matrix[element] = basis[Transposed(element, columns, rows)];
        }

        return matrix;
    }

    private static int Transposed(int element, int columns, int rows) => (element % columns * rows) + (element / columns);

    // The lanes are four on every machine, and nothing is fused: the weights are the same everywhere.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector256<double>> left = MemoryMarshal.Cast<double, Vector256<double>>(a);
        ReadOnlySpan<Vector256<double>> right = MemoryMarshal.Cast<double, Vector256<double>>(b);
        Vector256<double> sums = Vector256<double>.Zero;
        for (int i = 0; i < left.Length; i++)
        {
            sums += left[i] * right[i];
        }

        double sum = Vector256.Sum(sums);
        for (int i = left.Length * Vector256<double>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Subtract(double factor, ReadOnlySpan<double> direction, Span<double> target)
    {
        ReadOnlySpan<Vector256<double>> directions = MemoryMarshal.Cast<double, Vector256<double>>(direction);
        Span<Vector256<double>> targets = MemoryMarshal.Cast<double, Vector256<double>>(target);
        for (int i = 0; i < directions.Length; i++)
        {
            targets[i] -= directions[i] * factor;
        }

        for (int i = directions.Length * Vector256<double>.Count; i < target.Length; i++)
        {
            target[i] -= direction[i] * factor;
        }
    }
}
