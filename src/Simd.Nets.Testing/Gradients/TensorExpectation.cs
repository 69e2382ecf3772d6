namespace Simd.Nets.Testing;

/// <summary>
/// The gradient of one tensor by central differences: at all of its elements, or at some and along random directions that touch them all.
/// </summary>
internal sealed class TensorExpectation
{
    private readonly ReferenceTensor tensor;
    private readonly int[] elements;
    private readonly double[][] directions;
    private readonly double[] derivatives;
    private readonly double[] slopes;

    public TensorExpectation(CentralDifferences differences, ReferenceTensor tensor, int[] elements, double[][] directions)
    {
        this.tensor = tensor;
        this.elements = elements;
        this.directions = directions;
        derivatives = Array.ConvertAll(elements, element => differences.At(tensor, element));
        slopes = Array.ConvertAll(directions, direction => differences.Along(tensor, direction));
    }

    public string Name => tensor.Name;

    /// <summary>The largest absolute derivative.</summary>
    public double Largest => derivatives.Select(Math.Abs).DefaultIfEmpty().Max();

    /// <summary>The element with the largest absolute derivative.</summary>
    public int LargestElement => elements[derivatives.Select(Math.Abs).Index().MaxBy(pair => pair.Item).Index];

    /// <summary>The same elements and directions at another point.</summary>
    public TensorExpectation At(CentralDifferences differences, ReferenceTensor moved) => new(differences, moved, elements, directions);

    /// <summary>The largest change of a derivative from another point to this one.</summary>
    public double Movement(TensorExpectation other) => derivatives.Zip(other.derivatives, (a, b) => Math.Abs(a - b)).DefaultIfEmpty().Max();

    /// <summary>Compares a whole dense gradient with what is expected.</summary>
    /// <param name="actual">The network's gradient of this tensor, dense and row-major.</param>
    /// <param name="bar">The largest error allowed where this is expected, times what a direction spreads it by.</param>
    /// <param name="barOfSum">For what misses its bar, another by its direction, if that is more; null for none.</param>
    public TensorComparison Compare(double[] actual, Func<double, double, double> bar, Func<double[], double>? barOfSum = null)
    {
        var comparisons = new List<TensorComparison>(elements.Length + directions.Length);
        for (int i = 0; i < elements.Length; i++)
        {
            TensorComparison element = new(Name, tensor.Index(elements[i]), derivatives[i], actual[elements[i]], bar(derivatives[i], 1), 1);
            int at = elements[i];
            comparisons.Add(Judged(element, barOfSum, () => [.. Enumerable.Range(0, actual.Length).Select(j => j == at ? 1.0 : 0)]));
        }

        for (int i = 0; i < directions.Length; i++)
        {
            double[] direction = directions[i];
            double slope = direction.Zip(actual, (v, g) => v * g).Sum();
            TensorComparison along =
                new(Name, $"along random direction {i}", slopes[i], slope, bar(slopes[i], Math.Sqrt(actual.Length)), 1);
            comparisons.Add(Judged(along, barOfSum, () => direction));
        }

        return TensorComparison.Worst(comparisons);
    }

    private static TensorComparison Judged(TensorComparison comparison, Func<double[], double>? barOfSum, Func<double[]> direction) =>
        comparison.Passed || barOfSum is null
            ? comparison
            : comparison with { Bar = Math.Max(comparison.Bar, barOfSum(direction())) };
}
