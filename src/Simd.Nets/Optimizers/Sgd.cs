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
            Sweep(new SgdForm(descent), update);
        }
        else if (Nesterov)
        {
            Sweep(new NesterovForm(descent, Momentum), update);
        }
        else
        {
            double fresh = update.Step == 1 ? 1 : 1 - Dampening;
            Sweep(new MomentumForm(descent, Momentum, fresh), update);
        }
    }
}

/// <summary>The rule at every width.</summary>
internal readonly struct SgdForm(double descent) : IUpdateForm
{
    public void Apply<V, T>(in FlatSweep<T> sweep)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => sweep.Run<V, SgdRule<V, T>>(new(descent));
}

/// <summary><c>w ← w − lr·g</c>.</summary>
internal readonly struct SgdRule<V, T>(double descent) : IUpdateRule<V, T>
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V descent = V.Constant(descent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move(V gradient, V parameter, ref T moments, nint pitch, nint offset) => V.MultiplyAdd(gradient, descent, parameter);
}

/// <summary>The rule at every width.</summary>
internal readonly struct MomentumForm(double descent, double momentum, double fresh) : IUpdateForm
{
    public void Apply<V, T>(in FlatSweep<T> sweep)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => sweep.Run<V, MomentumRule<V, T>>(new(descent, momentum, fresh));
}

/// <summary><c>u ← μ u + fresh·g</c>, <c>w ← w − lr·u</c>.</summary>
internal readonly struct MomentumRule<V, T>(double descent, double momentum, double fresh) : IUpdateRule<V, T>
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V descent = V.Constant(descent);
    private readonly V momentum = V.Constant(momentum);
    private readonly V fresh = V.Constant(fresh);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move(V gradient, V parameter, ref T moments, nint pitch, nint offset)
    {
        V u = V.MultiplyAdd(V.Load(ref moments, offset), momentum, gradient * fresh);
        u = V.FlushSubnormal(u);
        V.Store(u, ref moments, offset);
        return V.MultiplyAdd(u, descent, parameter);
    }
}

/// <summary>The rule at every width.</summary>
internal readonly struct NesterovForm(double descent, double momentum) : IUpdateForm
{
    public void Apply<V, T>(in FlatSweep<T> sweep)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => sweep.Run<V, NesterovRule<V, T>>(new(descent, momentum));
}

/// <summary><c>u ← μ u + g</c>, <c>w ← w − lr·(g + μ u)</c>.</summary>
internal readonly struct NesterovRule<V, T>(double descent, double momentum) : IUpdateRule<V, T>
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V descent = V.Constant(descent);
    private readonly V momentum = V.Constant(momentum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move(V gradient, V parameter, ref T moments, nint pitch, nint offset)
    {
        V u = V.FlushSubnormal(V.MultiplyAdd(V.Load(ref moments, offset), momentum, gradient));
        V.Store(u, ref moments, offset);
        return V.MultiplyAdd(V.MultiplyAdd(u, momentum, gradient), descent, parameter);
    }
}
