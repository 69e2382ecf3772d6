using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Every activation beside its derivative: slopes against central differences, limits, and PyTorch's choice at corners.</summary>
public class ActivationTests
{
    private const double Alpha = 0.75;
    private static readonly double Infinity = double.PositiveInfinity;

    [Fact]
    public void Relu_and_its_slope() => AssertActivation<ReluActivation>(
        (double.NaN, double.NaN, double.NaN), (-Infinity, 0, 0), (-2, 0, 0), (0, 0, 0), (2, 2, 1), (Infinity, Infinity, 1));

    [Fact]
    public void LeakyRelu_and_its_slope() => AssertActivation<LeakyReluActivation>(
        (double.NaN, double.NaN, double.NaN), (-Infinity, -Infinity, 0.25), (-2, -0.5, 0.25), (0, 0, 0.25), (2, 2, 1),
        (Infinity, Infinity, 1));

    [Fact]
    public void Elu_and_its_slope() => AssertActivation<EluActivation>(
        (double.NaN, double.NaN, double.NaN), (-Infinity, -Alpha, 0), (-1000, -Alpha, 0), (0, 0, Alpha), (2, 2, 1),
        (Infinity, Infinity, 1));

    [Fact]
    public void Selu_and_its_slope() => AssertActivation<SeluActivation>(
        (double.NaN, double.NaN, double.NaN), (-Infinity, -1.7580993408473768599, 0), (0, 0, 1.7580993408473768599),
        (2, 2.1014019747109609868, 1.0507009873554804934), (Infinity, Infinity, 1.0507009873554804934));

    [Fact]
    public void Softplus_and_its_slope() => AssertActivation<SoftplusActivation>(
        (double.NaN, double.NaN, double.NaN), (-Infinity, 0, 0), (-1000, 0, 0), (1000, 1000, 1), (Infinity, Infinity, 1));

    [Fact]
    public void HardSigmoid_and_its_slope() => AssertActivation<HardSigmoidActivation>(
        (double.NaN, double.NaN, double.NaN), (-Infinity, 0, 0), (-3, 0, 0), (0, 0.5, 1.0 / 6), (3, 1, 0), (Infinity, 1, 0));

    [Fact]
    public void HardTanh_and_its_slope() => AssertActivation<HardTanhActivation>(
        (double.NaN, double.NaN, double.NaN), (-Infinity, -1, 0), (-1, -1, 0), (0.25, 0.25, 1), (1, 1, 0), (Infinity, 1, 0));

    [Fact]
    public void HardSwish_and_its_slope() => AssertActivation<HardSwishActivation>(
        (double.NaN, double.NaN, double.NaN), (-Infinity, -0.0, 0), (-3, -0.0, 0), (0, 0, 0.5), (3, 3, 1), (Infinity, Infinity, 1));

    [Fact]
    public void Gelu_and_its_slope() => AssertActivation<GeluActivation>(
        (double.NaN, double.NaN, double.NaN), (-Infinity, 0.0, -0.0), (-1000, 0.0, -0.0), (1000, 1000, 1), (Infinity, Infinity, 1));

    [Fact]
    public void Silu_and_its_slope() => AssertActivation<SiluActivation>(
        (double.NaN, double.NaN, double.NaN), (-Infinity, -0.0, -0.0), (-1e4, -0.0, -0.0), (0, 0, 0.5), (1e4, 1e4, 1),
        (Infinity, Infinity, 1));

    [Fact]
    public void Mish_and_its_slope() => AssertActivation<MishActivation>(
        (double.NaN, double.NaN, double.NaN), (-Infinity, -0.0, -0.0), (-1e4, -0.0, -0.0), (1e4, 1e4, 1), (Infinity, Infinity, 1));

