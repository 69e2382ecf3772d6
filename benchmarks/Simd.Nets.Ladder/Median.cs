namespace Simd.Nets.Benchmarks;

/// <summary>What rounds of a measurement say together.</summary>
internal static class Median
{
    /// <summary>The value in the middle, or between the two that are.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        int middle = ordered.Length / 2;
        return ordered.Length % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
    }
}
