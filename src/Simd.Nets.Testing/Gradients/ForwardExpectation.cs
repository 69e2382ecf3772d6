using System.Numerics;

namespace Simd.Nets.Testing;

/// <summary>The outputs, the loss and the running statistics that a drawn case must have, in training or at inference.</summary>
/// <remarks>
/// Bar, a tensor: 1e-5 of its largest element in float and 1e-12 in double, or 16 times what the reference itself moves when inputs and
/// weights move by half a ULP, whichever is larger. A running mean that cancels (behind another normalisation it is none at all) has the bar
/// of any sum, 16 · eps · Σ|terms|, or 16 times what the terms move by.
/// </remarks>
internal sealed class ForwardExpectation<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly double Share = typeof(T) == typeof(float) ? 1e-5 : 1e-12;
    private static readonly double Epsilon = double.CreateTruncating(T.BitIncrement(T.One) - T.One);

    private readonly GradientDraw<TNetwork, T> draw;
    private readonly ReferencePass expected;
    private readonly Lazy<ReferencePass> moved;

    /// <param name="draw">The case.</param>
    /// <param name="mode">Training or inference.</param>
    /// <param name="passes">Training passes before one step is accepted: each moves the running statistics on.</param>
    public ForwardExpectation(GradientDraw<TNetwork, T> draw, ReferenceMode mode, int passes = 1)
    {
        this.draw = draw;
        expected = Run(draw.NewReference(), GradientDraw<TNetwork, T>.ToDouble(draw.Inputs));
        moved = new(() =>
        {
            (ReferenceNetwork reference, double[] inputs) = draw.MovedByHalfUlps(new Random(1));
            return Run(reference, inputs);
        });

        ReferencePass Run(ReferenceNetwork reference, double[] inputs)
        {
            for (int pass = 1; pass < passes; pass++)
            {
                reference.Commit(reference.Forward(inputs, mode));
            }

            return reference.Forward(inputs, mode);
        }
    }

    public TensorComparison Outputs(T[] actual) =>
        Compare("outputs", expected.Outputs, GradientDraw<TNetwork, T>.ToDouble(actual), pass => pass.Outputs);

    /// <param name="meanLoss">The mean loss of the batch, as the network says.</param>
    public TensorComparison Loss(double meanLoss) =>
        Compare("loss", [draw.Objective.Value(expected.Outputs)], [meanLoss], pass => [draw.Objective.Value(pass.Outputs)]);

    /// <summary>The network's running statistics after the step was accepted.</summary>
    public IEnumerable<TensorComparison> State()
    {
        foreach ((string name, double[] values) in expected.State)
        {
            double[] actual = GradientDraw<TNetwork, T>.ToDouble(draw.Runtime.StateTensors[name].ToArray());
            TensorComparison plain = Compare(name, values, actual, pass => pass.State[name]);
            yield return plain.Passed || expected.StateTerms(name).Length == 0 ? plain : Sums(name, values, actual, plain.Bar);
        }
    }

    private TensorComparison Sums(string name, double[] values, double[] actual, double bar) => TensorComparison.Worst(
    [
        .. values.Select((value, at) =>
            new TensorComparison(name, $"[{at}]", value, actual[at], Math.Max(bar, 16 * MovementOfTerms(name, at)), 1)),
    ]);

    private double MovementOfTerms(string name, int element) => expected.StateTerms(name)[element]
        .Zip(moved.Value.StateTerms(name)[element], (term, other) => Math.Max(Epsilon * Math.Abs(term), Math.Abs(term - other)))
        .Sum();

    private TensorComparison Compare(string name, double[] expected, double[] actual, Func<ReferencePass, double[]> part)
    {
        double share = Share * expected.Max(Math.Abs);
        TensorComparison plain = Worst(share);
        return plain.Passed ? plain : Worst(Math.Max(share, 16 * expected.Zip(part(moved.Value), (a, b) => Math.Abs(a - b)).Max()));

        TensorComparison Worst(double bar) => TensorComparison.Worst(
            [.. expected.Select((value, at) => new TensorComparison(name, $"[{at}]", value, actual[at], bar, 1))]);
    }
}
