using System;
using System.Linq;
using System.Runtime.CompilerServices;

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

    private static readonly int PointsOfPanel = 2 * Legendre.Length;

    private static readonly double RootOfTwoPi = Math.Sqrt(2 * Math.PI);

    private static readonly double[] WideBends = [-8, -6, -4, -2, 0, 2, 4, 6, 8];

    private static readonly double[] Ends = [-Farthest, -6.5, -4.5, -2.5, -0.75, 0.75, 2.5, 4.5, 6.5, Farthest];

    // Of panels without kinks, which most are.
    private static readonly WeightedPoint[][] Plain = [.. Enumerable.Range(1, Ends.Length - 1).Select(i => Panel(Ends[i - 1], Ends[i]))];

    private static readonly WeightedPoint[] Smooth = [.. Panel(-5.5, -1.8), .. Panel(-1.8, 0), .. Panel(0, 1.8), .. Panel(1.8, 5.5)];

    /// <summary>Fewer points, for functions that are smooth because they are means themselves.</summary>
    public static ReadOnlySpan<WeightedPoint> FewPoints(double mean, double deviation) =>
        Array.ConvertAll(Smooth, point => point with { X = mean + (deviation * point.X) });

    /// <summary>So many points at equal distances, and the density there: for smooth functions as good as any rule, and no worse for others.
    /// </summary>
    public static WeightedPoint[] Even(int count, double distance)
    {
        double[] x = [.. Enumerable.Range(0, count).Select(i => (i - ((count - 1) / 2.0)) * distance)];
        double sum = x.Sum(value => Math.Exp(-value * value / 2));
        return [.. x.Select(value => new WeightedPoint(value, Math.Exp(-value * value / 2) / sum))];
    }

    /// <summary>Gauss and Hermite's rule of five points for a standard normal number (Abramowitz and Stegun 1964, table 25.10).</summary>
    public static WeightedPoint[] Five { get; } =
    [
        new(-2.8569700138728056, 0.011257411327720689),
        new(-1.3556261799742659, 0.22207592200561266),
        new(0, 8.0 / 15),
        new(1.3556261799742659, 0.22207592200561266),
        new(2.8569700138728056, 0.011257411327720689),
    ];

    /// <summary>Points z and weights with which <c>Σ w f(z)</c> is E f over the normal numbers of a mean and a deviation, or, with a number
    /// of draws, over the largest of so many.</summary>
    [MethodImpl(Hot.Loop)]
    public static ReadOnlySpan<WeightedPoint> Points(double mean, double deviation, double[] kinks, double draws = 1)
    {
        // A normal number that does not vary is its mean.
        if (!(deviation > 1e-150 * Math.Max(1, Math.Abs(mean))))
        {
            return new WeightedPoint[] { new(mean, 1) };
        }

        double[] bends = Bends(mean, deviation, kinks);
        var points = new WeightedPoint[PointsOfPanel * (Plain.Length + bends.Length)];
        int count = 0;
        for (int i = 1; i < Ends.Length; i++)
        {
            double start = Ends[i - 1];
            foreach (double bend in bends)
            {
                if (bend > start && bend < Ends[i])
                {
                    Fill(start, bend, points, count);
                    (start, count) = (bend, count + PointsOfPanel);
                }
            }

            if (start == Ends[i - 1])
            {
                Plain[i - 1].CopyTo(points, count);
            }
            else
            {
                Fill(start, Ends[i], points, count);
            }

            count += PointsOfPanel;
        }

        for (int i = 0; i < count; i++)
        {
            double x = points[i].X;
            double largest = draws == 1 ? 1 : draws * Math.Pow(Below(x), draws - 1);
            points[i] = new(mean + (deviation * x), points[i].Weight * largest);
        }

        return points.AsSpan(0, count);
    }

    /// <summary>The share of standard normal numbers below x to 15 digits, by Hart's rational approximation (1968; West 2005, "Better
    /// approximations to cumulative normal functions").</summary>
    public static double Below(double x) => Below(x, out _);

    /// <summary>The same, and the density there.</summary>
    public static double Below(double x, out double density)
    {
        double z = Math.Abs(x), tail = Math.Exp(-z * z / 2);
        density = tail / RootOfTwoPi;
        if (z > 37)
        {
            return x > 0 ? 1 : 0;
        }

        if (z < 7.07106781186547)
        {
            tail *= ((((((((((((3.52624965998911e-2 * z) + 0.700383064443688) * z) + 6.37396220353165) * z) + 33.912866078383) * z)
                + 112.079291497871) * z) + 221.213596169931) * z) + 220.206867912376)
                / ((((((((((((((8.83883476483184e-2 * z) + 1.75566716318264) * z) + 16.064177579207) * z) + 86.7807322029461) * z)
                + 296.564248779674) * z) + 637.333633378831) * z) + 793.826512519948) * z) + 440.413735824752);
        }
        else
        {
            tail /= 2.506628274631 * (z + (1 / (z + (2 / (z + (3 / (z + (4 / (z + 0.65)))))))));
        }

        return x > 0 ? 1 - tail : tail;
    }

    // In deviations from the mean; where these are wide, functions bend within a panel.
    private static double[] Bends(double mean, double deviation, double[] kinks)
    {
        double[] wide = deviation > 1 ? WideBends : [];
        var places = new double[kinks.Length + wide.Length];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = ((i < kinks.Length ? kinks[i] : wide[i - kinks.Length]) - mean) / deviation;
        }

        Array.Sort(places);
        return places;
    }

    private static WeightedPoint[] Panel(double start, double end)
    {
        var panel = new WeightedPoint[PointsOfPanel];
        Fill(start, end, panel, 0);
        return panel;
    }

    /// <summary>The points of one panel, from an index on.</summary>
    [MethodImpl(Hot.Loop)]
    private static void Fill(double start, double end, WeightedPoint[] points, int index)
    {
        (double middle, double half) = ((start + end) / 2, (end - start) / 2);
        for (int i = 0; i < PointsOfPanel; i++)
        {
            (double node, double weight) = Legendre[i % Legendre.Length];
            double x = middle + (i < Legendre.Length ? -half * node : half * node);
            points[index + i] = new(x, half * weight * Math.Exp(-x * x / 2) / RootOfTwoPi);
        }
    }
}
