using Simd.Nets.CompilerServices;

namespace Simd.Nets.Tests;

/// <summary>A function of the library beside its references.</summary>
internal interface IElementaryFunction
{
    static abstract V Apply<V>(V x)
        where V : struct, IVector<V>;

    /// <summary>Good to far below a float's last place.</summary>
    static abstract double Exact(double x);

    /// <summary>Good to far below a double's last place, for x of moderate size; scaled by 2^−exponent.</summary>
    static abstract DoubleDouble Exact(double x, out int exponent);
}

internal readonly struct ExpFunction : IElementaryFunction
{
    public static V Apply<V>(V x)
        where V : struct, IVector<V> => VectorMath.Exp(x);

    public static double Exact(double x) => Math.Exp(x);

    public static DoubleDouble Exact(double x, out int exponent) => DoubleDouble.Exp(x, out exponent);
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
}
