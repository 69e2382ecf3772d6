namespace Simd.Nets;

/// <summary>What Adam and its kin share: a running mean of the gradient, a running mean of its square.</summary>
public abstract class AdamFamily : Optimizer
{
    private readonly double biased1;
    private readonly double biased2;

    private protected AdamFamily(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    {
        Beta1 = OptionRange.Decay(beta1, nameof(beta1));
        LearningRate = learningRate;
        Beta2 = OptionRange.Decay(beta2, nameof(beta2));
        Epsilon = OptionRange.Normal(epsilon, nameof(epsilon));
        WeightDecay = OptionRange.NonNegative(weightDecay, nameof(weightDecay));
        (biased1, biased2) = (BiasedSteps(beta1), BiasedSteps(beta2));
    }

    /// <summary>Decay of the mean gradient.</summary>
    public double Beta1 { get; }

    /// <summary>Decay of the mean square.</summary>
    public double Beta2 { get; }

    /// <summary>Keeps the divisor from zero.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override int MomentCount => 2;

    /// <summary>1 − β₁ᵗ, by which the mean gradient is too small.</summary>
    internal double Correction1(long step) => step > biased1 ? 1 : 1 - Math.Pow(Beta1, step);

    /// <summary>1 − β₂ᵗ, by which the mean square is too small.</summary>
    internal double Correction2(long step) => step > biased2 ? 1 : 1 - Math.Pow(Beta2, step);

    // From then on the correction is 1 to the last bit, and need not be worked out for each run of parameters.
    private static double BiasedSteps(double beta) => -60 / Math.Log2(beta);

    private protected override double LargestScale => 1 / (1 - Beta1);
}
