namespace Simd.Nets;

/// <summary>
/// Precision, recall and F1 of every class and their means, as scikit-learn's <c>precision_recall_fscore_support</c> gives them for
/// <c>labels=range(classes)</c>: all classes count in the means, and a quotient of 0 by 0 is 0. It prints as a table; its
/// <see cref="Value"/> is the macro F1.
/// </summary>
public abstract class ScoreTable : Metric
{
    private readonly string[] names;
    private readonly double[] truePositives;
    private readonly double[] predicted;
    private readonly double[] actual;

    private protected ScoreTable(TargetKind targets, int classes, IReadOnlyList<string>? names)
        : base("macro F1", targets, classes)
    {
        this.names = TextTable.Names(classes, names);
        truePositives = new double[this.names.Length];
        predicted = new double[this.names.Length];
        actual = new double[this.names.Length];
    }

    /// <summary>Classes, or labels.</summary>
    public int Count => names.Length;

    /// <summary>The scores of one class.</summary>
    public Scores this[int index] => (uint)index < (uint)Count
        ? Scores.Of(truePositives[index], predicted[index], actual[index])
        : throw new ArgumentOutOfRangeException(nameof(index), $"classes go from 0 to {Count - 1}; {index} came.");

    /// <summary>The mean over classes.</summary>
    public Scores Macro => Scores.Mean(All, _ => 1);

    /// <summary>The scores of all decisions in one pot. Where a sample has one label, and no output is NaN, its F1 is the
    /// accuracy.</summary>
    public Scores Micro => Scores.Of(truePositives.Sum(), predicted.Sum(), actual.Sum());

    /// <summary>The mean over classes, each with the weight of its support.</summary>
    public Scores Weighted => Scores.Mean(All, score => score.Support);

    /// <summary>The macro F1; 0 before anything was added.</summary>
    public override double Value => Macro.F1;

    private Scores[] All => [.. Enumerable.Range(0, Count).Select(index => this[index])];

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(truePositives);
        Array.Clear(predicted);
        Array.Clear(actual);
    }

    /// <summary>The table: a line a class, then the means.</summary>
    public override string ToString() => TextTable.Align(
    [
        ["", "precision", "recall", "F1", "support"],
        .. Enumerable.Range(0, Count).Select(index => Line(names[index], this[index])),
        Line("macro", Macro),
        Line("micro", Micro),
        Line("weighted", Weighted),
    ]);

    private protected void Tally(int index, bool isPredicted, bool isActual, double weight)
    {
        truePositives[index] += isPredicted && isActual ? weight : 0;
        predicted[index] += isPredicted ? weight : 0;
        actual[index] += isActual ? weight : 0;
    }

    private static string[] Line(string name, Scores scores) =>
    [
        name,
        FormattableString.Invariant($"{scores.Precision:0.0000}"),
        FormattableString.Invariant($"{scores.Recall:0.0000}"),
        FormattableString.Invariant($"{scores.F1:0.0000}"),
        TextTable.Count(scores.Support),
    ];
}

/// <summary>Scores of samples with a class each: the class of the largest output is predicted, the first of equal ones, and none where NaN
/// is among the outputs.</summary>
/// <param name="classes">The network's outputs.</param>
/// <param name="names">What the table calls the classes; by default their numbers.</param>
public sealed class ClassScores(int classes, IReadOnlyList<string>? names = null) : ScoreTable(TargetKind.Labels, classes, names)
{
    /// <inheritdoc/>
    protected override void AddSample<T>(ReadOnlySpan<T> outputs, int label, double weight)
    {
        int largest = Rows.ArgMax(outputs);
        bool decided = !T.IsNaN(outputs[largest]);
        Tally(label, decided && largest == label, true, weight);
        if (decided && largest != label)
        {
            Tally(largest, true, false, weight);
        }
    }
}

/// <summary>Scores of samples that may have several labels, each label a yes or no of its own.</summary>
/// <param name="labels">The network's outputs.</param>
/// <param name="threshold">An output above it says yes: 0 for logits, .5 for probabilities. A target from .5 on is a yes.</param>
/// <param name="names">What the table calls the labels; by default their numbers.</param>
public sealed class LabelScores(int labels, double threshold = 0, IReadOnlyList<string>? names = null)
    : ScoreTable(TargetKind.Values, labels, names)
{
    /// <inheritdoc/>
    protected override void AddSample<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, double weight)
    {
        for (int label = 0; label < outputs.Length; label++)
        {
            Tally(label, Labels.Says(outputs[label], threshold), Labels.Holds(targets[label]), weight);
        }
    }
}
