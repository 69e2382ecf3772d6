namespace Simd.Nets.Tests.Data;

/// <summary>Samples that a linear network tells apart.</summary>
internal static class Clouds
{
    /// <summary>Three well separated clouds around unit vectors, their samples by turns.</summary>
    /// <param name="samples">How many.</param>
    /// <param name="first">Which of the three begins, and which samples come.</param>
    public static DataSet Corners(int samples, int first = 0)
    {
        var random = new PhiloxStream(5, (ulong)first);
        var inputs = new float[4 * samples];
        int[] labels = [.. Enumerable.Range(first, samples).Select(i => i % 3)];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = (random.NextSingle() / 4) + (i % 4 == labels[i / 4] ? 1 : 0);
        }

        return DataSet.FromArrays(inputs, 4, labels);
    }
}
