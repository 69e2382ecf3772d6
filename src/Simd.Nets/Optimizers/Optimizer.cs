using System.Numerics;

namespace Simd.Nets;

/// <summary>A rule that moves parameters along their gradients: configuration only; moments and step count belong to the trainer.</summary>
public abstract class Optimizer
{
    /// <summary>The size of a step.</summary>
    public double LearningRate { get; set; }

    /// <summary>Blocks of memory, each as long as the parameters.</summary>
    public abstract int MomentCount { get; }

    /// <summary>One step.</summary>
    /// <param name="parameters">Changed in place.</param>
    /// <param name="gradients">As long as the parameters.</param>
    /// <param name="moments"><see cref="MomentCount"/> blocks as long as the parameters; zero before the first step.</param>
    /// <param name="step">From 1.</param>
    public abstract void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> moments, long step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
