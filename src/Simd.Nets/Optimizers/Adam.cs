namespace Simd.Nets;

/// <summary>
/// Adam (Kingma and Ba 2015) by PyTorch's formula: <c>m ← β₁ m + (1 − β₁) g</c>, <c>v ← β₂ v + (1 − β₂) g²</c>,
/// <c>w ← w − lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)</c>. AMSGrad (Reddi et al. 2018) takes the largest <c>v</c> there was.
/// </summary>
public class Adam : AdamFamily
{
    /// <summary>A rule with these options.</summary>
    /// <param name="learningRate">The size of a step: 0 or more, and finite as a float even when divided by 1 − β₁.</param>
    /// <param name="beta1">Decay of the mean gradient: at least 0 and below 1.</param>
    /// <param name="beta2">Decay of the mean square: at least 0 and below 1.</param>
    /// <param name="epsilon">Keeps the divisor from zero: finite, 1e-30 or more. Squares below a float's smallest normal number are taken
    /// for zero, so gradients of floats below about 1e-18 are divided by it alone: choose it above that where they occur.</param>
    /// <param name="weightDecay">λ: 0 or more.</param>
    /// <param name="amsgrad">Whether the divisor never shrinks; costs a third moment.</param>
    /// <param name="decoupledWeightDecay">See <see cref="Optimizer.DecoupledWeightDecay"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Adam(
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        bool amsgrad = false,
        bool decoupledWeightDecay = false)
        : base(learningRate, beta1, beta2, epsilon, weightDecay)
    {
        Amsgrad = amsgrad;
        DecoupledWeightDecay = decoupledWeightDecay;
    }

    /// <summary>Whether the divisor never shrinks.</summary>
    public bool Amsgrad { get; }

    /// <inheritdoc/>
    public override int MomentCount => Amsgrad ? 3 : 2;

    /// <inheritdoc/>
    public override void Update<T>(in ParameterUpdate<T> update)
    {
        var factors = new AdamFactors(this, update.Step, update.LearningRate);
        if (Amsgrad)
        {
            Sweep(new AmsgradForm(factors), update);
        }
        else
        {
            Sweep(new AdamForm(factors), update);
        }
    }
}
