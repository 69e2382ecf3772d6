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
    public TensorComparison Compare(double[] actual, Func<double, double, double> bar)
    {
        var comparisons = new List<TensorComparison>(elements.Length + directions.Length);
        for (int i = 0; i < elements.Length; i++)
        {
            comparisons.Add(new(Name, tensor.Index(elements[i]), derivatives[i], actual[elements[i]], bar(derivatives[i], 1), 1));
        }

        for (int i = 0; i < directions.Length; i++)
        {
            double slope = directions[i].Zip(actual, (v, g) => v * g).Sum();
            comparisons.Add(new(Name, $"along random direction {i}", slopes[i], slope, bar(slopes[i], Math.Sqrt(actual.Length)), 1));
        }

        return TensorComparison.Worst(comparisons);
    }
}
