using Simd.Nets.CompilerServices;

namespace Simd.Nets.Tests;

internal readonly struct GeluFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.Gelu(x);

    public static double Exact(double x)
    {
        double tail = Math.Exp(-x * x / 2) * NormalDistribution.ScaledTail(Math.Min(40, Math.Abs(x)));
        return tail == 0 ? Math.Max(x, 0) : x * (x < 0 ? tail : 1 - tail);
    }

    public static DoubleDouble Exact(double x, out int exponent)
    {
        DoubleDouble tail = DoubleDouble.Exp((DoubleDouble)x * x / -2, out exponent) * NormalDistribution.ScaledTailPrecisely(Math.Abs(x));
        if (x < 0)
        {
            return x * tail;
        }

        tail = new(Math.ScaleB(tail.High, exponent), Math.ScaleB(tail.Low, exponent));
        exponent = 0;
        return x * (1 - tail);
    }

    public static double Sample(ref PhiloxStream random) => random.NextInt32(2) == 0
        ? -38 + (48 * random.NextDouble())
        : Arguments.AnySize(ref random, -60, 3);
}

internal readonly struct GeluDerivativeFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.GeluDerivative(x);

    public static double Exact(double x)
    {
        double magnitude = Math.Min(40, Math.Abs(x));
        double scaled = NormalDistribution.ScaledTail(magnitude) - (magnitude * NormalDistribution.ScaledDensity.High);
        double below = Math.Exp(-magnitude * magnitude / 2) * scaled;
        return x < 0 ? below : 1 - below;
    }

    public static DoubleDouble Exact(double x, out int exponent)
    {
        DoubleDouble below = DoubleDouble.Exp((DoubleDouble)x * x / -2, out exponent)
            * (NormalDistribution.ScaledTailPrecisely(Math.Abs(x)) - (Math.Abs(x) * NormalDistribution.ScaledDensity));
        if (x < 0)
        {
            return below;
        }

        below = new(Math.ScaleB(below.High, exponent), Math.ScaleB(below.Low, exponent));
        exponent = 0;
        return 1 - below;
    }

    public static double Sample(ref PhiloxStream random) => GeluFunction.Sample(ref random);
}

internal readonly struct SiluFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.Silu(x);

    public static double Exact(double x) => Math.Max(-1000, x) * SigmoidFunction.Exact(Math.Max(-1000, x));

    public static DoubleDouble Exact(double x, out int exponent) => x * SigmoidFunction.Exact(x, out exponent);

    public static double Sample(ref PhiloxStream random) => SigmoidFunction.Sample(ref random);
}

internal readonly struct SiluDerivativeFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.SiluDerivative(x);

    public static double Exact(double x)
    {
        double limited = Math.Clamp(x, -1000, 1000);
        return SigmoidFunction.Exact(limited) * (1 + (limited * SigmoidFunction.Exact(-limited)));
    }

    public static DoubleDouble Exact(double x, out int exponent)
    {
        DoubleDouble other = SigmoidFunction.Exact(-x, out int scale);
        other = new(Math.ScaleB(other.High, scale), Math.ScaleB(other.Low, scale));
        return SigmoidFunction.Exact(x, out exponent) * (1 + (x * other));
    }

    public static double Sample(ref PhiloxStream random) => SigmoidFunction.Sample(ref random);
}

internal readonly struct MishFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.Mish(x);

    public static double Exact(double x)
    {
        double e = Math.Exp(Math.Min(x, 300));
        return Math.Max(-1000, x) * (e * (e + 2) / ((e * (e + 2)) + 2));
    }

    public static DoubleDouble Exact(double x, out int exponent)
    {
        exponent = 0;
        return x * Gate(x, out _);
    }

    /// <summary>tanh(ln (1 + e)) with e = e^x.</summary>
    public static DoubleDouble Gate(double x, out DoubleDouble e)
    {
        e = DoubleDouble.Exp(x);
        return e * (e + 2) / ((e * (e + 2)) + 2);
    }

    public static double Sample(ref PhiloxStream random) => random.NextInt32(2) == 0
        ? -300 + (350 * random.NextDouble())
        : Arguments.AnySize(ref random, -60, 6);
}

internal readonly struct MishDerivativeFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.MishDerivative(x);

    public static double Exact(double x)
    {
        double limited = Math.Clamp(x, -1000, 300);
        double e = Math.Exp(limited);
        double rest = 2 / ((e * (e + 2)) + 2); // 1 − t
        return (e * (e + 2) / 2 * rest) + (limited * e / (1 + e) * rest * (2 - rest));
    }

    public static DoubleDouble Exact(double x, out int exponent)
    {
        exponent = 0;
        DoubleDouble gate = MishFunction.Gate(x, out DoubleDouble e);
        DoubleDouble rest = 2 / ((e * (e + 2)) + 2);
        return gate + (x * e / (1 + e) * rest * (2 - rest));
    }

    public static double Sample(ref PhiloxStream random) => MishFunction.Sample(ref random);
}
