using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets;

/// <summary>Neighbouring channels of a value that have one origin, so one size.</summary>
/// <param name="Channels">How many, of an image; else features.</param>
/// <param name="Moments">Of each of their numbers.</param>
internal sealed record FlowPart(double Channels, SignalMoments Moments)
{
    /// <summary>The function that made them, and of which numbers: a maximum of them depends on both.</summary>
    public (ActivationFunction Function, SignalMoments Before, double SlopeSquare)? Activation { get; init; }
}

/// <summary>A value between two layers on its way forward, and its gradient on the way back.</summary>
internal sealed class FlowValue(IReadOnlyList<FlowPart> parts, ImageShape? image)
{
    public IReadOnlyList<FlowPart> Parts { get; } = parts;

    public ImageShape? Image { get; } = image;

    /// <summary>The squared norm of each part's gradient.</summary>
    public double[] Gradient { get; } = new double[parts.Count];

    public double Channels => Parts.Sum(part => part.Channels);

    public double Pixels => Image?.Pixels ?? 1;

    public double Features => Channels * Pixels;

    public double GradientSquare => Gradient.Sum();

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