    private static void AssertActivation<A>(params (double Z, double Value, double Slope)[] limits)
        where A : IActivation
    {
        EveryWidth.AssertValues<ValueOf<A>>([.. limits.Select(limit => (limit.Z, limit.Value))]);
        EveryWidth.AssertValues<SlopeOf<A>>([.. limits.Select(limit => (limit.Z, limit.Slope))]);

        // No point of the grid is a corner.
        for (double z = -9.15; z < 9; z += 0.3)
        {
            double h = 1e-6 * Math.Max(1, Math.Abs(z));
            double difference = (A.Value(new Double1(z + h)).Value - A.Value(new Double1(z - h)).Value) / (2 * h);
            AssertSlope<A, Double1, double>(z, difference, 1e-9);
            AssertSlope<A, Double128, double>(z, difference, 1e-9);
            AssertSlope<A, Double256, double>(z, difference, 1e-9);
            AssertSlope<A, Double512, double>(z, difference, 1e-9);
            AssertSlope<A, Float1, float>((float)z, difference, 1e-6);
            AssertSlope<A, Float128, float>((float)z, difference, 1e-6);
            AssertSlope<A, Float256, float>((float)z, difference, 1e-6);
            AssertSlope<A, Float512, float>((float)z, difference, 1e-6);
        }
    }

    private static void AssertSlope<A, V, T>(T z, double expected, double tolerance)
        where A : IActivation
        where V : struct, IVector<V, T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var slopes = new T[V.Lanes];
        V.Store(A.Slope(V.Broadcast(z)), ref slopes[0], 0);
        Assert.All(slopes, slope => Assert.Equal(expected, double.CreateTruncating(slope), tolerance));
    }

    /// <summary>An activation, and its derivative as a function of the same argument.</summary>
    private interface IActivation
    {
        static abstract V Value<V>(V z)
            where V : struct, IVector<V>;

        static abstract V Slope<V>(V z)
            where V : struct, IVector<V>;
    }

    private readonly struct ValueOf<A> : IVectorFunction
        where A : IActivation
    {
        public static V Apply<V>(V x)
            where V : struct, IVector<V> => A.Value(x);
    }

    private readonly struct SlopeOf<A> : IVectorFunction
        where A : IActivation
    {
        public static V Apply<V>(V x)
            where V : struct, IVector<V> => A.Slope(x);
    }

    private readonly struct ReluActivation : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, IVector<V> => VectorMath.Relu(z);

        public static V Slope<V>(V z)
            where V : struct, IVector<V> => VectorMath.ReluDerivative(Value(z));
    }

    private readonly struct LeakyReluActivation : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, IVector<V> => VectorMath.LeakyRelu(z, V.Constant(0.25));

        public static V Slope<V>(V z)
            where V : struct, IVector<V> => VectorMath.LeakyReluDerivative(Value(z), V.Constant(0.25));
    }

    private readonly struct EluActivation : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, IVector<V> => VectorMath.Elu(z, V.Constant(Alpha));

        public static V Slope<V>(V z)
            where V : struct, IVector<V> => VectorMath.EluDerivative(Value(z), V.Constant(Alpha));
    }

    private readonly struct SeluActivation : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, IVector<V> => VectorMath.Selu(z);

        public static V Slope<V>(V z)
            where V : struct, IVector<V> => VectorMath.SeluDerivative(Value(z));
    }

    private readonly struct SoftplusActivation : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, IVector<V> => VectorMath.Softplus(z);

        public static V Slope<V>(V z)
            where V : struct, IVector<V> => VectorMath.SoftplusDerivative(Value(z));
    }

    private readonly struct HardSigmoidActivation : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, IVector<V> => VectorMath.HardSigmoid(z);

        public static V Slope<V>(V z)
            where V : struct, IVector<V> => VectorMath.HardSigmoidDerivative(Value(z));
    }

    private readonly struct HardTanhActivation : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, IVector<V> => VectorMath.HardTanh(z);

        public static V Slope<V>(V z)
            where V : struct, IVector<V> => VectorMath.HardTanhDerivative(Value(z));
    }

    private readonly struct HardSwishActivation : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, IVector<V> => VectorMath.HardSwish(z);

        public static V Slope<V>(V z)
            where V : struct, IVector<V> => VectorMath.HardSwishDerivative(z);
    }

    private readonly struct GeluActivation : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, IVector<V> => VectorMath.Gelu(z);

        public static V Slope<V>(V z)
            where V : struct, IVector<V> => VectorMath.GeluDerivative(z);
    }

    private readonly struct SiluActivation : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, IVector<V> => VectorMath.Silu(z);

        public static V Slope<V>(V z)
            where V : struct, IVector<V> => VectorMath.SiluDerivative(z);
    }

    private readonly struct MishActivation : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, IVector<V> => VectorMath.Mish(z);

        public static V Slope<V>(V z)
            where V : struct, IVector<V> => VectorMath.MishDerivative(z);
    }
}
