using Simd.Nets.CompilerServices;

namespace Simd.Nets.Tests;

/// <summary>A function of the library.</summary>
internal interface IVectorFunction
{
    static abstract V Apply<V>(V x)
        where V : struct, IVector<V>;
}

/// <summary>A function of the library beside its references.</summary>
internal interface IElementaryFunction : IVectorFunction
{
    /// <summary>Good to far below a float's last place.</summary>
    static abstract double Exact(double x);

    /// <summary>Good to far below a double's last place, for x of moderate size; scaled by 2^−exponent.</summary>
    static abstract DoubleDouble Exact(double x, out int exponent);

    /// <summary>An argument at which a double's bound is measured: all over the range, and dense where the function is delicate.</summary>
    static abstract double Sample(ref PhiloxStream random);
}

internal readonly struct ExpFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.Exp(x);

    public static double Exact(double x) => Math.Exp(x);

    public static DoubleDouble Exact(double x, out int exponent) => DoubleDouble.Exp(x, out exponent);

    public static double Sample(ref PhiloxStream random) => random.NextInt32(2) == 0
        ? -745 + (1454.78 * random.NextDouble())
        : Arguments.AnySize(ref random, -60, 6);
}

internal readonly struct LogFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.Log(x);

    public static double Exact(double x) => Math.Log(x);

    public static DoubleDouble Exact(double x, out int exponent)
    {
        exponent = 0;
        return DoubleDouble.Log(x);
    }

    public static double Sample(ref PhiloxStream random) => random.NextInt32(2) == 0
        ? Math.Abs(Arguments.AnySize(ref random, -1074, 1024))
        : 0.5 + (1.5 * random.NextDouble());
}

internal readonly struct TanhFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.Tanh(x);

    public static double Exact(double x) => Math.Tanh(x);

    public static DoubleDouble Exact(double x, out int exponent)
    {
        exponent = 0;
        return DoubleDouble.Tanh(x);
    }

    public static double Sample(ref PhiloxStream random) => Arguments.AnySize(ref random, -40, 5);
}

internal readonly struct SigmoidFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.Sigmoid(x);

    public static double Exact(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    public static DoubleDouble Exact(double x, out int exponent)
    {
        DoubleDouble e = DoubleDouble.Exp(-Math.Abs(x), out int scale);
        DoubleDouble shifted = new(Math.ScaleB(e.High, scale), Math.ScaleB(e.Low, scale));
        exponent = x < 0 ? scale : 0;
        return (x < 0 ? e : 1) / (shifted + 1);
    }

    public static double Sample(ref PhiloxStream random) => random.NextInt32(2) == 0
        ? -745 + (800 * random.NextDouble())
        : Arguments.AnySize(ref random, -60, 6);
}

/// <summary>Draws arguments.</summary>
internal static class Arguments
{
    /// <summary>Of either sign, with a binary exponent from <paramref name="low"/> to <paramref name="high"/> − 1, each as
    /// likely.</summary>
    public static double AnySize(ref PhiloxStream random, int low, int high)
    {
        double mantissa = 1 + random.NextDouble();
        int exponent = low + random.NextInt32(high - low);
        return Math.ScaleB(random.NextInt32(2) == 0 ? mantissa : -mantissa, exponent);
    }
}
