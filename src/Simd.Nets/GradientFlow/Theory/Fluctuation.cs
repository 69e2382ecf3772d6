using System;
using System.Runtime.CompilerServices;

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
/// <param name="Bend">The second derivative that belongs to the gain: 0 where it is the same for small and large moments.</param>
internal readonly record struct FluctuatingResponse(
    Fluctuation After, double SlopeFactor, double Gain, double SlopeGain, double SlopeAlong, double Spread, double Bend)
{
    // Gauss and Hermite's three points, and the least deviation at which differences are taken.
    private const double Outer = 1.7320508075688772;
    private const double LeastDeviation = 0.05;

    /// <summary>The response.</summary>
    /// <param name="function">φ.</param>
    /// <param name="part">What goes in.</param>
    /// <param name="features">How many numbers a sample has.</param>
    /// <param name="isCentred">Whether batch normalisations take off what samples have in common.</param>
    public static FluctuatingResponse Of(ActivationFunction function, FlowPart part, double features, bool isCentred)
    {
        (SignalMoments z, Fluctuation before) = (part.Moments, part.Fluctuation);
        double deviation = Math.Max(LeastDeviation, Math.Sqrt(before.Common + before.Private));
        Lengths wide = Lengths.Of(function, z, 0);
        double shift = isCentred ? wide.Mean : 0;
        wide = wide.Less(shift);
        if (!(wide.Square > 0) || !(wide.SlopeSquare > 0))
        {
            return new(default, 1, 0, 0, 0, 0, 0);
        }

        Lengths low = At(-Outer * deviation), high = At(Outer * deviation);
        double gain = (high.Log - low.Log) / (2 * Outer * deviation);
        double slopeGain = (high.LogSlope - low.LogSlope) / (2 * Outer * deviation);
        double bend = (low.Log + high.Log - (2 * (wide.Log + (gain * before.Drift)))) / (Outer * Outer * deviation * deviation);
        double correlation = z.Square > 0 ? Math.Min(1, Math.Max(0, z.Shared / z.Square)) : 0;
        double noise = Math.Max(0, (wide.Fourth / (wide.Square * wide.Square)) - 1 - (2 * gain * gain * part.Rigidity)) / features;
        double common = correlation * correlation * noise;
        double drift = Mean(low.Log, wide.Log + (gain * before.Drift), high.Log) - wide.Log - (noise / 2);
        double slope = Mean(low.LogSlope, wide.LogSlope + (slopeGain * before.Drift), high.LogSlope) - wide.LogSlope
            + (slopeGain * slopeGain * before.Private / 2);
        var after = new Fluctuation(drift, (gain * gain * before.Common) + common, (gain * gain * before.Private) + noise - common);
        return new(after, Math.Exp(slope), gain, slopeGain, wide.SlopeAlong / wide.Square, wide.Spread, Math.Abs(bend));

        Lengths At(double difference) => Lengths.Of(function, z, before.Drift + difference).Less(shift);
    }

    private static double Mean(double low, double middle, double high) => (low + (4 * middle) + high) / 6;

    /// <summary>Moments of φ, and of φ', where the second moment before is e^x times as large.</summary>
    private readonly record struct Lengths(
        double Mean, double Square, double Cube, double Fourth, double SlopeSquare, double SlopeAlong, double Spread)
    {
        public double Log => Math.Log(Square);

        public double LogSlope => Math.Log(SlopeSquare);

        /// <summary>Those of φ less a number; what is along φ stays as it is.</summary>
        public Lengths Less(double shift) => shift == 0 ? this : this with
        {
            Mean = Mean - shift,
            Square = Square - (2 * shift * Mean) + (shift * shift),
            Fourth = Fourth - (4 * shift * Cube) + (6 * shift * shift * Square) - (4 * Math.Pow(shift, 3) * Mean) + Math.Pow(shift, 4),
        };

        [MethodImpl(Hot.Loop)]
        public static Lengths Of(ActivationFunction function, SignalMoments z, double x)
        {
            double scale = Math.Exp(x / 2);
            double deviation = Math.Sqrt(Math.Max(0, z.Square - (z.Mean * z.Mean)));
            (double mean, double square, double cube, double fourth) = (0, 0, 0, 0);
            (double slopeSquare, double along, double spread) = (0, 0, 0);
            foreach (WeightedPoint point in NormalQuadrature.Points(scale * z.Mean, scale * deviation, function.Kinks))
            {
                (double h, double slope) = function.At(point.X);
                double weight = point.Weight * h;
                mean += weight;
                square += weight *= h;
                cube += weight *= h;
                fourth += weight * h;
                weight = point.Weight * slope * slope;
                slopeSquare += weight;
                along += weight * h * h;
                spread += weight * point.X * point.X;
            }

            return new(mean, square, cube, fourth, slopeSquare, along, spread);
        }
    }
}
