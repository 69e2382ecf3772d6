using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// Adagrad (Duchi et al. 2011) by PyTorch's formula: <c>s ← s + g²</c>, <c>w ← w − lr / (1 + (t − 1)·η) · g / (√s + ε)</c>.
/// </summary>
public sealed class Adagrad : Optimizer
{
    /// <summary>A rule with these options.</summary>
    /// <param name="learningRate">The size of a step: 0 or more, and finite as a float.</param>
    /// <param name="learningRateDecay">η: 0 or more.</param>
    /// <param name="weightDecay">λ: 0 or more.</param>
    /// <param name="initialAccumulatorValue">What <c>s</c> starts from: 0 or more.</param>
    /// <param name="epsilon">Keeps the divisor from zero: finite, 1e-30 or more.</param>
    /// <param name="decoupledWeightDecay">See <see cref="Optimizer.DecoupledWeightDecay"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Adagrad(
        double learningRate = 1e-2,
        double learningRateDecay = 0,
        double weightDecay = 0,
        double initialAccumulatorValue = 0,
        double epsilon = 1e-10,
        bool decoupledWeightDecay = false)
    {
        LearningRate = learningRate;
        LearningRateDecay = OptionRange.NonNegative(learningRateDecay, nameof(learningRateDecay));
        WeightDecay = OptionRange.NonNegative(weightDecay, nameof(weightDecay));
        InitialAccumulatorValue = OptionRange.NonNegative(initialAccumulatorValue, nameof(initialAccumulatorValue));
        Epsilon = OptionRange.Normal(epsilon, nameof(epsilon));
        DecoupledWeightDecay = decoupledWeightDecay;
    }

    /// <summary>η.</summary>
    public double LearningRateDecay { get; }

    /// <summary>What the sum of squares starts from.</summary>
    public double InitialAccumulatorValue { get; }

    /// <summary>Keeps the divisor from zero.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override int MomentCount => 1;

    /// <inheritdoc/>
    public override void Update<T>(in ParameterUpdate<T> update)
    {
        double descent = -update.LearningRate / (1 + ((update.Step - 1) * LearningRateDecay));
        Sweep(new AdagradForm(this, descent), update);
    }
}

/// <summary>The rule at every width.</summary>
internal readonly struct AdagradForm(Adagrad options, double descent) : IUpdateForm
{
    public void Apply<V, T>(in FlatSweep<T> sweep)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => sweep.Run<V, AdagradRule<V, T>>(new(options, descent));
}

/// <summary>The moment is the sum of squares without what it starts from, so that it is zero in padding and before the first
/// step.</summary>
internal readonly struct AdagradRule<V, T>(Adagrad options, double descent) : IUpdateRule<V, T>
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V initial = V.Constant(options.InitialAccumulatorValue);
    private readonly V epsilon = V.Constant(options.Epsilon);
    private readonly V descent = V.Constant(descent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move(V gradient, V parameter, ref T moments, nint pitch, nint offset)
    {
        V sum = V.FlushSubnormal(V.MultiplyAdd(gradient, gradient, V.Load(ref moments, offset)));
        V.Store(sum, ref moments, offset);
        V divisor = V.Sqrt(sum + initial) + epsilon;
        return V.MultiplyAdd(gradient / divisor, descent, parameter);
    }
}
