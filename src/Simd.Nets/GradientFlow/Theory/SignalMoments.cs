using System;
using System.Linq;

namespace Simd.Nets;

/// <summary>
/// What is known of the numbers of a value over weights and samples, as normal numbers: E h², E h h̃ of two samples (or pixels) that share
/// their weights, and E h.
/// </summary>
/// <param name="Square">E h².</param>
/// <param name="Shared">E h h̃: what normalisation over the batch takes off, and averages keep.</param>
/// <param name="Mean">E h.</param>
internal readonly record struct SignalMoments(double Square, double Shared, double Mean)
{
    /// <summary>The variance over samples.</summary>
    public double Private => Math.Max(0, Square - Shared);

    /// <summary>These times a factor on the numbers.</summary>
    public SignalMoments Times(double factor) => new(factor * factor * Square, factor * factor * Shared, factor * Mean);

    /// <summary>Those of a sum with something independent.</summary>
    public SignalMoments Plus(SignalMoments other)
    {
        double product = 2 * Mean * other.Mean;
        return new(Square + other.Square + product, Shared + other.Shared + product, Mean + other.Mean);
    }
}

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
        if (draws == 1)
        {
            (double mean, double square, double slope) = Along(function, z.Mean, Math.Sqrt(variance), 1);
            double shared = common < 1e-12 * variance ? mean * mean
                : common > (1 - 1e-9) * variance ? square
                : Outer(mean => Math.Pow(Along(function, mean, Math.Sqrt(variance - common), 1).Mean, 2));
            return new(new(square, shared, mean), slope);
        }

        (double Mean, double Square, double Slope, double Shared) sums = default;
        foreach (WeightedPoint point in NormalQuadrature.Points(z.Mean, Math.Sqrt(common), []))
        {
            (double mean, double square, double slope) = Along(function, point.X, Math.Sqrt(variance - common), draws);
            sums.Mean += point.Weight * mean;
            sums.Square += point.Weight * square;
            sums.Slope += point.Weight * slope;
            sums.Shared += point.Weight * mean * mean;
        }

        return new(new(sums.Square, sums.Shared, sums.Mean), sums.Slope);

        double Outer(Func<double, double> f) =>
            NormalQuadrature.Points(z.Mean, Math.Sqrt(common), []).Sum(point => point.Weight * f(point.X));
    }

    private static (double Mean, double Square, double Slope) Along(ActivationFunction function, double mean, double deviation, double draws)
    {
        (double Mean, double Square, double Slope) sums = default;
        foreach (WeightedPoint point in NormalQuadrature.Points(mean, deviation, function.Kinks, draws))
        {
            (double h, double slope) = (function.Value(point.X), function.Slope(point.X));
            sums.Mean += point.Weight * h;
            sums.Square += point.Weight * h * h;
            sums.Slope += point.Weight * slope * slope;
        }

        return sums;
    }
}
