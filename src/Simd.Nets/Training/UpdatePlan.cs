using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// How a network's parameters fall into runs that a step treats alike: neighbours of equal settings, of equal age and with the same clip
/// factor go through the optimizer in one pass. With uniform settings that is one pass over everything.
/// </summary>
internal sealed class UpdatePlan
{
    // Between these, squares of floats have lost nothing that a sum shows.
    private const double LeastSquares = 1e-24;
    private const double MostSquares = 1e36;

    private readonly TensorTable tensors;
    private readonly TensorSettings settings;
    private readonly Optimizer optimizer;
    private readonly long[] steps;
    private readonly bool[] joinsPrevious;
    private readonly int length;
    private int version = -1;

    public UpdatePlan(NetworkSchema schema, TensorSettings settings, Optimizer optimizer)
    {
        tensors = schema.Tensors;
        length = schema.ParameterLength;
        this.settings = settings;
        this.optimizer = optimizer;
        steps = new long[tensors.Count];
        joinsPrevious = new bool[tensors.Count];
    }

    /// <summary>Steps that each tensor has taken: those for which it was not frozen.</summary>
    public Span<long> Steps => steps;

    /// <summary>The runs are found anew before the next step, since <see cref="Steps"/> were set.</summary>
    public void Forget() => version = -1;

    /// <summary>One step of every tensor that is not frozen.</summary>
    /// <param name="parameters">Of the whole network.</param>
    /// <param name="gradients">Of the whole network.</param>
    /// <param name="moments">The optimizer's blocks, each as long as the parameters.</param>
    /// <param name="learningRate">Before the tensors' own factors.</param>
    /// <param name="share">What all gradients are multiplied by.</param>
    /// <param name="factors">What the gradient of each tensor is multiplied by besides.</param>
    /// <param name="limit">What their elements are confined to.</param>
    /// <param name="done">Tensors that <see cref="ApplyTo"/> has moved.</param>
    public void Apply<T>(
        Span<T> parameters,
        ReadOnlySpan<T> gradients,
        Span<T> moments,
        double learningRate,
        double share,
        ReadOnlySpan<double> factors,
        double limit,
        ReadOnlySpan<int> done = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        FindRuns();
        int next;
        for (int first = 0; first < tensors.Count; first = next)
        {
            next = first + 1;
            bool isDone = done.Contains(first);
            while (next < tensors.Count && joinsPrevious[next] && factors[next] == factors[first] && done.Contains(next) == isDone)
            {
                next++;
            }

            if (settings.Rows[first].Frozen)
            {
                continue;
            }

            if (!isDone)
            {
                int start = tensors[first].Offset;
                int run = tensors[next - 1].Offset + tensors[next - 1].Length - start;
                Update(first, start, parameters, gradients.Slice(start, run), moments, learningRate, share * factors[first], limit);
            }

            foreach (ref long step in steps.AsSpan(first..next))
            {
                step++;
            }
        }
    }

    /// <summary>Moves some elements of a tensor, on any thread; <see cref="Apply"/> then counts the step.</summary>
    /// <param name="tensor">Which.</param>
    /// <param name="start">Where they start among the parameters.</param>
    /// <param name="gradients">Theirs.</param>
    /// <param name="parameters">Of the whole network.</param>
    /// <param name="moments">The optimizer's blocks, each as long as the parameters.</param>
    /// <param name="learningRate">Before the tensors' own factors.</param>
    /// <returns>The norm of these gradients; 0 if the tensor is frozen.</returns>
    public double ApplyTo<T>(
        int tensor, int start, ReadOnlySpan<T> gradients, Span<T> parameters, Span<T> moments, double learningRate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (settings.Rows[tensor].Frozen)
        {
            return 0;
        }

        // The pass sums squares beside its divisions at no cost; where they lost too much to a small range, they are taken again.
        double squares = double.NaN;
        Update(tensor, start, parameters, gradients, moments, learningRate, 1, double.PositiveInfinity, new(ref squares));
        return squares is > LeastSquares and < MostSquares ? Math.Sqrt(squares) : Norms.Of(gradients);
    }

    private void Update<T>(
        int tensor,
        int start,
        Span<T> parameters,
        ReadOnlySpan<T> gradients,
        Span<T> moments,
        double learningRate,
        double scale,
        double limit,
        Span<double> squares = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorSetting setting = settings.Rows[tensor];
        optimizer.Update(new ParameterUpdate<T>(
            parameters.Slice(start, gradients.Length),
            gradients,
            moments.IsEmpty ? [] : moments[start..],
            length,
            steps[tensor] + 1,
            learningRate * setting.LearningRateFactor)
        {
            WeightDecay = DecayOf(tensor),
            GradientScale = scale,
            GradientLimit = limit,
            L1Penalty = setting.L1Penalty,
            L2Penalty = setting.L2Penalty,
            Squares = squares,
        });
    }

    /// <summary>The sum of all penalties on these parameters.</summary>
    public double Penalty<T>(ReadOnlySpan<T> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double penalty = 0;
        for (int i = 0; i < tensors.Count; i++)
        {
            TensorSetting setting = settings.Rows[i];
            ReadOnlySpan<T> weights = parameters.Slice(tensors[i].Offset, tensors[i].Length);
            penalty += setting.L1Penalty == 0 ? 0 : setting.L1Penalty * Norms.OfAbsolutes(weights);
            penalty += setting.L2Penalty == 0 ? 0 : setting.L2Penalty * Norms.OfSquares(weights) / 2;
        }

        return penalty;
    }

    private double DecayOf(int index) => settings.Rows[index].WeightDecay ?? (tensors[index].Decays ? optimizer.WeightDecay : 0);

    private void FindRuns()
    {
        if (version == settings.Version)
        {
            return;
        }

        for (int i = 1; i < tensors.Count; i++)
        {
            joinsPrevious[i] = !optimizer.PerTensor
                && settings.Rows[i] with { WeightDecay = null } == settings.Rows[i - 1] with { WeightDecay = null }
                && DecayOf(i) == DecayOf(i - 1)
                && steps[i] == steps[i - 1]
                && tensors[i].Offset == tensors[i - 1].Offset + tensors[i - 1].Length;
        }

        version = settings.Version;
    }
}
