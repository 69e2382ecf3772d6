namespace Simd.Nets.Benchmarks;

/// <summary>Batches of random samples, taken in turn: inputs N(0, 1), labels uniform, target values N(0, 1).</summary>
internal sealed class BatchPool
{
    /// <summary>Batches that are timed by turns, where they are not large.</summary>
    public const int MostBatches = 16;

    private const int MostSamples = 40_000;

    private readonly float[][] inputs;
    private readonly int[][] labels;
    private readonly float[][] values;
    private int at;

    public BatchPool(NetworkSchema schema, int batch, int mostBatches)
    {
        var random = new System.Random(1);
        int count = Math.Clamp(MostSamples / batch, 1, mostBatches);
        inputs = Several(() => Several(() => Normal(random), batch * schema.InputSize), count);
        labels = Several(() => Several(() => random.Next(schema.OutputSize), schema.Targets == TargetKind.Labels ? batch : 0), count);
        values = Several(() => Several(() => Normal(random), schema.Targets == TargetKind.Values ? batch * schema.OutputSize : 0), count);
    }

    /// <summary>The inputs of the current batch.</summary>
    public ReadOnlySpan<float> Inputs => inputs[at];

    /// <summary>The classes of the current batch; empty where the loss takes values.</summary>
    public ReadOnlySpan<int> Labels => labels[at];

    /// <summary>The target values of the current batch; empty where the loss takes labels.</summary>
    public ReadOnlySpan<float> Values => values[at];

    /// <summary>Goes on to the next batch.</summary>
    public void Advance() => at = (at + 1) % inputs.Length;

    private static float Normal(System.Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    private static T[] Several<T>(Func<T> draw, int count) => [.. Enumerable.Range(0, count).Select(_ => draw())];
}
