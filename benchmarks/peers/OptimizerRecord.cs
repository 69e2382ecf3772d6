namespace Simd.Nets.Peers;

/// <summary>What libtorch's optimizers, clips and schedules do in the same number of steps.</summary>
internal sealed record OptimizerParity
{
    /// <summary>What weights and gradients are drawn from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Steps taken.</summary>
    public required int Steps { get; init; }

    /// <summary>The weights after them, by the case's name.</summary>
    public required Dictionary<string, OptimizedWeights> Weights { get; init; }

    /// <summary>The learning rate of each step, by the case's name.</summary>
    public required Dictionary<string, double[]> Rates { get; init; }
}

/// <summary>The same weights optimised in both precisions.</summary>
internal sealed record OptimizedWeights(double[] Float32, double[] Float64);
