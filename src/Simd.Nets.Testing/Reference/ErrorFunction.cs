namespace Simd.Nets.Testing;

/// <summary>The error function and the normal distribution function, to the last few bits of a double.</summary>
internal static class ErrorFunction
{
    private const double FractionFrom = 1.5;
    private const int FractionTerms = 100;

    /// <summary><c>Φ(z) = ½ erfc(−z/√2)</c>.</summary>
    public static double NormalDistribution(double z) =>
        z < 0 ? Complement(-z / Math.Sqrt(2)) / 2 : 1 - (Complement(z / Math.Sqrt(2)) / 2);

    /// <summary><c>erfc x = 1 − erf x</c> for x of 0 or more.</summary>
    public static double Complement(double x) => x < FractionFrom ? 1 - Series(x) : Fraction(x);

    // erf x = 2/√π · e^−x² · Σ 2ⁿ x^(2n+1) / (2n+1)!!, of positive terms only (Abramowitz and Stegun 7.1.6).
    private static double Series(double x)
    {
        double sum = 0;
        double term = x;
        for (int n = 1; term > sum * 1e-18; n++)
        {
            sum += term;
            term *= 2 * x * x / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // erfc x = e^−x²/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …)))), from the innermost outwards (Abramowitz and Stegun 7.1.14).
    private static double Fraction(double x)
    {
        double denominator = x;
        for (int n = FractionTerms; n > 0; n--)
        {
            denominator = x + (n / 2.0 / denominator);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / denominator;
    }
}
