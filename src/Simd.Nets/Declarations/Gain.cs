using System;

namespace Simd.Nets;

/// <summary>
/// By what weights are to be larger where an activation follows, for signals to keep their size: PyTorch's <c>calculate_gain</c>. For use
/// with initialisers that have none built in: <c>Init.LeCun with { Gain = Gain.Relu }</c> is <c>Init.He</c>.
/// </summary>
public static class Gain
{
    /// <summary>No activation: 1.</summary>
    public const double Linear = 1;

    /// <summary>Logistic sigmoid: 1.</summary>
    public const double Sigmoid = 1;

    /// <summary>Hyperbolic tangent: 5/3.</summary>
    public const double Tanh = 5.0 / 3;

    /// <summary>Rectifier: √2.</summary>
    public const double Relu = 1.4142135623730951;

    /// <summary>Scaled exponential linear unit: 3/4, as PyTorch has it; 1 is what its authors use.</summary>
    public const double Selu = 3.0 / 4;

    /// <summary>Leaky rectifier: √(2 / (1 + slope²)).</summary>
    public static double LeakyRelu(double slope) => Math.Sqrt(2 / (1 + (slope * slope)));
}
