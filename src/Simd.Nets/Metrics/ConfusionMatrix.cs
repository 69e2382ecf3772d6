namespace Simd.Nets;

/// <summary>
/// How many samples of each class were taken for each: a row a true class, a column a predicted one. It prints as a table; its
/// <see cref="Value"/> is the accuracy.
/// </summary>
/// <param name="classes">The network's outputs.</param>
/// <param name="names">What the table calls the classes; by default their numbers.</param>
public sealed class ConfusionMatrix(int classes, IReadOnlyList<string>? names = null)
    : Metric("accuracy", TargetKind.Labels, classes)
{
    private readonly string[] names = TextTable.Names(classes, names);

    // The last column counts samples for which nothing was predicted.
    private readonly double[] counts = new double[Math.Max(0, classes) * (classes + 1)];

    /// <summary>Classes.</summary>
    public int Classes { get; } = classes;

    /// <summary>Samples of a class that were taken for a class (with weights: their sum).</summary>
    /// <param name="actual">The label.</param>
    /// <param name="predicted">The class of the largest output, the first of equal ones.</param>
    public double this[int actual, int predicted] => counts[At(actual, Class(predicted, nameof(predicted)))];

    /// <summary>The accuracy.</summary>
    public override double Value => Enumerable.Range(0, Classes).Sum(label => this[label, label]) / counts.Sum();

    /// <summary>Samples of a class for which nothing was predicted: NaN was among their outputs.</summary>
    public double Undecided(int actual) => counts[At(actual, Classes)];

    /// <summary>Samples of a class: the sum of its row.</summary>
    public double Samples(int actual) => counts.AsSpan(At(actual, 0), Classes + 1).ToArray().Sum();

    /// <inheritdoc/>
    public override void Reset() => Array.Clear(counts);

    /// <summary>The table, a line a class.</summary>
    public override string ToString()
    {
        bool anyUndecided = Enumerable.Range(0, Classes).Any(label => Undecided(label) > 0);
        string[] undecided = anyUndecided ? ["(none)"] : [];
        List<string[]> rows = [["actual \\ predicted", .. names, .. undecided]];
        for (int label = 0; label < Classes; label++)
        {
            rows.Add([names[label], .. counts.AsSpan(At(label, 0), Classes + undecided.Length).ToArray().Select(TextTable.Count)]);
        }

        return TextTable.Align(rows);
    }

    /// <inheritdoc/>
    protected override void AddSample<T>(ReadOnlySpan<T> outputs, int label, double weight)
    {
        int largest = Rows.ArgMax(outputs);
        counts[At(label, T.IsNaN(outputs[largest]) ? Classes : largest)] += weight;
    }

    private int At(int actual, int column) => (Class(actual, nameof(actual)) * (Classes + 1)) + column;

    private int Class(int index, string parameter) => (uint)index < (uint)Classes
        ? index
        : throw new ArgumentOutOfRangeException(parameter, $"classes go from 0 to {Classes - 1}; {index} came.");
}
