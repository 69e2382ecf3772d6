namespace Simd.Nets.Peers;

/// <summary>One file: a case, and what libtorch makes of it.</summary>
internal sealed record ParityRecord
{
    public required int[] Sizes { get; init; }

    public required string Activation { get; init; }

    public required string Loss { get; init; }

    public required ulong Seed { get; init; }

    public required int Batch { get; init; }

    public required double MeanLoss { get; init; }

    public required double[] Outputs { get; init; }

    public required Dictionary<string, TensorRecord> Gradients { get; init; }

    public required TrainingRecord Adam { get; init; }

    public required TrainingRecord Sgd { get; init; }
}

/// <summary>Steps on the same batch: the loss before each, the parameters after the last.</summary>
internal sealed record TrainingRecord(double LearningRate, double[] Losses, Dictionary<string, TensorRecord> Parameters);

/// <summary>A tensor's values, or where it is large, its sums and the values at some indices of its row-major form.</summary>
internal sealed record TensorRecord(double Sum, double SumOfSquares, int[]? Indices, double[] Values)
{
    /// <summary>All values, or of more than <paramref name="whole"/> half as many.</summary>
    public static TensorRecord Of(double[] values, int whole = 1024)
    {
        double sum = values.Sum();
        double sumOfSquares = values.Sum(value => value * value);
        if (values.Length <= whole)
        {
            return new(sum, sumOfSquares, null, values);
        }

        var source = new UniformSource((ulong)values.Length);
        int[] indices = [.. Enumerable.Range(0, whole / 2).Select(_ => source.NextIndex(values.Length)).Distinct().Order()];
        return new(sum, sumOfSquares, indices, Array.ConvertAll(indices, index => values[index]));
    }
}
