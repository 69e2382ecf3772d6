using System;
using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets;

/// <summary>A point of a quadrature, and what it counts.</summary>
internal readonly record struct WeightedPoint(double X, double Weight);

/// <summary>
/// Expectations over a normal number by Gauss and Legendre's rule of eight points on panels that no kink of the function lies inside of,
/// so that rectifiers are integrated as exactly as smooth functions are.
/// </summary>
internal static class NormalQuadrature
{
    private const double Farthest = 8.5;

    // Of the panel from -1 to 1; each stands for its mirror image too.
    private static readonly (double X, double Weight)[] Legendre =
    [
        (0.1834346424956498, 0.3626837833783620),
        (0.5255324099163290, 0.3137066458778873),
        (0.7966664774136267, 0.2223810344533745),
        (0.9602898564975363, 0.1012285362903763),
    ];

    /// <summary>Points z and weights with which <c>Σ w f(z)</c> is E f over the normal numbers of a mean and a deviation, or, with a number
    /// of draws, over the largest of so many.</summary>
    public static List<WeightedPoint> Points(double mean, double deviation, double[] kinks, double draws = 1)
    {
        // A normal number that does not vary is its mean.
        if (!(deviation > 1e-150 * Math.Max(1, Math.Abs(mean))))
        {
            return [new(mean, 1)];
        }

        double[] ends = Panels(mean, deviation, kinks);
        var points = new List<WeightedPoint>(8 * ends.Length);
        for (int i = 1; i < ends.Length; i++)
        {
            (double middle, double half) = ((ends[i] + ends[i - 1]) / 2, (ends[i] - ends[i - 1]) / 2);
            foreach ((double x, double weight) in Legendre)
            {
                Add(middle - (half * x), half * weight);
                Add(middle + (half * x), half * weight);
            }
        }

        return points;

        void Add(double x, double length)
        {
            double density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
            double largest = draws == 1 ? 1 : draws * Math.Pow(Below(x), draws - 1);
            points.Add(new(mean + (deviation * x), length * density * largest));
        }
    }

    /// <summary>The share of standard normal numbers below x, by the series of Marsaglia 2004, "Evaluating the normal distribution".</summary>
    public static double Below(double x)
    {
        if (Math.Abs(x) > Farthest)
        {
            return x > 0 ? 1 : 0;
        }

        (double sum, double term) = (x, x);
        for (int i = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); i += 2)
        {
            term *= x * x / i;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }

    // In deviations from the mean: two wide at most there, and in z, where functions bend.
    private static double[] Panels(double mean, double deviation, double[] kinks)
    {
        IEnumerable<double> bends = deviation > 1 ? kinks.Concat([-8, -6, -4, -2, 0, 2, 4, 6, 8]) : kinks;
        double[] inner = [.. bends.Select(z => (z - mean) / deviation).Where(x => Math.Abs(x) < Farthest)];
        return [.. inner.Concat([-Farthest, -6.5, -4.5, -2.5, -0.75, 0.75, 2.5, 4.5, 6.5, Farthest]).Distinct().OrderBy(x => x)];
    }
}
