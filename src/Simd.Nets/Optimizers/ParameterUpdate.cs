using System.Numerics;
using System.Runtime.InteropServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// A run of parameters that one step treats alike, and what it asks for. Elements are padded to a multiple of 16, the padding zero in
/// parameters, gradients and moments.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct ParameterUpdate<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows of parameters are padded to this many elements, a whole number of vectors at every width.</summary>
    private const int Padding = 16;

    /// <summary>A step without clip, penalty or decay.</summary>
    /// <param name="parameters">Changed in place.</param>
    /// <param name="gradients">As long as the parameters.</param>
    /// <param name="moments">From the run's place in the first block of moments on; empty where the rule keeps none.</param>
    /// <param name="momentPitch">Elements from a moment to the next one of the same parameter.</param>
    /// <param name="step">Which step of these parameters this is, from 1.</param>
    /// <param name="learningRate">The size of this step.</param>
    public ParameterUpdate(
        Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> moments, int momentPitch, long step, double learningRate)
    {
        Parameters = parameters;
        Gradients = gradients;
        Moments = moments;
        MomentPitch = momentPitch;
        Step = step;
        LearningRate = learningRate;
    }

    /// <summary>Changed in place.</summary>
    public Span<T> Parameters { get; }

    /// <summary>The gradients as the backward pass left them: <see cref="Gradient"/> is what a rule takes.</summary>
    public ReadOnlySpan<T> Gradients { get; }

    /// <summary>Which step of these parameters this is, from 1.</summary>
    public long Step { get; }

    /// <summary>The size of this step, schedule and the tensors' own factor included.</summary>
    public double LearningRate { get; }

    /// <summary>λ of weight decay of these parameters.</summary>
    public double WeightDecay { get; init; }

    /// <summary>What the gradients are multiplied by first: the clip's factor and the share of an accumulated batch.</summary>
    public double GradientScale { get; init; } = 1;

    /// <summary>What the scaled gradients are then confined to: [−limit, limit].</summary>
    public double GradientLimit { get; init; } = double.PositiveInfinity;

    /// <summary>λ₁ of the penalty λ₁ Σ|w|, whose gradient λ₁ sign w is added behind the clip.</summary>
    public double L1Penalty { get; init; }

    /// <summary>λ₂ of the penalty ½ λ₂ Σw², whose gradient λ₂ w is added behind the clip.</summary>
    public double L2Penalty { get; init; }

    /// <summary>From the first of the run's moments on.</summary>
    internal Span<T> Moments { get; }

    /// <summary>Elements from a moment to the next one of the same parameter.</summary>
    internal int MomentPitch { get; }

    /// <summary>Where a pass leaves Σg² of the gradients as they came, summed in the element's precision; empty where nobody asks.</summary>
    internal Span<double> Squares { get; init; }

    /// <summary>The width at which the pass runs; tests choose it.</summary>
    internal SimdPath Path { get; init; } = SimdTarget.Active;

    /// <summary>The run's moments of a block.</summary>
    public Span<T> Moment(int block) => Moments.Slice(block * MomentPitch, Parameters.Length);

    /// <summary>The gradient that a rule works on: scaled, confined, the penalties' gradients added. Weight decay is the rule's
    /// own.</summary>
    public T Gradient(int index)
    {
        T limit = T.CreateTruncating(GradientLimit);
        T parameter = Parameters[index];
        T sign = parameter > T.Zero ? T.One : parameter < T.Zero ? -T.One : T.Zero;
        return T.Clamp(Gradients[index] * T.CreateTruncating(GradientScale), -limit, limit)
            + (T.CreateTruncating(L1Penalty) * sign)
            + (T.CreateTruncating(L2Penalty) * parameter);
    }

    /// <summary>The same on elements whose type is known by its name.</summary>
    internal ParameterUpdate<TKnown> As<TKnown>()
        where TKnown : unmanaged, IBinaryFloatingPointIeee754<TKnown> => new(
            MemoryMarshal.Cast<T, TKnown>(Parameters),
            MemoryMarshal.Cast<T, TKnown>(Gradients),
            MemoryMarshal.Cast<T, TKnown>(Moments),
            MomentPitch,
            Step,
            LearningRate)
        {
            WeightDecay = WeightDecay,
            GradientScale = GradientScale,
            GradientLimit = GradientLimit,
            L1Penalty = L1Penalty,
            L2Penalty = L2Penalty,
            Squares = Squares,
            Path = Path,
        };

    /// <summary>That the lengths of a whole set of parameters fit one another.</summary>
    internal static void RequireLengths(int parameters, int gradients, int moments, int momentCount)
    {
        if (parameters % Padding != 0)
        {
            throw new ArgumentException(
                $"parameters must be padded to a multiple of {Padding} elements; there are {parameters}.", nameof(parameters));
        }

        if (gradients != parameters)
        {
            throw new ArgumentException(
                $"gradients must be as long as parameters, {parameters} elements; there are {gradients}.", nameof(gradients));
        }

        if (moments != (long)momentCount * parameters)
        {
            throw new ArgumentException(
                $"moments must hold {momentCount} blocks of {parameters} elements, {(long)momentCount * parameters}; there are {moments}.",
                nameof(moments));
        }
    }
}
