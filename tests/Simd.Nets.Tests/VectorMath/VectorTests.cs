using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Every width of the facade does, lane by lane, what the scalar does; loads and stores touch what they should and no
/// more.</summary>
public class VectorTests
{
    [Fact]
    public void Active_path_is_the_widest_that_the_machine_offers()
    {
        SimdPath expected = Vector512.IsHardwareAccelerated ? SimdPath.Vector512
            : Avx2.IsSupported && Fma.IsSupported ? SimdPath.Vector256
            : Vector128.IsHardwareAccelerated ? SimdPath.Vector128
            : SimdPath.Scalar;
        Assert.Equal(expected, SimdPath.Active);
        Assert.Equal(1, new[] { SimdTarget.Use512, SimdTarget.Use256, SimdTarget.Use128, expected == SimdPath.Scalar }.Count(used => used));
    }

    [Fact]
    public void Float_lanes_compute_what_the_scalar_computes()
    {
        Compare<Float512, Float1, float>(Samples(value => (float)value));
        Compare<Float256, Float1, float>(Samples(value => (float)value));
        Compare<Float128, Float1, float>(Samples(value => (float)value));
    }

    [Fact]
    public void Double_lanes_compute_what_the_scalar_computes()
    {
        Compare<Double512, Double1, double>(Samples(value => value));
        Compare<Double256, Double1, double>(Samples(value => value));
        Compare<Double128, Double1, double>(Samples(value => value));
    }

    [Fact]
    public void Masked_loads_and_stores_touch_the_first_lanes_only()
    {
        AssertMasked<Float512, float>(index => index);
        AssertMasked<Float256, float>(index => index);
        AssertMasked<Float128, float>(index => index);
        AssertMasked<Float1, float>(index => index);
        AssertMasked<Double512, double>(index => index);
        AssertMasked<Double256, double>(index => index);
        AssertMasked<Double128, double>(index => index);
        AssertMasked<Double1, double>(index => index);
    }

    [Fact]
    public void Sum_and_largest_lane_take_every_lane_in()
    {
        AssertHorizontal<Float512, float>(value => (float)value);
        AssertHorizontal<Float256, float>(value => (float)value);
        AssertHorizontal<Float128, float>(value => (float)value);
        AssertHorizontal<Float1, float>(value => (float)value);
        AssertHorizontal<Double512, double>(value => value);
        AssertHorizontal<Double256, double>(value => value);
        AssertHorizontal<Double128, double>(value => value);
        AssertHorizontal<Double1, double>(value => value);
    }

    [Fact]
    public void Subnormal_numbers_and_they_alone_are_flushed()
    {
        const double SmallestDouble = 2.2250738585072014E-308;
        const double SmallestFloat = 1.1754943508222875E-38;
        EveryWidth.AssertValues<FlushSubnormal>(
            (0, 0), (-0.0, 0), (1.5, 1.5), (-3e38, -3e38), (double.NaN, double.NaN),
            (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, double.NegativeInfinity), (double.Epsilon, 0));
        EveryWidth.AssertValues<FlushSubnormalSquare>(
            (0, 0), (1.5, 1.5), (double.NaN, double.NaN), (double.PositiveInfinity, double.PositiveInfinity), (double.Epsilon, 0));
        AssertFloats<Float1>();
        AssertFloats<Float128>();
        AssertFloats<Float256>();
        AssertFloats<Float512>();
        AssertDoubles<Double1>();
        AssertDoubles<Double128>();
        AssertDoubles<Double256>();
        AssertDoubles<Double512>();

        static void AssertFloats<V>()
            where V : struct, IVector<V, float>
        {
            AssertFlushed<V, float>((float)SmallestFloat, (float)SmallestFloat);
            AssertFlushed<V, float>(-(float)SmallestFloat, -(float)SmallestFloat);
            AssertFlushed<V, float>(MathF.BitDecrement((float)SmallestFloat), 0);
            AssertFlushed<V, float>(-float.Epsilon, 0);
        }

        static void AssertDoubles<V>()
            where V : struct, IVector<V, double>
        {
            AssertFlushed<V, double>(SmallestDouble, SmallestDouble);
            AssertFlushed<V, double>(Math.BitDecrement(SmallestDouble), 0);
            AssertFlushed<V, double>(-double.Epsilon, 0);
        }

        static void AssertFlushed<V, T>(T value, T expected)
            where V : struct, IVector<V, T>
            where T : unmanaged, INumber<T>
        {
            Assert.All(Lanes<V, T>(V.FlushSubnormal(V.Broadcast(value))), lane => Assert.Equal(expected, lane));
            if (value > T.Zero)
            {
                Assert.All(Lanes<V, T>(V.FlushSubnormalSquare(V.Broadcast(value))), lane => Assert.Equal(expected, lane));
            }
        }
    }

