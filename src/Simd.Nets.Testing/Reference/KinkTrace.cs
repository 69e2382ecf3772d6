namespace Simd.Nets.Testing;

/// <summary>
/// How near a pass came to points where a derivative jumps, and on which sides of them it went. Two passes with the same sides lie on one
/// smooth piece of the function, so that a difference between them is a derivative.
/// </summary>
internal sealed class KinkTrace
{
    private readonly double[] nearest;

    public KinkTrace(int batch)
    {
        nearest = new double[batch];
        Array.Fill(nearest, double.PositiveInfinity);
    }

    /// <summary>A hash of the sides, in the order they were met.</summary>
    public ulong Sides { get; private set; } = 14695981039346656037;

    /// <summary>The smallest distance from a kink of each sample, except for exact zeros.</summary>
    public IReadOnlyList<double> Nearest => nearest;

    /// <summary>
    /// Tells of a kink at distance |z|, on the positive side or not. An exact zero comes from inputs that are all zero (a dead layer
    /// before): every precision computes it exactly, so it counts as far away.
    /// </summary>
    public void Meet(int sample, double z)
    {
        Sides = unchecked((Sides ^ (z > 0 ? 1UL : 0UL)) * 1099511628211);
        if (z != 0)
        {
            nearest[sample] = Math.Min(nearest[sample], Math.Abs(z));
        }
    }

    /// <summary>
    /// Tells of a choice between values, of which the one at an index was the largest, by a margin; infinite where nothing else was there
    /// to choose. Values that are exactly equal are no margin: every precision computes them alike (a dead layer before, or one value that
    /// came two ways), and the first is taken.
    /// </summary>
    public void MeetChoice(int sample, int index, double margin)
    {
        Sides = unchecked((Sides ^ (ulong)index) * 1099511628211);
        nearest[sample] = Math.Min(nearest[sample], margin);
    }
}
