using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>A transposed copy is each element in its place, with zeros behind the rows and nothing written beyond. Rows may be further
/// apart than they must be, or not padded at all.</summary>
public class TranspositionTests
{
    private const int Granule = 16;

    [Fact]
    public void Every_shape_of_floats_is_transposed() => AssertShapes(value => (float)value);

    [Fact]
    public void Every_shape_of_doubles_is_transposed() => AssertShapes(value => (double)value);

    private static void AssertShapes<T>(Func<int, T> number)
        where T : unmanaged
    {
        for (int rows = 1; rows <= 35; rows++)
        {
            for (int columns = 1; columns <= 35; columns++)
            {
                AssertTransposed(rows, columns, Padded(columns), Padded(rows), number);
                AssertTransposed(rows, columns, columns, Padded(rows) + Granule, number);
            }
        }
    }

    private static void AssertTransposed<T>(int rows, int columns, int pitch, int transposedPitch, Func<int, T> number)
        where T : unmanaged
    {
        const int Mark = -1;
        T[] w = [.. Enumerable.Range(1, ((rows - 1) * pitch) + columns).Select(number)];
        T[] wt = [.. Enumerable.Repeat(number(Mark), (columns * transposedPitch) + Granule)];
        Transposition.Transpose(ref w[0], rows, columns, pitch, ref wt[0], transposedPitch);

        T[] expected =
        [
            .. Enumerable.Range(0, columns * transposedPitch)
                .Select(at => at % transposedPitch < rows ? w[(at % transposedPitch * pitch) + (at / transposedPitch)] : number(0)),
            .. Enumerable.Repeat(number(Mark), Granule),
        ];
        Assert.Equal(expected, wt);
    }

    private static int Padded(int columns) => (columns + Granule - 1) / Granule * Granule;
}
