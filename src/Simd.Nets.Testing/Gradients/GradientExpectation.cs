using System.Numerics;

namespace Simd.Nets.Testing;

/// <summary>The gradients of all parameters and inputs that a drawn case must have, and the bars by which they are compared.</summary>
/// <remarks>
/// Up to 500 parameters every one is differenced; above that all biases, 64 elements and 4 random directions of every weight. Bars, an
/// element: double 1e-8 + 1e-6·|expected|. Float, a tensor: 1e-4 of its largest element, or 16 times what the reference itself moves when
/// inputs and weights move by half a float ULP, whichever is larger, and 1e-8, which is what central differences resolve. Where the
/// gradient is a sum over the samples that cancels (the bias before a batch normalisation has none at all), that of any such sum:
/// 16 · eps · Σ|terms|, or 16 times what the terms move by.
/// </remarks>
internal sealed class GradientExpectation<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int EveryElementUpTo = 500;
    private const int ElementsOfLarge = 64;
    private const int DirectionsOfLarge = 4;
    private const double Resolution = 1e-8;
    private const double FloatEpsilon = 1.0 / (1 << 23);

    private readonly GradientDraw<TNetwork, T> draw;
    private readonly Random random;
    private readonly TensorExpectation[] tensors;
    private readonly Lazy<(ReferenceNetwork Reference, CentralDifferences Differences)> moved;

    public GradientExpectation(GradientDraw<TNetwork, T> draw, int seed)
    {
        this.draw = draw;
        random = new Random(seed);
        int parameters = draw.Reference.Tensors.Sum(tensor => tensor.Values.Length);
        tensors =
        [
            .. draw.Reference.Tensors.Select(tensor => Expect(tensor, parameters <= EveryElementUpTo || tensor.Shape.Count == 1)),
            Expect(draw.Differences.Inputs, draw.Differences.Inputs.Values.Length <= EveryElementUpTo),
        ];
        moved = new(Move);
    }

    /// <summary>The largest absolute derivative of all.</summary>
    public double Largest => tensors.Max(tensor => tensor.Largest);

    /// <summary>Compares the gradients that the network holds, and those of the inputs where they were asked for.</summary>
    public IReadOnlyList<TensorComparison> Compare(T[]? inputGradients) => Compare(Gradients(inputGradients));

    /// <summary>The tensor with the largest derivative, compared after that derivative's sign was turned: it must not pass.</summary>
    public TensorComparison CompareCorrupted(T[]? inputGradients)
    {
        Dictionary<string, double[]> gradients = Gradients(inputGradients);
        int largest = tensors.Index().Where(tensor => gradients.ContainsKey(tensor.Item.Name)).MaxBy(tensor => tensor.Item.Largest).Index;
        double[] gradient = gradients[tensors[largest].Name];
        gradient[tensors[largest].LargestElement] *= -1;
        return Compare(largest, gradient);
    }

    private TensorComparison[] Compare(Dictionary<string, double[]> gradients) =>
        [.. tensors.Index().Where(tensor => gradients.ContainsKey(tensor.Item.Name))
            .Select(tensor => Compare(tensor.Index, gradients[tensor.Item.Name]))];

    private TensorComparison Compare(int index, double[] actual)
    {
        TensorExpectation tensor = tensors[index];
        if (typeof(T) == typeof(double))
        {
            return tensor.Compare(actual, (expected, _) => Resolution + (1e-6 * Math.Abs(expected)));
        }

        double share = 1e-4 * tensor.Largest;
        TensorComparison plain = tensor.Compare(actual, (_, spread) => (share + Resolution) * spread);
        if (plain.Passed)
        {
            return plain;
        }

        double allowed = Math.Max(share, 16 * Movement(index));
        bool isSum = index < draw.Reference.Tensors.Count;
        return tensor.Compare(
            actual, (_, spread) => (allowed + Resolution) * spread, isSum ? direction => 16 * MovementOfTerms(index, direction) : null);
    }

    private Dictionary<string, double[]> Gradients(T[]? inputGradients)
    {
        var gradients = new Dictionary<string, double[]>();
        foreach (NetworkTensor<T> tensor in draw.Runtime.Tensors)
        {
            var dense = new T[tensor.Count];
            tensor.CopyGradientTo(dense);
            gradients[tensor.Name] = GradientDraw<TNetwork, T>.ToDouble(dense);
        }

        if (inputGradients is not null)
        {
            gradients[draw.Differences.Inputs.Name] = GradientDraw<TNetwork, T>.ToDouble(inputGradients);
        }

        return gradients;
    }

    private TensorExpectation Expect(ReferenceTensor tensor, bool everyElement)
    {
        int count = tensor.Values.Length;
        int[] all = [.. Enumerable.Range(0, count)];
        if (everyElement || count <= ElementsOfLarge)
        {
            return new(draw.Differences, tensor, all, []);
        }

        random.Shuffle(all);
        double length = 1 / Math.Sqrt(count);
        double[][] directions =
            [.. Enumerable.Range(0, DirectionsOfLarge).Select(_ => all.Select(_ => random.Next(2) == 0 ? length : -length).ToArray())];
        return new(draw.Differences, tensor, all[..ElementsOfLarge], directions);
    }

    private (ReferenceNetwork Reference, CentralDifferences Differences) Move()
    {
        (ReferenceNetwork reference, double[] inputs) = draw.MovedByHalfUlps(random);
        return (reference, new CentralDifferences(reference, inputs, draw.Objective, draw.Mode));
    }

    private double Movement(int index)
    {
        (ReferenceNetwork reference, CentralDifferences differences) = moved.Value;
        ReferenceTensor tensor = index < reference.Tensors.Count ? reference.Tensors[index] : differences.Inputs;
        return tensors[index].Movement(tensors[index].At(differences, tensor));
    }

    private double MovementOfTerms(int index, double[] direction)
    {
        (ReferenceNetwork reference, CentralDifferences differences) = moved.Value;
        double[] terms = draw.Differences.Terms(draw.Reference.Tensors[index], direction);
        double[] others = differences.Terms(reference.Tensors[index], direction);
        return terms.Zip(others, (term, other) => Math.Max(FloatEpsilon * Math.Abs(term), Math.Abs(term - other))).Sum();
    }
}
