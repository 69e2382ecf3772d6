using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>The bound that says beforehand whether a gradient can overflow.</summary>
public class BoundsTests
{
    private const int Rows = 5;
    private const int Inputs = 19; // whole vectors and a rest
    private const int Pitch = 32;

    [Fact]
    public void No_element_of_a_product_is_larger()
    {
        var random = new Random(1);
        float[] x = Values<float>(random, Rows * Inputs);
        float[] dz = Values<float>(random, Rows * Pitch);
        double bound = Bounds.Product(ref x[0], Inputs, Inputs, ref dz[0], Pitch, Rows);
        Assert.Equal(2.0 * Rows * x.Max(MathF.Abs) * dz.Max(MathF.Abs), bound, 1e-12);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_leaves_no_finite_bound_wherever_it_is(double stranger)
    {
        var random = new Random(2);
        for (int at = 0; at < Rows * Inputs; at++)
        {
            AssertNotFinite<float>(random, at, (float)stranger);
            AssertNotFinite(random, at, stranger);
        }
    }

    private static void AssertNotFinite<T>(Random random, int at, T stranger)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] x = Values<T>(random, Rows * Inputs);
        var dz = new T[Rows * Pitch]; // even against zeros
        x[at] = stranger;
        Assert.False(double.IsFinite(Bounds.Product(ref x[0], Inputs, Inputs, ref dz[0], Pitch, Rows)));
    }

    private static T[] Values<T>(Random random, int count)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating((random.NextDouble() * 4) - 2))];
}
