namespace Simd.Nets.Testing;

/// <summary>What a forward pass of the reference yields.</summary>
public sealed class ReferencePass
{
    private readonly KinkTrace kinks;

    internal ReferencePass(double[][] layerInputs, KinkTrace kinks)
    {
        LayerInputs = layerInputs;
        Outputs = layerInputs[^1];
        this.kinks = kinks;
    }

    /// <summary>batch × outputs, dense rows.</summary>
    public double[] Outputs { get; }

    /// <summary>
    /// The smallest |z| that entered a ReLU, exact zeros aside: where it is small, float and double may fall on different sides of it.
    /// </summary>
    public double NearestKink => kinks.Nearest;

    /// <summary>
    /// A hash of the sides of all kinks: where it differs between f(x + h) and f(x − h), their difference is no derivative.
    /// </summary>
    public ulong Sides => kinks.Sides;

    /// <summary>The inputs of every layer that ran, the outputs last.</summary>
    internal double[][] LayerInputs { get; }
}
