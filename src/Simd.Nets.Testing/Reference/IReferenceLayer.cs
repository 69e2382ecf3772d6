namespace Simd.Nets.Testing;

/// <summary>One layer of the reference: a plain loop over batch × columns, dense rows.</summary>
internal interface IReferenceLayer
{
    /// <summary>The layer's parameters, the weight first.</summary>
    IReadOnlyList<ReferenceTensor> Tensors { get; }

    /// <summary>The outputs, dense rows.</summary>
    /// <param name="x">batch × the layer's inputs.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="kinks">Told of every point at which the layer's derivative jumps.</param>
    double[] Forward(double[] x, int batch, KinkTrace kinks);
}

/// <summary>
/// How near a pass came to points where a derivative jumps, and on which sides of them it went. Two passes with the same sides lie on one
/// smooth piece of the function, so that a difference between them is a derivative.
/// </summary>
internal sealed class KinkTrace
{
    /// <summary>A hash of the sides, in the order they were met.</summary>
    public ulong Sides { get; private set; } = 14695981039346656037;

    /// <summary>The smallest distance from a kink, except for exact zeros.</summary>
    public double Nearest { get; private set; } = double.PositiveInfinity;

    /// <summary>
    /// Tells of a kink at distance |z|, on the positive side or not. An exact zero comes from inputs that are all zero (a dead layer
    /// before): every precision computes it exactly, so it counts as far away.
    /// </summary>
    public void Meet(double z)
    {
        Sides = unchecked((Sides ^ (z > 0 ? 1UL : 0UL)) * 1099511628211);
        if (z != 0)
        {
            Nearest = Math.Min(Nearest, Math.Abs(z));
        }
    }
}
