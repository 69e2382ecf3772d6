using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Central differences of a function of rows.</summary>
internal static class FiniteDifferences
{
    /// <summary>Asserts that <paramref name="gradient"/> is that of <c>f = Σ weights ⊙ function(x)</c>, less <paramref name="addend"/>.
    /// </summary>
    public static void AssertGradient(
        PaddedRows<double> x,
        PaddedRows<double> weights,
        Func<PaddedRows<double>, PaddedRows<double>> function,
        PaddedRows<double> gradient,
        PaddedRows<double>? addend = null)
    {
        for (int row = 0; row < x.Rows; row++)
        {
            for (int column = 0; column < x.Columns; column++)
            {
                double centre = x[row, column];
                double step = 1e-6 * Math.Max(1, Math.Abs(centre));
                double above = At(centre + step);
                double below = At(centre - step);
                x[row, column] = centre;
                double expected = (above - below) / (2 * step);
                double found = gradient[row, column] - (addend?[row, column] ?? 0);
                if (!(Math.Abs(found - expected) <= 1e-8 + (1e-6 * Math.Abs(expected))))
                {
                    Assert.Fail($"row {row}, column {column} of {x.Columns}: {found}, not {expected}");
                }

                double At(double value)
                {
                    x[row, column] = value;
                    return Dot(weights, function(x));
                }
            }
        }
    }

    private static double Dot(PaddedRows<double> a, PaddedRows<double> b)
    {
        double sum = 0;
        for (int row = 0; row < a.Rows; row++)
        {
            for (int column = 0; column < a.Columns; column++)
            {
                sum += a[row, column] * b[row, column];
            }
        }

        return sum;
    }
}
