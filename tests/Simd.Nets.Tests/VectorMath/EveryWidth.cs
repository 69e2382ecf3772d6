using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>A function at every width and in both precisions; -0 and 0 are told apart.</summary>
internal static class EveryWidth
{
    public static void AssertValues<F>(params (double X, double Y)[] cases)
        where F : IVectorFunction
    {
        foreach ((double x, double y) in cases)
        {
            AssertDouble<F, Double1>(x, y);
            AssertDouble<F, Double128>(x, y);
            AssertDouble<F, Double256>(x, y);
            AssertDouble<F, Double512>(x, y);
            AssertFloat<F, Float1>((float)x, (float)y);
            AssertFloat<F, Float128>((float)x, (float)y);
            AssertFloat<F, Float256>((float)x, (float)y);
            AssertFloat<F, Float512>((float)x, (float)y);
        }
    }

    private static void AssertDouble<F, V>(double x, double y)
        where F : IVectorFunction
        where V : struct, IVector<V, double>
    {
        var results = new double[V.Lanes];
        V.Store(F.Apply(V.Broadcast(x)), ref results[0], 0);
        Assert.All(results, result => Assert.Equal(Bits(y), Bits(result)));
    }

    private static void AssertFloat<F, V>(float x, float y)
        where F : IVectorFunction
        where V : struct, IVector<V, float>
    {
        var results = new float[V.Lanes];
        V.Store(F.Apply(V.Broadcast(x)), ref results[0], 0);
        Assert.All(results, result => Assert.Equal(Bits(y), Bits(result)));
    }

    // Tells -0 from 0; a NaN's sign says nothing. Widening a float loses none of it.
    private static ulong Bits(double y) => double.IsNaN(y) ? ulong.MaxValue : BitConverter.DoubleToUInt64Bits(y);
}
