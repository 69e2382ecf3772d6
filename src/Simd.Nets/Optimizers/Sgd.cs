using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// Stochastic gradient descent, with momentum if asked for, by PyTorch's formulas: <c>u ← μ u + (1 − τ) g</c> (<c>u ← g</c> in the first
/// step), <c>w ← w − lr·u</c>; Nesterov's form moves by <c>g + μ u</c> (Sutskever et al. 2013); without momentum by <c>g</c>.
/// </summary>
public sealed class Sgd : Optimizer
{
    /// <summary>A rule with these options.</summary>
    /// <param name="learningRate">The size of a step: 0 or more, and finite as a float.</param>
    /// <param name="momentum">μ: at least 0 and below 1; 0 keeps no moment.</param>
    /// <param name="nesterov">Whether the step looks ahead by the momentum.</param>
    /// <param name="dampening">τ: at least 0 and at most 1.</param>
    /// <param name="weightDecay">λ: 0 or more.</param>
    /// <param name="decoupledWeightDecay">See <see cref="Optimizer.DecoupledWeightDecay"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException"><paramref name="nesterov"/> without momentum or with dampening.</exception>
    public Sgd(
        double learningRate = 1e-3,
        double momentum = 0,
        bool nesterov = false,
        double dampening = 0,
        double weightDecay = 0,
        bool decoupledWeightDecay = false)
    {
        LearningRate = learningRate;
        Momentum = OptionRange.Decay(momentum, nameof(momentum));
        Nesterov = nesterov;
        Dampening = OptionRange.Share(dampening, nameof(dampening));
        WeightDecay = OptionRange.NonNegative(weightDecay, nameof(weightDecay));
        DecoupledWeightDecay = decoupledWeightDecay;
        if (nesterov && momentum == 0)
        {
            throw new ArgumentException(
                "nesterov needs a momentum above 0: without one there is nothing to look ahead by.", nameof(nesterov));
        }

        if (nesterov && dampening != 0)
        {
            throw new ArgumentException("nesterov needs a dampening of 0: the look ahead assumes the whole momentum.", nameof(nesterov));
        }
    }

    /// <summary>μ: how much of the last step the next one keeps.</summary>
    public double Momentum { get; }

    /// <summary>Whether the step looks ahead by the momentum.</summary>
    public bool Nesterov { get; }

    /// <summary>τ: how much of a gradient the momentum leaves out.</summary>
    public double Dampening { get; }

    /// <inheritdoc/>
    public override int MomentCount => Momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    public override void Update<T>(in ParameterUpdate<T> update)
    {
        double descent = -update.LearningRate;
        if (MomentCount == 0)
        {
            Sweep(new SgdRule<float>(descent), new SgdRule<double>(descent), update);
        }
        else if (Nesterov)
        {
            Sweep(new NesterovRule<float>(descent, Momentum), new NesterovRule<double>(descent, Momentum), update);
        }
        else
        {
            double fresh = update.Step == 1 ? 1 : 1 - Dampening;
            Sweep(new MomentumRule<float>(descent, Momentum, fresh), new MomentumRule<double>(descent, Momentum, fresh), update);
        }
    }
}

/// <summary><c>w ← w − lr·g</c>.</summary>
internal readonly struct SgdRule<T>(double descent) : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T descent = T.CreateTruncating(descent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V gradient, V parameter, ref T moments, nint pitch, nint offset)
        where V : struct, IVector<V, T> => V.MultiplyAdd(gradient, V.Broadcast(descent), parameter);
}

/// <summary><c>u ← μ u + fresh·g</c>, <c>w ← w − lr·u</c>.</summary>
internal readonly struct MomentumRule<T>(double descent, double momentum, double fresh) : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T descent = T.CreateTruncating(descent);
    private readonly T momentum = T.CreateTruncating(momentum);
    private readonly T fresh = T.CreateTruncating(fresh);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V gradient, V parameter, ref T moments, nint pitch, nint offset)
        where V : struct, IVector<V, T>
    {
        V u = V.MultiplyAdd(V.Load(ref moments, offset), V.Broadcast(momentum), gradient * V.Broadcast(fresh));
        u = MomentFloor.Flush<V, T>(u);
        V.Store(u, ref moments, offset);
        return V.MultiplyAdd(u, V.Broadcast(descent), parameter);
    }
}

/// <summary><c>u ← μ u + g</c>, <c>w ← w − lr·(g + μ u)</c>.</summary>
internal readonly struct NesterovRule<T>(double descent, double momentum) : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T descent = T.CreateTruncating(descent);
    private readonly T momentum = T.CreateTruncating(momentum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V gradient, V parameter, ref T moments, nint pitch, nint offset)
        where V : struct, IVector<V, T>
    {
        V u = MomentFloor.Flush<V, T>(V.MultiplyAdd(V.Load(ref moments, offset), V.Broadcast(momentum), gradient));
        V.Store(u, ref moments, offset);
        return V.MultiplyAdd(V.MultiplyAdd(u, V.Broadcast(momentum), gradient), V.Broadcast(descent), parameter);
    }
}
