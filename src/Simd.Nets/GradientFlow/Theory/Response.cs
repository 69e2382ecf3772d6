using System;
using System.Collections.Generic;

namespace Simd.Nets;

/// <summary>What a function makes of normal numbers: their moments, and E φ'².</summary>
internal readonly record struct Response(SignalMoments Moments, double SlopeSquare)
{
    /// <summary>
    /// The response to numbers of these moments, or, with a number of draws, to the largest of so many samples of them (whose functions
    /// grow: what they are for the others is not far off).
    /// </summary>
    /// <param name="function">φ.</param>
    /// <param name="z">Of the numbers that go in.</param>
    /// <param name="sharing">Whether anything asks for the covariance of samples.</param>
    /// <param name="draws">1 or more; it need not be whole.</param>
    public static Response Of(ActivationFunction function, SignalMoments z, bool sharing, double draws = 1)
    {
        double variance = Math.Max(0, z.Square - (z.Mean * z.Mean));
        double common = sharing ? Math.Min(variance, Math.Max(0, z.Shared - (z.Mean * z.Mean))) : 0;
        Response alone = Along(function, z.Mean, Math.Sqrt(draws == 1 ? variance : variance - common), draws);
        if (common <= 1e-9 * variance)
        {
            return alone;
        }

        if (draws == 1 && common >= (1 - 1e-6) * variance)
        {
            return alone with { Moments = alone.Moments with { Shared = alone.Moments.Square } };
        }

        // Given what samples have in common they are independent. Where little is left beside it, their mean has the function's bends.
        IEnumerable<WeightedPoint> given = common > 0.92 * variance
            ? NormalQuadrature.Points(z.Mean, Math.Sqrt(common), function.Kinks)
            : NormalQuadrature.FewPoints(z.Mean, Math.Sqrt(common));
        (double Mean, double Square, double Shared, double SlopeSquare) sums = default;
        foreach (WeightedPoint point in given)
        {
            Response response = Along(function, point.X, Math.Sqrt(variance - common), draws);
            sums.Mean += point.Weight * response.Moments.Mean;
            sums.Square += point.Weight * response.Moments.Square;
            sums.Shared += point.Weight * response.Moments.Mean * response.Moments.Mean;
            sums.SlopeSquare += point.Weight * response.SlopeSquare;
        }

        return draws == 1
            ? alone with { Moments = alone.Moments with { Shared = Math.Min(sums.Shared, alone.Moments.Square) } }
            : new(new(sums.Square, sums.Shared, sums.Mean), sums.SlopeSquare);
    }

    private static Response Along(ActivationFunction function, double mean, double deviation, double draws)
    {
        (double Mean, double Square, double SlopeSquare) sums = default;
        foreach (WeightedPoint point in NormalQuadrature.Points(mean, deviation, function.Kinks, draws))
        {
            (double h, double slope) = (function.Value(point.X), function.Slope(point.X));
            sums.Mean += point.Weight * h;
            sums.Square += point.Weight * h * h;
            sums.SlopeSquare += point.Weight * slope * slope;
        }

        return new(new(sums.Square, sums.Mean * sums.Mean, sums.Mean), sums.SlopeSquare);
    }
}
