using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// A moving average of the weights, which often does better than the last ones: <c>trainer.WeightAverage =
/// WeightAverage.Exponential(0.999)</c>, then <c>using (trainer.UseAverage()) { … }</c> or <c>trainer.AveragedNetwork()</c>. It starts as a
/// copy of the weights behind the first step.
/// </summary>
public abstract class WeightAverage
{
    private protected WeightAverage()
    {
    }

    /// <summary><c>a ← d a + (1 − d) w</c> behind every step.</summary>
    /// <param name="decay">d: at least 0 and below 1.</param>
    /// <param name="warmup">Whether the first steps take <c>(1 + t) / (10 + t)</c> where it is smaller, so that the start is soon
    /// forgotten.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is outside its range.</exception>
    public static WeightAverage Exponential(double decay = 0.999, bool warmup = false) =>
        new ExponentialAverage(OptionRange.Decay(decay, nameof(decay)), warmup);

    /// <summary>The mean of the weights behind every step (Polyak and Juditsky 1992; Izmailov et al. 2018).</summary>
    public static WeightAverage Uniform() => new UniformAverage();

    /// <summary>How much of the average stays.</summary>
    /// <param name="averaged">Weights in the average already: 1 or more.</param>
    internal abstract double Keep(long averaged);

    /// <summary><c>a ← a + fresh·(w − a)</c> for the whole of two networks' parameters.</summary>
    internal static void Blend<T>(Span<T> average, ReadOnlySpan<T> weights, double fresh)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var update = new ParameterUpdate<T>(average, weights, [], 0, 1, 0);
        FlatPass.Run(new BlendForm(fresh), update, decoupled: false);
    }
}

/// <summary>Older weights count ever less.</summary>
internal sealed class ExponentialAverage(double decay, bool warmup) : WeightAverage
{
    internal override double Keep(long averaged) => warmup ? Math.Min(decay, (1.0 + averaged) / (10.0 + averaged)) : decay;
}

/// <summary>All weights count alike.</summary>
internal sealed class UniformAverage : WeightAverage
{
    internal override double Keep(long averaged) => averaged / (averaged + 1.0);
}

/// <summary>The rule at every width.</summary>
internal readonly struct BlendForm(double fresh) : IUpdateForm
{
    public void Apply<V, T>(in FlatSweep<T> sweep)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => sweep.Run<V, BlendRule<V, T>>(new(fresh));
}

/// <summary>Moves a vector towards another, which comes in the place of the gradient.</summary>
internal readonly struct BlendRule<V, T>(double fresh) : IUpdateRule<V, T>
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V fresh = V.Constant(fresh);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move(V gradient, V parameter, ref T moments, nint pitch, nint offset) => V.MultiplyAdd(gradient - parameter, fresh, parameter);
}
