namespace Simd.Nets.Monitoring.Tests;

/// <summary>Batches of numbers that are the same every time.</summary>
internal static class Samples
{
    public static float[] Inputs(int count, int seed = 1)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 4) - 2))];
    }

    public static int[] Labels(int count, int classes, int seed = 2)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
    }
}
