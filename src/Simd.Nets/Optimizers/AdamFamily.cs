namespace Simd.Nets;

/// <summary>What Adam and its kin share: a running mean of the gradient, a running mean of its square.</summary>
public abstract class AdamFamily : Optimizer
{
    private protected AdamFamily(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    {
        Beta1 = OptionRange.Decay(beta1, nameof(beta1));
        LearningRate = learningRate;
        Beta2 = OptionRange.Decay(beta2, nameof(beta2));
        Epsilon = OptionRange.Normal(epsilon, nameof(epsilon));
        WeightDecay = OptionRange.NonNegative(weightDecay, nameof(weightDecay));
    }

    /// <summary>Decay of the mean gradient.</summary>
    public double Beta1 { get; }

    /// <summary>Decay of the mean square.</summary>
    public double Beta2 { get; }

    /// <summary>Keeps the divisor from zero.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override int MomentCount => 2;

    private protected override double LargestScale => 1 / (1 - Beta1);
}
