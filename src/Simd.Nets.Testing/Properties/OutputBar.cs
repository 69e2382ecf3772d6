namespace Simd.Nets.Testing;

/// <summary>
/// How far outputs may lie apart that rounding alone tells apart: 1e-4 of the largest in float, 1e-10 in double. Every comparison carries
/// its negative control: with the sign of the largest output turned it has to fail.
/// </summary>
internal static class OutputBar
{
    /// <summary>Where a normalisation divides by the root of less, rounding is magnified, and outputs show nothing.</summary>
    public const double LeastVariance = 1e-2;

    public static bool Same<T>(double[] expected, double[] actual)
    {
        double bar = (typeof(T) == typeof(float) ? 1e-4 : 1e-10) * Math.Max(1, expected.Max(Math.Abs));
        return WithinBar(actual) && !WithinBar(Corrupted(actual, bar));

        bool WithinBar(double[] outputs) => expected.Zip(outputs).All(pair => Math.Abs(pair.First - pair.Second) <= bar);
    }

    private static double[] Corrupted(double[] outputs, double bar)
    {
        double[] corrupted = [.. outputs];
        int largest = Array.IndexOf(outputs, outputs.MaxBy(Math.Abs));
        corrupted[largest] = -corrupted[largest] - (Math.CopySign(2 * bar, corrupted[largest]));
        return corrupted;
    }
}
