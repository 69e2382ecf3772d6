using System;

namespace Simd.Nets;

/// <summary>A function and its slope from a table, for where it is asked for a million times.</summary>
internal sealed class SampledFunction
{
    private const double Farthest = 64;
    private const int PerUnit = 32;

    private readonly double[] values = new double[(int)(2 * Farthest * PerUnit) + 2];
    private readonly double[] slopes = new double[(int)(2 * Farthest * PerUnit) + 2];

    public SampledFunction(ActivationFunction function)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double z = (i / (double)PerUnit) - Farthest;
            (values[i], slopes[i]) = (function.Value(z), function.Slope(z));
        }
    }

    /// <summary>φ and φ' between the nearest points.</summary>
    public (double Value, double Slope) At(double z)
    {
        double place = (Math.Min(Math.Max(z, -Farthest), Farthest) + Farthest) * PerUnit;
        int index = (int)place;
        double share = place - index;
        return (values[index] + (share * (values[index + 1] - values[index])), slopes[index] + (share * (slopes[index + 1] - slopes[index])));
    }
}
