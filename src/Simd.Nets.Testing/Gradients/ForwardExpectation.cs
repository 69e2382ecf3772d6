using System.Numerics;

namespace Simd.Nets.Testing;

/// <summary>The outputs and the loss that a drawn case must have.</summary>
/// <remarks>
/// Bar, a tensor: 1e-5 of its largest element in float and 1e-12 in double, or 16 times what the reference itself moves when inputs and
/// weights move by half a ULP, whichever is larger.
/// </remarks>
internal sealed class ForwardExpectation<TNetwork, T>(GradientDraw<TNetwork, T> draw)
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly double Share = typeof(T) == typeof(float) ? 1e-5 : 1e-12;

    private readonly Lazy<double[]> moved = new(() =>
    {
        (ReferenceNetwork reference, double[] inputs) = draw.MovedByHalfUlps(new Random(1));
        return reference.Forward(inputs).Outputs;
    });

    public TensorComparison Outputs(T[] actual)
    {
        double[] expected = draw.Differences.Outputs;
        return Compare("outputs", expected, GradientDraw<TNetwork, T>.ToDouble(actual), Movement);

        double Movement() => expected.Zip(moved.Value, (a, b) => Math.Abs(a - b)).Max();
    }

    /// <param name="meanLoss">The mean loss of the batch, as the network says.</param>
    public TensorComparison Loss(double meanLoss)
    {
        double expected = draw.Differences.Value;
        return Compare(
            "loss", [expected], [meanLoss], () => Math.Abs(expected - draw.Objective.Value(moved.Value, draw.Reference.OutputSize)));
    }

    private static TensorComparison Compare(string name, double[] expected, double[] actual, Func<double> movement)
    {
        double share = Share * expected.Max(Math.Abs);
        TensorComparison plain = Worst(share);
        return plain.Passed ? plain : Worst(Math.Max(share, 16 * movement()));

        TensorComparison Worst(double bar) => TensorComparison.Worst(
            [.. expected.Select((value, at) => new TensorComparison(name, $"[{at}]", value, actual[at], bar, 1))]);
    }
}
