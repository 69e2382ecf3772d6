namespace Simd.Nets.Generators.Flow;

/// <summary>What is called sick, and what is known of the inputs.</summary>
/// <param name="Vanishing">A ratio of gradients below this vanishes.</param>
/// <param name="Exploding">One above this explodes.</param>
/// <param name="Saturating">One below this is too little where activations saturate.</param>
/// <param name="InputSecondMoment">E[x²] where a project declares it for all networks that do not.</param>
internal sealed partial record FlowLimits(double Vanishing = 1e-3, double Exploding = 1e3, double Saturating = FlowLimits.Trainable, double? InputSecondMoment = null)
{
    // e⁻³: what is left of a norm after 6 ξ layers.
    private const double Trainable = 0.049787068367863944;

    /// <summary>−1 where gradients of this ratio vanish, 1 where they explode, else 0.</summary>
    public int Verdict(double ratio) => ratio < Vanishing ? -1 : ratio > Exploding ? 1 : 0;
}
