namespace Simd.Nets.Benchmarks;

/// <summary>Batches of random samples, taken in turn: inputs N(0, 1), labels uniform, target values N(0, 1).</summary>
internal sealed class BatchPool
{
    private const int MostBatches = 16;
    private const int MostSamples = 40_000;

    private readonly float[][] inputs;
    private readonly int[][] labels;
    private readonly float[][] values;
    private int at;

    public BatchPool(NetworkSchema schema, int batch)
    {
        var random = new System.Random(1);
        int count = Math.Clamp(MostSamples / batch, 1, MostBatches);
        inputs = Draw(() => Draw(batch * schema.InputSize, () => Normal(random)));
        labels = Draw(() => Draw(schema.Targets == TargetKind.Labels ? batch : 0, () => random.Next(schema.OutputSize)));
        values = Draw(() => Draw(schema.Targets == TargetKind.Values ? batch * schema.OutputSize : 0, () => Normal(random)));

        T[] Draw<T>(Func<T> one) => Draw(count, one);

        static T[] Draw<T>(int count, Func<T> one) => [.. Enumerable.Range(0, count).Select(_ => one())];
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
}
