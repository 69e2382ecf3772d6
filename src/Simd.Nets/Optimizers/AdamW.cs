namespace Simd.Nets;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019) by PyTorch's formula: <see cref="Adam"/> with decoupled weight decay,
/// <c>w ← (1 − lr·λ) w</c> before each step.
/// </summary>
/// <param name="learningRate">The size of a step: 0 or more, and finite as a float even when divided by 1 − β₁.</param>
/// <param name="beta1">Decay of the mean gradient: at least 0 and below 1.</param>
/// <param name="beta2">Decay of the mean square: at least 0 and below 1.</param>
/// <param name="epsilon">Keeps the divisor from zero: finite, 1e-30 or more.</param>
/// <param name="weightDecay">λ: 0 or more.</param>
/// <param name="amsgrad">Whether the divisor never shrinks; costs a third moment.</param>
/// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
public sealed class AdamW(
    double learningRate = 1e-3,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-8,
    double weightDecay = 1e-2,
    bool amsgrad = false)
    : Adam(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad, decoupledWeightDecay: true);
