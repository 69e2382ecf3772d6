using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// Keeps gradients from exploding: <c>trainer.Clip = GradientClip.GlobalNorm(1)</c>. Norms are those of the gradients of the mean loss,
/// summed in double; frozen tensors count for nothing, penalties and weight decay come behind the clip.
/// </summary>
public abstract class GradientClip
{
    private protected GradientClip()
    {
    }

    /// <summary>Confines every element to [−limit, limit].</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not a positive number.</exception>
    public static GradientClip Value(double limit) => new ValueClip(OptionRange.Positive(limit, nameof(limit)));

    /// <summary>
    /// Where the norm of a layer's gradients is above the maximum, multiplies them by <c>maximum / (norm + 1e-6)</c>. Tensors belong to one
    /// layer if their names agree up to the last dot.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not a positive number.</exception>
    public static GradientClip NormPerLayer(double maximum) => new NormPerLayerClip(OptionRange.Positive(maximum, nameof(maximum)));

    /// <summary>Where the norm of all gradients is above the maximum, multiplies them by <c>maximum / (norm + 1e-6)</c> (Pascanu et al.
    /// 2013, PyTorch's formula).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not a positive number.</exception>
    public static GradientClip GlobalNorm(double maximum) => new GlobalNormClip(OptionRange.Positive(maximum, nameof(maximum)));

    /// <summary>
    /// Adaptive clipping (AGC, Brock et al. 2021): where the gradient of a unit i, the weights into one output, is longer than
    /// <c>λ·max(‖Wᵢ‖, floor)</c>, scales it to that length. Biases of a layer are one unit together; the last layer is left alone. The
    /// network's gradients are rewritten in place.
    /// </summary>
    /// <param name="lambda">λ: above 0.</param>
    /// <param name="floor">The least that a unit's weights count for, so that units that start at zero can move: above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is not a positive number.</exception>
    public static GradientClip Adaptive(double lambda = 0.01, double floor = 1e-3) =>
        new AdaptiveClip(OptionRange.Positive(lambda, nameof(lambda)), OptionRange.Positive(floor, nameof(floor)));

    /// <summary>
    /// ZClip (Kumar et al. 2025, arXiv 2504.02507): keeps a running mean μ and deviation σ of the global norm, and where
    /// <c>z = (norm − μ) / σ</c> is above the threshold, shortens the gradients to <c>μ + threshold² σ / z</c>; the clipped norm joins the
    /// mean.
    /// </summary>
    /// <param name="alpha">How much of the mean and the variance a step keeps: at least 0 and below 1.</param>
    /// <param name="threshold">The z beyond which a norm is a spike: above 0.</param>
    /// <param name="warmupSteps">Steps whose norms make the first mean and variance, unclipped: 2 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static GradientClip ZClip(double alpha = 0.97, double threshold = 2.5, int warmupSteps = 25) => new ZScoreClip(
        OptionRange.Decay(alpha, nameof(alpha)),
        OptionRange.Positive(threshold, nameof(threshold)),
        OptionRange.AtLeast(2, warmupSteps, nameof(warmupSteps)));

    /// <summary>What every element is confined to in the optimizer's pass.</summary>
    internal virtual double Limit => double.PositiveInfinity;

    /// <summary>Whether it looks at the norms of layers or of all.</summary>
    internal virtual bool NeedsNorms => false;

    /// <summary>Sets the factors of the tensors or changes the gradients, and returns the smallest number that one was multiplied
    /// by.</summary>
    internal virtual double Apply<T>(in ClippedGradients<T> gradients, ref ClipState state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => 1;
}

/// <summary>By value: in the optimizer's pass.</summary>
internal sealed class ValueClip(double limit) : GradientClip
{
    internal override double Limit => limit;
}

/// <summary>By the norm of all gradients.</summary>
internal sealed class GlobalNormClip(double maximum) : GradientClip
{
    // PyTorch's: it keeps the factor finite.
    private const double Epsilon = 1e-6;

    internal override bool NeedsNorms => true;

    /// <summary>At most 1.</summary>
    public static double Factor(double norm, double maximum) => Math.Min(1, maximum / (norm + Epsilon));

    internal override double Apply<T>(in ClippedGradients<T> gradients, ref ClipState state)
    {
        double factor = Factor(gradients.GlobalNorm, maximum);
        gradients.Norms.Multiply(factor);
        return factor;
    }
}

/// <summary>By the norm of each layer's gradients.</summary>
internal sealed class NormPerLayerClip(double maximum) : GradientClip
{
    internal override bool NeedsNorms => true;

    internal override double Apply<T>(in ClippedGradients<T> gradients, ref ClipState state)
    {
        double smallest = 1;
        for (int layer = 0; layer < gradients.Norms.Layers; layer++)
        {
            double factor = GlobalNormClip.Factor(gradients.Norms.OfLayer(layer), maximum);
            gradients.Norms.Multiply(layer, factor);
            smallest = Math.Min(smallest, factor);
        }

        return smallest;
    }
}
