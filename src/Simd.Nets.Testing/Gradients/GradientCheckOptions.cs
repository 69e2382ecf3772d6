namespace Simd.Nets.Testing;

/// <summary>What a gradient check draws.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>Samples in a batch, 1 or more.</summary>
    public int Batch { get; init; } = 5;

    /// <summary>Batches, each with weights of its own; 1 or more.</summary>
    public int Draws { get; init; } = 3;

    /// <summary>Where the random numbers start: the same seed, the same check.</summary>
    public int Seed { get; init; } = 1;
}
