namespace Simd.Nets;

/// <summary>What is expected of one layer of a network at initialisation.</summary>
/// <param name="Path">Its place in the declared stack: <c>3</c>, or <c>3/body/1</c> for the second layer of the stack inside it.</param>
/// <param name="Name">Its name among the network's tensors: <c>2.body.1</c>.</param>
/// <param name="Layer">The layer.</param>
/// <param name="SecondMoment">The mean square of its outputs.</param>
/// <param name="BackwardFactor">The squared norm of the gradient of its input over that of its output: what it does to a gradient that
/// passes. In this measure of whole gradients, not of their elements, a change of width is no fault.</param>
/// <param name="Ratio">The norm of the gradient of its output over that of the network's outputs.</param>
public sealed record LayerFlow(string Path, string Name, Layer Layer, double SecondMoment, double BackwardFactor, double Ratio)
{
    /// <summary>The ratio as it was measured in a network; null where it was not.</summary>
    public double? Measured { get; init; }

    /// <summary>Whether it multiplies by weights, or a layer inside it does.</summary>
    internal bool HasWeights { get; init; }

    /// <summary>Elements of its output.</summary>
    internal double Features { get; init; }
}
