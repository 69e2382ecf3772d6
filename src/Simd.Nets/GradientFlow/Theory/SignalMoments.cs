using System;

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
