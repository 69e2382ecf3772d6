using System;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>What a function makes of normal numbers: their moments, and E φ'².</summary>
internal readonly record struct Response(SignalMoments Moments, double SlopeSquare)
{
    private const int Orders = 24;

    private static readonly double[] Roots = [.. Enumerable.Range(0, Orders + 1).Select(k => Math.Sqrt(k))];

    /// <summary>
    /// The response to numbers of these moments, or, with a number of draws, to the largest of so many samples of them (whose functions
    /// grow: what they are for the others is not far off).
    /// </summary>
    /// <param name="function">φ.</param>
    /// <param name="z">Of the numbers that go in.</param>
    /// <param name="draws">1 or more; it need not be whole.</param>
    public static Response Of(ActivationFunction function, SignalMoments z, double draws = 1)
    {
        double variance = Math.Max(0, z.Square - (z.Mean * z.Mean));
        double common = Math.Min(variance, Math.Max(0, z.Shared - (z.Mean * z.Mean)));
        Response alone = Along(function, z.Mean, Math.Sqrt(draws == 1 ? variance : variance - common), draws);
        if (common <= 1e-9 * variance)
        {
            return alone;
        }

        if (draws == 1 && common >= (1 - 1e-6) * variance)
        {
            return alone with { Moments = alone.Moments with { Shared = alone.Moments.Square } };
        }

        return draws == 1
            ? alone with
            {
                Moments = alone.Moments with
                {
                    Shared = SharedSquare(function, z.Mean, variance, common / variance, alone.Moments.Square),
                },
            }
            : LargestGivenCommon(function, z.Mean, common, variance - common, draws);
    }

    /// <summary>
    /// E φφ̃ of numbers with a correlation, by Mehler's formula: Σ c² ρᵏ over Hermite's polynomials. What comes behind the last of them is
    /// known as a whole and taken to be half as far out again.
    /// </summary>
    private static double SharedSquare(ActivationFunction function, double mean, double variance, double correlation, double square)
    {
        double deviation = Math.Sqrt(variance);
        ReadOnlySpan<WeightedPoint> points = NormalQuadrature.Points(mean, deviation, function.Kinks);
        var (x, weighted) = (new double[points.Length], new double[points.Length]);
        for (int i = 0; i < x.Length; i++)
        {
            (x[i], weighted[i]) = ((points[i].X - mean) / deviation, points[i].Weight * function.Value(points[i].X));
        }

        Span<double> coefficients = stackalloc double[Orders];
        Hermite(x, weighted, coefficients);
        (double shared, double rest, double power) = (0, square, 1);
        foreach (double coefficient in coefficients)
        {
            shared += coefficient * coefficient * power;
            rest -= coefficient * coefficient;
            power *= correlation;
        }

        return Math.Min(square, shared + (Math.Max(0, rest) * Math.Pow(correlation, 1.5 * Orders)));
    }

    /// <summary>Sums of normalised Hermite polynomials, order by order: a recurrence by itself would wait for each step.</summary>
    /// <param name="x">The points.</param>
    /// <param name="polynomials">What each counts; used up.</param>
    /// <param name="sums">One an order.</param>
    [MethodImpl(Hot.Loop)]
    private static void Hermite(double[] x, double[] polynomials, Span<double> sums)
    {
        var last = new double[x.Length];
        for (int k = 0; k < sums.Length; k++)
        {
            (double sum, double up, double down) = (0, 1 / Roots[k + 1], Roots[k] / Roots[k + 1]);
            for (int i = 0; i < x.Length && i < polynomials.Length && i < last.Length; i++)
            {
                double here = polynomials[i];
                sum += here;
                polynomials[i] = (x[i] * here * up) - (down * last[i]);
                last[i] = here;
            }

            sums[k] = sum;
        }
    }

    /// <summary>Given what samples have in common they are independent.</summary>
    private static Response LargestGivenCommon(ActivationFunction function, double mean, double common, double rest, double draws)
    {
        // Where little is left beside it, their mean has the function's bends.
        ReadOnlySpan<WeightedPoint> given = common > 0.92 * (common + rest)
            ? NormalQuadrature.Points(mean, Math.Sqrt(common), function.Kinks)
            : NormalQuadrature.FewPoints(mean, Math.Sqrt(common));
        (double Mean, double Square, double Shared, double SlopeSquare) sums = default;
        foreach (WeightedPoint point in given)
        {
            Response response = Along(function, point.X, Math.Sqrt(rest), draws);
            sums.Mean += point.Weight * response.Moments.Mean;
            sums.Square += point.Weight * response.Moments.Square;
            sums.Shared += point.Weight * response.Moments.Mean * response.Moments.Mean;
            sums.SlopeSquare += point.Weight * response.SlopeSquare;
        }

        return new(new(sums.Square, sums.Shared, sums.Mean), sums.SlopeSquare);
    }

    [MethodImpl(Hot.Loop)]
    private static Response Along(ActivationFunction function, double mean, double deviation, double draws)
    {
        (double Mean, double Square, double SlopeSquare) sums = default;
        foreach (WeightedPoint point in NormalQuadrature.Points(mean, deviation, function.Kinks, draws))
        {
            (double h, double slope) = function.At(point.X);
            sums.Mean += point.Weight * h;
            sums.Square += point.Weight * h * h;
            sums.SlopeSquare += point.Weight * slope * slope;
        }

        return new(new(sums.Square, sums.Mean * sums.Mean, sums.Mean), sums.SlopeSquare);
    }
}
