using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// Stochastic gradient descent, with momentum if asked for, by PyTorch's formulas: <c>u ← μ u + g</c>, <c>w ← w − lr·u</c>; Nesterov's form
/// moves by <c>g + μ u</c> (Sutskever et al. 2013); without momentum by <c>g</c>.
/// </summary>
public sealed class Sgd : Optimizer
{
    /// <summary>A rule with these options.</summary>
    /// <param name="learningRate">The size of a step: 0 or more, and finite as a float.</param>
    /// <param name="momentum">μ: at least 0 and below 1; 0 keeps no moment.</param>
    /// <param name="nesterov">Whether the step looks ahead by the momentum.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException"><paramref name="nesterov"/> without momentum.</exception>
    public Sgd(double learningRate, double momentum = 0, bool nesterov = false)
    {
        LearningRate = learningRate;
        Momentum = OptionRange.Decay(momentum, nameof(momentum));
        Nesterov = nesterov;
        if (nesterov && momentum == 0)
        {
            throw new ArgumentException(
                "nesterov needs a momentum above 0: without one there is nothing to look ahead by.", nameof(nesterov));
        }
    }

    /// <summary>μ: how much of the last step the next one keeps.</summary>
    public double Momentum { get; }

    /// <summary>Whether the step looks ahead by the momentum.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    public override int MomentCount => Momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    public override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> moments, long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        if (MomentCount == 0)
        {
            FlatPass.Run(new SgdRule<float>(LearningRate), new SgdRule<double>(LearningRate), parameters, gradients, moments);
        }
        else if (Nesterov)
        {
            FlatPass.Run(
                new NesterovRule<float>(LearningRate, Momentum),
                new NesterovRule<double>(LearningRate, Momentum),
                parameters,
                gradients,
                moments);
        }
        else
        {
            FlatPass.Run(
                new MomentumRule<float>(LearningRate, Momentum),
                new MomentumRule<double>(LearningRate, Momentum),
                parameters,
                gradients,
                moments);
        }
    }
}

/// <summary><c>w ← w − lr·g</c>.</summary>
internal readonly struct SgdRule<T>(double learningRate) : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T descent = T.CreateTruncating(-learningRate);

    public int MomentCount => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(V gradient, ref T parameters, ref T moments, nint length, nint offset)
        where V : struct, IVector<V, T> =>
        V.Store(V.MultiplyAdd(gradient, V.Broadcast(descent), V.Load(ref parameters, offset)), ref parameters, offset);
}

/// <summary><c>u ← μ u + g</c>, <c>w ← w − lr·u</c>.</summary>
internal readonly struct MomentumRule<T>(double learningRate, double momentum) : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T descent = T.CreateTruncating(-learningRate);
    private readonly T momentum = T.CreateTruncating(momentum);

    public int MomentCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(V gradient, ref T parameters, ref T moments, nint length, nint offset)
        where V : struct, IVector<V, T>
    {
        V u = MomentFloor.Flush<V, T>(V.MultiplyAdd(V.Load(ref moments, offset), V.Broadcast(momentum), gradient));
        V.Store(u, ref moments, offset);
        V.Store(V.MultiplyAdd(u, V.Broadcast(descent), V.Load(ref parameters, offset)), ref parameters, offset);
    }
}

/// <summary><c>u ← μ u + g</c>, <c>w ← w − lr·(g + μ u)</c>.</summary>
internal readonly struct NesterovRule<T>(double learningRate, double momentum) : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T descent = T.CreateTruncating(-learningRate);
    private readonly T momentum = T.CreateTruncating(momentum);

    public int MomentCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(V gradient, ref T parameters, ref T moments, nint length, nint offset)
        where V : struct, IVector<V, T>
    {
        V u = MomentFloor.Flush<V, T>(V.MultiplyAdd(V.Load(ref moments, offset), V.Broadcast(momentum), gradient));
        V ahead = V.MultiplyAdd(u, V.Broadcast(momentum), gradient);
        V.Store(u, ref moments, offset);
        V.Store(V.MultiplyAdd(ahead, V.Broadcast(descent), V.Load(ref parameters, offset)), ref parameters, offset);
    }
}
