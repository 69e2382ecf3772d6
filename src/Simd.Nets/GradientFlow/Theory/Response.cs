using System;
using System.Linq;

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
        Span<double> coefficients = stackalloc double[Orders];
        ReadOnlySpan<WeightedPoint> points = NormalQuadrature.Points(mean, deviation, function.Kinks);
        var terms = new (double X, double Last, double Polynomial)[points.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i] = ((points[i].X - mean) / deviation, 0, points[i].Weight * function.Value(points[i].X));
        }

        // Order by order, since a recurrence by itself would wait for each division.
        for (int k = 0; k < Orders; k++)
        {
            double sum = 0;
            for (int i = 0; i < terms.Length; i++)
            {
                ref (double X, double Last, double Polynomial) term = ref terms[i];
                sum += term.Polynomial;
                (term.Last, term.Polynomial) = (term.Polynomial, ((term.X * term.Polynomial) - (Roots[k] * term.Last)) / Roots[k + 1]);
            }

            coefficients[k] = sum;
        }

        (double shared, double rest, double power) = (0, square, 1);
        foreach (double coefficient in coefficients)
        {
            shared += coefficient * coefficient * power;
            rest -= coefficient * coefficient;
            power *= correlation;
        }

        return Math.Min(square, shared + (Math.Max(0, rest) * Math.Pow(correlation, 1.5 * Orders)));
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
