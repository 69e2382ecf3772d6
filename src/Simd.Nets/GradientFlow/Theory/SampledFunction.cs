using System;
using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>A function and its slope from a table, for where it is asked for a million times.</summary>
internal sealed class SampledFunction
{
    private const double Farthest = 64;
    private const int PerUnit = 32;

    private readonly (double Value, double Slope)[] points = new (double, double)[(int)(2 * Farthest * PerUnit) + 2];

    public SampledFunction(ActivationFunction function)
    {
        for (int i = 0; i < points.Length; i++)
        {
            double z = (i / (double)PerUnit) - Farthest;
            points[i] = (function.Value(z), function.Slope(z));
        }
    }

    /// <summary>φ and φ' between the nearest points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (double Value, double Slope) At(double z)
    {
        double place = ((z > -Farthest ? z < Farthest ? z : Farthest : -Farthest) + Farthest) * PerUnit;
        int index = (int)place;
        double share = place - index;
        ((double value, double slope), (double nextValue, double nextSlope)) = (points[index], points[index + 1]);
        return (value + (share * (nextValue - value)), slope + (share * (nextSlope - slope)));
    }
}
