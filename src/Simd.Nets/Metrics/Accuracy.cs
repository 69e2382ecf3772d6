namespace Simd.Nets;

/// <summary>The share of samples whose largest output (the first of equal ones) is that of their label. A sample with a NaN among its
/// outputs is a miss.</summary>
public sealed class Accuracy() : Metric("accuracy", TargetKind.Labels)
{
    private WeightedMean hits;

    /// <inheritdoc/>
    public override double Value => hits.Value;

    /// <inheritdoc/>
    public override void Reset() => hits = default;

    /// <inheritdoc/>
    protected override void AddSample<T>(ReadOnlySpan<T> outputs, int label, double weight) =>
        hits.Add(Rows.ArgMax(outputs) == label && !T.IsNaN(outputs[label]) ? 1 : 0, weight);
}

/// <summary>
/// The share of samples whose label is among the k largest outputs; of equal outputs the first are the larger, so that k = 1 is
/// <see cref="Accuracy"/>. A sample with a NaN among its outputs is a miss.
/// </summary>
/// <param name="k">1 or more, and no more than there are classes.</param>
public sealed class TopK(int k) : Metric($"top-{k}", TargetKind.Labels)
{
    private readonly int places = k > 0 ? k : throw new ArgumentOutOfRangeException(nameof(k), $"k must be 1 or more; {k} came.");
    private WeightedMean hits;

    /// <inheritdoc/>
    public override double Value => hits.Value;

    /// <inheritdoc/>
    public override void Reset() => hits = default;

    internal override void RequireFor(int columns, TargetKind kind, string parameter)
    {
        base.RequireFor(columns, kind, parameter);
        if (places > columns)
        {
            throw new ArgumentException(
                $"TopK({places}) needs {places} outputs a sample or more; {columns} came: take a smaller k.", parameter);
        }
    }

    /// <inheritdoc/>
    protected override void AddSample<T>(ReadOnlySpan<T> outputs, int label, double weight)
    {
        int before = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            before += outputs[i] > outputs[label] || (outputs[i] == outputs[label] && i < label) ? 1 : 0;
            before = T.IsNaN(outputs[i]) ? places + outputs.Length : before;
        }

        hits.Add(before < places ? 1 : 0, weight);
    }
}

/// <summary>
/// For samples that may have several labels: the share of samples of which every label is right (scikit-learn's <c>accuracy_score</c> of
/// indicator rows). With one output it is the accuracy of a yes or no.
/// </summary>
/// <param name="threshold">An output above it says yes: 0 for logits, .5 for probabilities. A target from .5 on is a yes.</param>
public sealed class SubsetAccuracy(double threshold = 0) : Metric("subset accuracy", TargetKind.Values)
{
    private WeightedMean hits;

    /// <inheritdoc/>
    public override double Value => hits.Value;

    /// <inheritdoc/>
    public override void Reset() => hits = default;

    /// <inheritdoc/>
    protected override void AddSample<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, double weight)
    {
        bool all = true;
        for (int label = 0; label < outputs.Length; label++)
        {
            all &= !T.IsNaN(outputs[label]) && Labels.Says(outputs[label], threshold) == Labels.Holds(targets[label]);
        }

        hits.Add(all ? 1 : 0, weight);
    }
}
