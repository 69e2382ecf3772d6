using Simd.Nets;

namespace Remedies;

/// <summary>How a network is trained: with all usual care, sick or not, unless that is what a trial is about.</summary>
internal sealed record Recipe
{
    public const int Batch = 32;

    public Optimizer Optimizer { get; init; } = new Adam(1e-3);

    public GradientClip? Clip { get; init; } = GradientClip.GlobalNorm(1);

    /// <summary>Whether the rate climbs for a tenth of the steps and comes down along a cosine, or stays.</summary>
    public bool Warmup { get; init; } = true;

    public Trainer<TNetwork> Trainer<TNetwork>(TNetwork network, int steps)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        int climb = Math.Max(1, steps / 10);
        return new(network, Optimizer)
        {
            Clip = Clip,
            Schedule = Warmup ? LearningRateSchedule.Cosine(steps - climb).WithWarmup(climb) : null,
        };
    }
}
