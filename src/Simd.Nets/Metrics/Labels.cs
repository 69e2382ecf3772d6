using System.Numerics;

namespace Simd.Nets;

/// <summary>What is a yes where a sample may have several labels.</summary>
internal static class Labels
{
    /// <summary>Whether an output says yes; NaN says no.</summary>
    public static bool Says<T>(T output, double threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => double.CreateTruncating(output) > threshold;

    /// <summary>Whether a target, 0 or 1 as a rule, is a yes.</summary>
    public static bool Holds<T>(T target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => double.CreateTruncating(target) >= .5;
}
