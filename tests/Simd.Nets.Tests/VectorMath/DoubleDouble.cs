namespace Simd.Nets.Tests;

/// <summary>A number as the unevaluated sum of two doubles, about 106 bits (Dekker 1971; Hida, Li and Bailey 2001): the reference for the
/// double functions.</summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    private static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        (double high, double low) = TwoSum(a.High, b.High);
        (double high2, double low2) = TwoSum(a.Low, b.Low);
        (high, low) = QuickTwoSum(high, low + high2);
        (high, low) = QuickTwoSum(high, low + low2);
        return new(high, low);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        double product = a.High * b.High;
        double error = Math.FusedMultiplyAdd(a.High, b.High, -product) + (a.High * b.Low) + (a.Low * b.High);
        (double high, double low) = QuickTwoSum(product, error);
        return new(high, low);
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double first = a.High / b.High;
        DoubleDouble remainder = a - (b * first);
        double second = remainder.High / b.High;
        remainder -= b * second;
        (double high, double low) = QuickTwoSum(first, second);
        return new DoubleDouble(high, low) + (remainder.High / b.High);
    }

    /// <summary>e^x / 2^<paramref name="exponent"/>, whose size is that of 1.</summary>
    public static DoubleDouble Exp(DoubleDouble x, out int exponent)
    {
        exponent = (int)Math.Round(x.High / Ln2.High);
        return ExpMinusOneSeries(x - (Ln2 * exponent)) + 1;
    }

    /// <summary>e^x for x that neither overflow nor underflow.</summary>
    public static DoubleDouble Exp(DoubleDouble x)
    {
        DoubleDouble scaled = Exp(x, out int exponent);
        return new(Math.ScaleB(scaled.High, exponent), Math.ScaleB(scaled.Low, exponent));
    }

    /// <summary>ln x by two steps of Newton's method on e^y = x.</summary>
    public static DoubleDouble Log(double x)
    {
        int exponent = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.5)
        {
            mantissa /= 2;
            exponent++;
        }

        DoubleDouble y = Math.Log(mantissa);
        y += (mantissa * Exp(-y)) - 1;
        y += (mantissa * Exp(-y)) - 1;
        return y + (Ln2 * exponent);
    }

    /// <summary>e^x − 1 for x that do not overflow.</summary>
    public static DoubleDouble ExpMinusOne(DoubleDouble x) => Math.Abs(x.High) < 0.35 ? ExpMinusOneSeries(x) : Exp(x) - 1;

    /// <summary>ln (1 + x): Newton's method as above; its first terms where x is so small that they do.</summary>
    public static DoubleDouble LogOnePlus(DoubleDouble x)
    {
        if (Math.Abs(x.High) < 1e-10)
        {
            return x - (x * x / 2) + (x * x * x / 3);
        }

        DoubleDouble y = Math.Log(1 + x.High);
        y += ((x + 1) * Exp(-y)) - 1;
        y += ((x + 1) * Exp(-y)) - 1;
        return y;
    }

    public static DoubleDouble Tanh(double x)
    {
        DoubleDouble minusTwo = -2 * (DoubleDouble)Math.Abs(x);
        DoubleDouble u = Math.Abs(x) < 0.2 ? ExpMinusOneSeries(minusTwo) : Exp(minusTwo) - 1;
        DoubleDouble magnitude = -u / (u + 2);
        return x < 0 ? -magnitude : magnitude;
    }

    private static DoubleDouble ExpMinusOneSeries(DoubleDouble r)
    {
        DoubleDouble sum = 0;
        for (int i = 28; i >= 1; i--)
        {
            sum = (sum + 1) * r / i;
        }

        return sum;
    }

    private static (double High, double Low) TwoSum(double a, double b)
    {
        double sum = a + b;
        double part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }

    private static (double High, double Low) QuickTwoSum(double a, double b)
    {
        double sum = a + b;
        return (sum, b - (sum - a));
    }
}
