using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// NAdam (Dozat 2016) by PyTorch's formula: Adam whose momentum looks ahead, <c>μₜ = β₁ (1 − ½·0.96^(t·ψ))</c>, <c>Πₜ = μ₁ … μₜ</c>,
/// <c>w ← w − lr·((1 − μₜ) / (1 − Πₜ)·g + μₜ₊₁ / (1 − Πₜ₊₁)·m) / (√(v / (1 − β₂ᵗ)) + ε)</c>.
/// </summary>
public sealed class NAdam : AdamFamily
{
    private readonly MomentumSchedule momentum;

    /// <summary>A rule with these options.</summary>
    /// <param name="learningRate">The size of a step: 0 or more, and finite as a float even when divided by 1 − β₁.</param>
    /// <param name="beta1">Decay of the mean gradient: at least 0 and below 1.</param>
    /// <param name="beta2">Decay of the mean square: at least 0 and below 1.</param>
    /// <param name="epsilon">Keeps the divisor from zero: finite, 1e-30 or more.</param>
    /// <param name="weightDecay">λ: 0 or more.</param>
    /// <param name="momentumDecay">ψ, how fast the momentum comes up to β₁: 0 or more.</param>
    /// <param name="decoupledWeightDecay">See <see cref="Optimizer.DecoupledWeightDecay"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public NAdam(
        double learningRate = 2e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        double momentumDecay = 4e-3,
        bool decoupledWeightDecay = false)
        : base(learningRate, beta1, beta2, epsilon, weightDecay)
    {
        MomentumDecay = OptionRange.NonNegative(momentumDecay, nameof(momentumDecay));
        DecoupledWeightDecay = decoupledWeightDecay;
        momentum = new MomentumSchedule(beta1, momentumDecay);
    }

    /// <summary>ψ, how fast the momentum comes up to β₁.</summary>
    public double MomentumDecay { get; }

    /// <inheritdoc/>
    public override void Update<T>(in ParameterUpdate<T> update)
    {
        (double now, double next) = (momentum.At(update.Step), momentum.At(update.Step + 1));
        double product = momentum.Product(update.Step);
        double byGradient = -update.LearningRate * (1 - now) / (1 - product);
        double byMean = -update.LearningRate * next / (1 - (product * next));
        var factors = new AdamFactors(this, update.Step, update.LearningRate);
        Sweep(new NAdamForm(factors, byGradient, byMean), update);
    }

    /// <summary>The momentum of every step, and the product of all up to it: a function of the step, not a state.</summary>
    private sealed class MomentumSchedule
    {
        // A product below this is nothing beside 1.
        private const double Vanished = 1e-20;
        private const int Tabulated = 4096;

        private readonly double limit;
        private readonly double decay;
        private readonly List<double> products = [1];

        public MomentumSchedule(double limit, double decay)
        {
            this.limit = limit;
            this.decay = decay;
            while (products.Count <= Tabulated && products[^1] > Vanished)
            {
                products.Add(products[^1] * At(products.Count));
            }
        }

        public double At(long step) => limit * (1 - (0.5 * Math.Pow(0.96, step * decay)));

        public double Product(long step)
        {
            int last = products.Count - 1;
            double product = products[(int)Math.Min(step, last)];
            for (long at = last + 1; at <= step && product > Vanished; at++)
            {
                product *= At(at);
            }

            return product;
        }
    }
}

/// <summary>The rule at every width.</summary>
internal readonly struct NAdamForm(AdamFactors factors, double byGradient, double byMean) : IUpdateForm
{
    public void Apply<V, T>(in FlatSweep<T> sweep)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => sweep.Run<V, NAdamRule<V, T>>(new(factors, byGradient, byMean));
}

/// <summary>A step along the gradient and one along the mean, by the same divisor.</summary>
internal readonly struct NAdamRule<V, T>(in AdamFactors factors, double byGradient, double byMean) : IUpdateRule<V, T>
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V fresh1 = V.Constant(factors.Fresh1);
    private readonly V decay2 = V.Constant(factors.Decay2);
    private readonly V fresh2 = V.Constant(factors.Fresh2);
    private readonly V rootScale = V.Constant(factors.RootScale);
    private readonly V epsilon = V.Constant(factors.Epsilon);
    private readonly V byGradient = V.Constant(byGradient);
    private readonly V byMean = V.Constant(byMean);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move(V gradient, V parameter, ref T moments, nint pitch, nint offset)
    {
        V m = Moments.Mean(gradient, fresh1, ref moments, offset);
        V v = Moments.MeanSquare(gradient, decay2, fresh2, ref moments, pitch + offset);
        V divisor = V.MultiplyAdd(V.Sqrt(v), rootScale, epsilon);
        V step = V.MultiplyAdd(m, byMean, gradient * byGradient);
        return parameter + (step / divisor);
    }
}
