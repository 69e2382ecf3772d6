namespace Simd.Nets.Tests;

/// <summary>References for the error function and the normal distribution, by series of positive terms and a continued fraction
/// (Abramowitz and Stegun 26.2.11, 26.2.14), in double and in twice that.</summary>
internal static class NormalDistribution
{
    private static readonly DoubleDouble DensityAtZero = new(0.3989422804014327, -2.49232720227773e-17);
    private static readonly DoubleDouble TwoOverRootPi = new(1.1283791670955126, 1.533545961316588e-17);

    public static double Erf(double x)
    {
        double magnitude = Math.Min(7, Math.Abs(x));
        double square = magnitude * magnitude;
        return Math.CopySign(Math.Min(1, TwoOverRootPi.High * Math.Exp(-square) * magnitude * Series(2 * square)), x);
    }

    public static DoubleDouble ErfPrecisely(double x)
    {
        DoubleDouble square = (DoubleDouble)x * x;
        return TwoOverRootPi * DoubleDouble.Exp(-square) * x * Series(square * 2);
    }

    /// <summary>e^(t²/2) (1 − Φ(t)) for t ≥ 0.</summary>
    public static double ScaledTail(double t)
    {
        if (t < 3)
        {
            return (Math.Exp(t * t / 2) / 2) - (DensityAtZero.High * t * Series(t * t));
        }

        double fraction = t;
        for (int i = 24; i >= 1; i--)
        {
            fraction = t + (i / fraction);
        }

        return DensityAtZero.High / fraction;
    }

    /// <summary>The same.</summary>
    public static DoubleDouble ScaledTailPrecisely(double t)
    {
        if (t < 7)
        {
            DoubleDouble square = (DoubleDouble)t * t;
            return (DoubleDouble.Exp(square / 2) / 2) - (DensityAtZero * t * Series(square));
        }

        DoubleDouble fraction = t;
        for (int i = 60; i >= 1; i--)
        {
            fraction = t + (i / fraction);
        }

        return DensityAtZero / fraction;
    }

    /// <summary>φ(t) e^(t²/2).</summary>
    public static DoubleDouble ScaledDensity => DensityAtZero;

    /// <summary>Σ square^i / (1 · 3 · 5 ⋯ (2i + 1)).</summary>
    private static double Series(double square)
    {
        double sum = 1;
        double term = 1;
        for (int i = 1; term > 1e-17 * sum; i++)
        {
            term *= square / ((2 * i) + 1);
            sum += term;
        }

        return sum;
    }

    private static DoubleDouble Series(DoubleDouble square)
    {
        DoubleDouble sum = 1;
        DoubleDouble term = 1;
        for (int i = 1; term.High > 1e-33 * sum.High; i++)
        {
            term = term * square / ((2 * i) + 1);
            sum += term;
        }

        return sum;
    }
}
