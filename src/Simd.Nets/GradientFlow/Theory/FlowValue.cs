using System;
using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets;

/// <summary>Neighbouring channels of a value that have one origin, so one size.</summary>
/// <param name="Channels">How many, of an image; else features.</param>
/// <param name="Moments">Of each of their numbers.</param>
internal sealed record FlowPart(double Channels, SignalMoments Moments)
{
    /// <summary>How their second moment departs from that of wide layers.</summary>
    public Fluctuation Fluctuation { get; init; }

    /// <summary>2 / fan in: the mean of the inverse variance of a unit is by so much larger than the inverse of the mean.</summary>
    public double Narrowness { get; init; }

    /// <summary>How much of their square comes from the layer before; the rest is the bias.</summary>
    public double FromInputs { get; init; } = 1;

    /// <summary>How much of their square is no chance, given the layer before (<see cref="WeightMoments.Rigidity"/>).</summary>
    public double Rigidity { get; init; }

    /// <summary>The function that made them, and of which numbers: a maximum of them depends on both.</summary>
    public (ActivationFunction Function, SignalMoments Before, double SlopeSquare)? Activation { get; init; }
}

/// <summary>A value between two layers on its way forward, and its gradient on the way back.</summary>
internal sealed class FlowValue(IReadOnlyList<FlowPart> parts, ImageShape? image)
{
    /// <summary>Where products with gradients would no longer be doubles, nothing is said of their directions.</summary>
    public const double LargestChance = 1e200;

    private double radial;

    public IReadOnlyList<FlowPart> Parts { get; } = parts;

    public ImageShape? Image { get; } = image;

    /// <summary>The squared norm of each part's gradient.</summary>
    public double[] Gradient { get; } = new double[parts.Count];

    /// <summary>Each part's d log(gradient) / d log(second moment) from sample to sample, times its gradient.</summary>
    public double[] Tilt { get; } = new double[parts.Count];

    /// <summary>
    /// (Σ value · gradient)², less what it is by chance. A gradient along the value itself goes on by how much a layer keeps of a change of
    /// scale, which may be far more than what it keeps of others. Never less than nothing in all, nor more than value and gradient hold.
    /// </summary>
    public double Radial
    {
        get
        {
            double chance = Moments.Square * GradientSquare;
            return chance < LargestChance ? Math.Min(Math.Max(radial, -chance), (Features - 1) * chance) : 0;
        }
    }

    /// <summary>Adds what a reader of the value sends back of <see cref="Radial"/>.</summary>
    public void AddRadial(double back) => radial += back;

    public double Channels => Parts.Sum(part => part.Channels);

    public double Pixels => Image?.Pixels ?? 1;

    public double Features => Channels * Pixels;

    public double GradientSquare => Gradient.Sum();

    /// <summary>How the second moment of all of it departs from that of wide layers.</summary>
    public Fluctuation Fluctuation
    {
        get
        {
            Fluctuation sum = default;
            for (int i = 0; i < Parts.Count; i++)
            {
                sum = sum.Plus(Parts[i].Fluctuation.Share(Share(i)));
            }

            return sum;
        }
    }

    /// <summary>A part's share of the second moment.</summary>
    public double Share(int part)
    {
        double all = Parts.Sum(other => other.Channels * other.Moments.Square);
        return all > 0 ? Parts[part].Channels * Parts[part].Moments.Square / all : 0;
    }

    /// <summary>The squared norm of the value.</summary>
    public double Norm => Features * Moments.Square;

    /// <summary>Those of a number of it, whichever.</summary>
    public SignalMoments Moments
    {
        get
        {
            (double square, double shared, double mean, double channels) = (0, 0, 0, Channels);
            foreach (FlowPart part in Parts)
            {
                square += part.Channels / channels * part.Moments.Square;
                shared += part.Channels / channels * part.Moments.Shared;
                mean += part.Channels / channels * part.Moments.Mean;
            }

            return new(square, shared, mean);
        }
    }
}
