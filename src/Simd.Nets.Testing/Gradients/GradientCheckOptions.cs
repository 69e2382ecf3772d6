namespace Simd.Nets.Testing;

/// <summary>What a gradient check draws.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>Samples in a batch, 1 or more, 2 or more where there is batch normalisation; null for 5, or 16 where there is, since the
    /// variance of a few samples is easily next to nothing.</summary>
    public int? Batch { get; init; }

    /// <summary>Batches, each with weights of its own; 1 or more.</summary>
    public int Draws { get; init; } = 3;

    /// <summary>Where the random numbers start: the same seed, the same check.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The batch that is drawn for a network.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It cannot be drawn.</exception>
    internal int BatchFor(NetworkSchema schema)
    {
        int batch = Batch ?? (schema.BatchNormalisation is null ? 5 : 16);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1, nameof(Batch));
        return batch > 1 || schema.BatchNormalisation is null
            ? batch
            : throw new ArgumentOutOfRangeException(
                nameof(Batch),
                batch,
                $"layer {schema.BatchNormalisation} of {schema.Name} normalises over the batch: draw 2 samples or more.");
    }
}