    [Fact]
    public void Nan_in_the_second_operand_comes_out_of_min_and_max()
    {
        AssertNan<Float512, float>(float.NaN);
        AssertNan<Float256, float>(float.NaN);
        AssertNan<Float128, float>(float.NaN);
        AssertNan<Float1, float>(float.NaN);
        AssertNan<Double512, double>(double.NaN);
        AssertNan<Double256, double>(double.NaN);
        AssertNan<Double128, double>(double.NaN);
        AssertNan<Double1, double>(double.NaN);
    }

    private static T[] Samples<T>(Func<double, T> convert)
    {
        double[] special = [0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 1e30, -1e30, double.PositiveInfinity, double.NegativeInfinity];
        var random = new PhiloxStream(13, 0);
        return [.. special.Concat(Enumerable.Range(0, 115).Select(_ => 3 * random.NextNormal())).Select(convert)];
    }

    private static void Compare<V, S, T>(T[] x)
        where V : struct, IVector<V, T>
        where S : struct, IVector<S, T>
        where T : unmanaged
    {
        for (int i = 0; i + V.Lanes + 2 <= x.Length; i++)
        {
            V[] results = Operations<V, T>(x, i);
            for (int lane = 0; lane < V.Lanes; lane++)
            {
                S[] expected = Operations<S, T>(x, i + lane);
                for (int operation = 0; operation < expected.Length; operation++)
                {
                    Assert.Equal(Lanes<S, T>(expected[operation])[0], Lanes<V, T>(results[operation])[lane]);
                }
            }
        }
    }

    // Scale takes integers of moderate size.
    private static V[] Operations<V, T>(T[] x, int offset)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        var (a, b, c) = (V.Load(in x[0], offset), V.Load(in x[0], offset + 1), V.Load(in x[0], offset + 2));
        V small = V.Round(V.Min(V.One + V.One, V.Max(-V.One, a)));
        return
        [
            a + b, a - b, a * b, a / b, -a, a & b, a | b, V.MultiplyAdd(a, b, c), V.Min(a, b), V.Max(a, b), V.Abs(a),
            V.FlushSubnormal(a), V.Sqrt(V.Abs(a)), V.Round(a), V.LessThan(a, b), V.Equal(a, b), V.Equal(a, a), V.Select(V.LessThan(a, b), a, c), V.AddBits(a, b),
            V.ShiftBitsLeft(a, 5), V.ShiftBitsRight(a, 7), V.Scale(b, small), V.Exp(a), V.Log(V.Abs(a)), V.Tanh(a), V.Sigmoid(a),
            V.ExpMinusOne(a), V.LogOnePlus(V.Abs(a)), V.Erf(a), V.Gelu(a), V.GeluDerivative(a), V.Constant(0.1),
            V.Zero, V.One, V.Broadcast(x[3]),
        ];
    }

    private static T[] Lanes<V, T>(V vector)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        var lanes = new T[V.Lanes];
        V.Store(vector, ref lanes[0], 0);
        return lanes;
    }

    private static void AssertMasked<V, T>(Func<int, T> number)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        T[] source = [.. Enumerable.Range(10, V.Lanes + 3).Select(number)];
        for (int count = 0; count <= V.Lanes; count++)
        {
            T[] loaded = Lanes<V, T>(V.LoadMasked(in source[0], 3, count, number(-1)));
            Assert.Equal(source[3..(3 + count)].Concat(Enumerable.Repeat(number(-1), V.Lanes - count)), loaded);

            var written = new T[V.Lanes + 3];
            V.StoreMasked(V.Load(in source[0], 0), ref written[0], 2, count);
            Assert.Equal(new T[2].Concat(source[..count]).Concat(new T[V.Lanes - count + 1]), written);
        }
    }

    private static void AssertHorizontal<V, T>(Func<double, T> number)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (int lane = 0; lane < V.Lanes; lane++)
        {
            var values = new T[V.Lanes];
            values.AsSpan().Fill(number(-2));
            values[lane] = number(5);
            Assert.Equal(number(5 - (2 * (V.Lanes - 1))), V.Sum(V.Load(in values[0], 0)));
            Assert.Equal(number(5), V.MaxLane(V.Load(in values[0], 0)));
        }
    }

    private static void AssertNan<V, T>(T nan)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        Assert.All(Lanes<V, T>(V.Min(V.Zero, V.Broadcast(nan))), lane => Assert.Equal(nan, lane));
        Assert.All(Lanes<V, T>(V.Max(V.Zero, V.Broadcast(nan))), lane => Assert.Equal(nan, lane));
    }
}

internal readonly struct FlushSubnormalSquare : IVectorFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => V.FlushSubnormalSquare(x);
}

internal readonly struct FlushSubnormal : IVectorFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => V.FlushSubnormal(x);
}
