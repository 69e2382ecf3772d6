namespace Simd.Nets;

/// <summary>
/// LAMB (You et al. 2020): Adam's direction <c>d = m̂ / (√v̂ + ε) + λw</c>, and for each tensor a step in proportion to its weights,
/// <c>w ← w − lr·‖w‖ / ‖d‖·d</c>; the ratio is 1 where either norm is 0. Tensors without decay (biases, normalisations) take the ratio 1,
/// as in the authors' and NVIDIA's implementations, unless <see cref="AlwaysAdapt"/> is set.
/// </summary>
public sealed class Lamb : AdamFamily
{
    /// <summary>A rule with these options.</summary>
    /// <param name="learningRate">The size of a step: 0 or more, and finite as a float even when divided by 1 − β₁.</param>
    /// <param name="beta1">Decay of the mean gradient: at least 0 and below 1.</param>
    /// <param name="beta2">Decay of the mean square: at least 0 and below 1.</param>
    /// <param name="epsilon">Keeps the divisor from zero: finite, 1e-30 or more.</param>
    /// <param name="weightDecay">λ: 0 or more.</param>
    /// <param name="alwaysAdapt">Whether tensors without decay take a ratio of their own too.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Lamb(
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-6,
        double weightDecay = 0.01,
        bool alwaysAdapt = false)
        : base(learningRate, beta1, beta2, epsilon, weightDecay)
    {
        DecoupledWeightDecay = true;
        AlwaysAdapt = alwaysAdapt;
    }

    /// <summary>Whether tensors without decay take a ratio of their own too.</summary>
    public bool AlwaysAdapt { get; }

    /// <inheritdoc/>
    public override bool PerTensor => true;

    /// <inheritdoc/>
    public override void Update<T>(in ParameterUpdate<T> update)
    {
        var factors = new AdamFactors(this, update.Step, 1);
        bool adapts = AlwaysAdapt || update.WeightDecay != 0;
        LambPass.Run(factors, update, adapts);
    }
}
