using System.Numerics;

namespace Simd.Nets;

public sealed partial class DataSet
{
    /// <inheritdoc/>
    public override bool IsWeighted => weights is not null;

    /// <summary>
    /// A view of the same samples in which each counts with a weight: a batch's loss is Σ weight · loss / Σ weight. Weights that were there
    /// are replaced.
    /// </summary>
    /// <param name="weights">One a sample: finite and above 0, also as a float. They are copied.</param>
    /// <exception cref="ArgumentException">There are more or fewer weights than samples, or one cannot be.</exception>
    public DataSet WithWeights(params ReadOnlySpan<double> weights)
    {
        RequireCount(weights.Length, Count, 1, nameof(weights));
        for (int i = 0; i < weights.Length; i++)
        {
            if (!((float)weights[i] > 0) || !float.IsFinite((float)weights[i]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"a weight is a finite number above 0 that a float can hold; weights[{i}] is {weights[i]}. ")
                        + "Leave out samples that are not to count: Select takes those that are.",
                    nameof(weights));
            }
        }

        return new(inputs, labels, Classes, targets, order, weights.ToArray());
    }

    /// <summary>As <see cref="WithWeights(ReadOnlySpan{double})"/>, each weight made from its sample's position in this set.</summary>
    /// <exception cref="ArgumentException">A weight cannot be.</exception>
    public DataSet WithWeights(Func<int, double> weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        return WithWeights([.. Enumerable.Range(0, Count).Select(weight)]);
    }

    /// <summary>The weight of a sample: 1, if the set has none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public double WeightOf(int sample)
    {
        RequireSamples([sample], nameof(sample));
        return weights?[sample] ?? 1;
    }

    /// <summary>Writes the weights of some samples, 1 each if the set has none. Allocates nothing.</summary>
    /// <param name="samples">Positions in this set.</param>
    /// <param name="destination">As long as <paramref name="samples"/>.</param>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">The destination has another length; nothing is written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position is outside the set; nothing is written.</exception>
    public void GatherWeights<T>(ReadOnlySpan<int> samples, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireSamples(samples, nameof(samples));
        Shapes.RequireRows(destination.Length, samples.Length, 1, nameof(destination));
        for (int i = 0; i < samples.Length; i++)
        {
            destination[i] = weights is null ? T.One : T.CreateTruncating(weights[samples[i]]);
        }
    }
}
