using System;

namespace Simd.Nets;

/// <summary>
/// How the logarithm of a value's second moment departs from that of wide layers: every layer of finite width adds its chance, and where a
/// function keeps or enlarges what is there already, over many layers it decides (Hanin and Rolnick 2018, arXiv 1803.01719).
/// </summary>
/// <param name="Drift">Its mean.</param>
/// <param name="Common">Its variance from network to network, for all samples alike.</param>
/// <param name="Private">Its variance from sample to sample within one.</param>
internal readonly record struct Fluctuation(double Drift, double Common, double Private)
{
    /// <summary>That of a sum of which this is so large a share.</summary>
    public Fluctuation Share(double share) => new(share * Drift, share * share * Common, share * share * Private);

    /// <summary>That of a sum: what is added has the same origin.</summary>
    public Fluctuation Plus(Fluctuation other) => new(Drift + other.Drift, Together(Common, other.Common), Together(Private, other.Private));

    /// <summary>Behind a division by the root of the mean square over samples.</summary>
    public Fluctuation Normalised() => new(-Private / 2, 0, Private);

    private static double Together(double one, double other) => one + other + (2 * Math.Sqrt(one * other));
}

/// <summary>What a function makes of numbers whose second moment fluctuates.</summary>
/// <param name="After">The fluctuation of what it yields.</param>
/// <param name="SlopeFactor">By what factor E φ'² is larger, for the mean logarithm over networks of the mean over samples.</param>
/// <param name="Gain">d log(second moment behind) / d log(second moment before).</param>
/// <param name="SlopeGain">d log(E φ'²) / d log(second moment before).</param>
/// <param name="SlopeAlong">E φ'²φ² / E φ²: what a gradient along φ meets.</param>
/// <param name="Spread">E φ'²z²: how much of a change of scale arrives.</param>
internal readonly record struct FluctuatingResponse(
    Fluctuation After, double SlopeFactor, double Gain, double SlopeGain, double SlopeAlong, double Spread)
{
    // Gauss and Hermite's three points, and the least deviation at which differences are taken.
    private const double Outer = 1.7320508075688772;
    private const double LeastDeviation = 0.05;

    /// <summary>The response.</summary>
    /// <param name="function">φ.</param>
    /// <param name="z">Moments of what goes in, in wide layers.</param>
    /// <param name="before">Its fluctuation.</param>
    /// <param name="features">How many numbers a sample has.</param>
    /// <param name="isCentred">Whether batch normalisations take off what samples have in common.</param>
    public static FluctuatingResponse Of(ActivationFunction function, SignalMoments z, Fluctuation before, double features, bool isCentred)
    {
        double deviation = Math.Max(LeastDeviation, Math.Sqrt(before.Common + before.Private));
        Lengths wide = Lengths.Of(function, z, 0, 0);
        double shift = isCentred ? wide.Mean : 0;
        wide = isCentred ? Lengths.Of(function, z, 0, shift) : wide;
        if (!(wide.Square > 0) || !(wide.SlopeSquare > 0))
        {
            return new(default, 1, 0, 0, 0, 0);
        }

        Lengths low = At(-Outer * deviation), middle = At(0), high = At(Outer * deviation);
        double gain = (high.Log - low.Log) / (2 * Outer * deviation);
        double slopeGain = (high.LogSlope - low.LogSlope) / (2 * Outer * deviation);
        double correlation = z.Square > 0 ? Math.Min(1, Math.Max(0, z.Shared / z.Square)) : 0;
        double noise = ((wide.Fourth / (wide.Square * wide.Square)) - 1) / features;
        double common = correlation * correlation * noise;
        double drift = Mean(low.Log, middle.Log, high.Log) - wide.Log - (noise / 2);
        double slope = Mean(low.LogSlope, middle.LogSlope, high.LogSlope) - wide.LogSlope + (slopeGain * slopeGain * before.Private / 2);
        var after = new Fluctuation(drift, (gain * gain * before.Common) + common, (gain * gain * before.Private) + noise - common);
        return new(after, Math.Exp(slope), gain, slopeGain, wide.SlopeAlong / wide.Square, wide.Spread);

        Lengths At(double difference) => Lengths.Of(function, z, before.Drift + difference, shift);
    }

    private static double Mean(double low, double middle, double high) => (low + (4 * middle) + high) / 6;

    /// <summary>Moments of φ − shift, and of φ', where the second moment before is e^x times as large.</summary>
    private readonly record struct Lengths(
        double Mean, double Square, double Fourth, double SlopeSquare, double SlopeAlong, double Spread)
    {
        public double Log => Math.Log(Square);

        public double LogSlope => Math.Log(SlopeSquare);

        public static Lengths Of(ActivationFunction function, SignalMoments z, double x, double shift)
        {
            double scale = Math.Exp(x / 2);
            double deviation = Math.Sqrt(Math.Max(0, z.Square - (z.Mean * z.Mean)));
            (double mean, double square, double fourth, double slopeSquare, double along, double spread) = (0, 0, 0, 0, 0, 0);
            foreach (WeightedPoint point in NormalQuadrature.Points(scale * z.Mean, scale * deviation, function.Kinks))
            {
                (double h, double slope) = (function.Value(point.X) - shift, function.Slope(point.X));
                mean += point.Weight * h;
                square += point.Weight * h * h;
                fourth += point.Weight * h * h * h * h;
                slopeSquare += point.Weight * slope * slope;
                along += point.Weight * slope * slope * h * h;
                spread += point.Weight * slope * slope * point.X * point.X;
            }

            return new(mean, square, fourth, slopeSquare, along, spread);
        }
    }
}
