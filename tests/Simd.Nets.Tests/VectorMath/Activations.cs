using Simd.Nets.CompilerServices;

namespace Simd.Nets.Tests;

internal readonly struct ExpMinusOneFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.ExpMinusOne(x);

    public static double Exact(double x) => Math.Abs(x) < 1 ? 2 * Math.Exp(x / 2) * Math.Sinh(x / 2) : Math.Exp(x) - 1;

    public static DoubleDouble Exact(double x, out int exponent)
    {
        exponent = 0;
        return DoubleDouble.ExpMinusOne(x);
    }

    public static double Sample(ref PhiloxStream random) => random.NextInt32(2) == 0
        ? -50 + (700 * random.NextDouble())
        : Arguments.AnySize(ref random, -60, 3);
}

internal readonly struct LogOnePlusFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.LogOnePlus(x);

    public static double Exact(double x) => Math.Abs(x) < 0.5 ? 2 * Math.Atanh(x / (2 + x)) : Math.Log(1 + x);

    public static DoubleDouble Exact(double x, out int exponent)
    {
        exponent = 0;
        return x > 1e10 ? DoubleDouble.Log(x) + (1 / (DoubleDouble)x) : DoubleDouble.LogOnePlus(x);
    }

    public static double Sample(ref PhiloxStream random) => random.NextInt32(2) == 0
        ? -1 + (3 * random.NextDouble())
        : Math.Abs(Arguments.AnySize(ref random, -60, 200));
}

internal readonly struct ErfFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.Erf(x);

    public static double Exact(double x) => NormalDistribution.Erf(x);

    public static DoubleDouble Exact(double x, out int exponent)
    {
        exponent = 0;
        return NormalDistribution.ErfPrecisely(x);
    }

    public static double Sample(ref PhiloxStream random) => random.NextInt32(2) == 0
        ? -7 + (14 * random.NextDouble())
        : Arguments.AnySize(ref random, -60, 2);
}

internal readonly struct EluFunction : IElementaryFunction
{
    private const double Alpha = 0.75;

    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.Elu(x, V.Constant(Alpha));

    public static double Exact(double x) => x > 0 ? x : Alpha * ExpMinusOneFunction.Exact(x);

    public static DoubleDouble Exact(double x, out int exponent)
    {
        exponent = 0;
        return x > 0 ? x : Alpha * DoubleDouble.ExpMinusOne(x);
    }

    public static double Sample(ref PhiloxStream random) => ExpMinusOneFunction.Sample(ref random);
}

internal readonly struct SeluFunction : IElementaryFunction
{
    private static readonly DoubleDouble Scale = new(1.0507009873554805, 3.98748e-17);
    private static readonly DoubleDouble Alpha = new(1.6732632423543772, 1.06572e-16);

    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.Selu(x);

    public static double Exact(double x) => Scale.High * (x > 0 ? x : Alpha.High * ExpMinusOneFunction.Exact(x));

    public static DoubleDouble Exact(double x, out int exponent)
    {
        exponent = 0;
        return Scale * (x > 0 ? x : Alpha * DoubleDouble.ExpMinusOne(x));
    }

    public static double Sample(ref PhiloxStream random) => ExpMinusOneFunction.Sample(ref random);
}

internal readonly struct SoftplusFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.Softplus(x);

    public static double Exact(double x) => Math.Max(x, 0) + LogOnePlusFunction.Exact(Math.Exp(-Math.Abs(x)));

    public static DoubleDouble Exact(double x, out int exponent)
    {
        exponent = 0;
        return Math.Max(x, 0) + DoubleDouble.LogOnePlus(DoubleDouble.Exp(-Math.Abs(x)));
    }

    public static double Sample(ref PhiloxStream random) => random.NextInt32(2) == 0
        ? -300 + (400 * random.NextDouble())
        : Arguments.AnySize(ref random, -60, 6);
}

/// <summary>Takes the value of the function, so no negative argument.</summary>
internal readonly struct SoftplusDerivativeFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.SoftplusDerivative(V.Abs(x));

    public static double Exact(double x) => -ExpMinusOneFunction.Exact(-Math.Abs(x));

    public static DoubleDouble Exact(double x, out int exponent)
    {
        exponent = 0;
        return -DoubleDouble.ExpMinusOne(-Math.Abs(x));
    }

    public static double Sample(ref PhiloxStream random) => Arguments.AnySize(ref random, -60, 6);
}

internal readonly struct HardSigmoidFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.HardSigmoid(x);

    public static double Exact(double x) => Math.Clamp(x + 3, 0, 6) / 6;

    public static DoubleDouble Exact(double x, out int exponent)
    {
        exponent = 0;
        return (x + (DoubleDouble)3) / 6;
    }

    public static double Sample(ref PhiloxStream random) => -3 + (6 * random.NextDouble());
}

internal readonly struct HardSwishFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.HardSwish(x);

    public static double Exact(double x) => Math.Max(-3, x) * HardSigmoidFunction.Exact(x);

    public static DoubleDouble Exact(double x, out int exponent) => x * HardSigmoidFunction.Exact(x, out exponent);

    public static double Sample(ref PhiloxStream random) => HardSigmoidFunction.Sample(ref random);
}
