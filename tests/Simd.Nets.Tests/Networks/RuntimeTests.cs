using Simd.Nets.Tests.Training;
using Xunit;

namespace Simd.Nets.Tests;

public class RuntimeTests
{
    private readonly NetworkRuntime<SoftmaxRegression<float>, float> classifier = SoftmaxRegression<float>.Create(1).Runtime;
    private readonly NetworkRuntime<LinearRegression<double>, double> regression = LinearRegression<double>.Create(1).Runtime;

    [Fact]
    public void Memory_that_is_read_and_written_at_once_is_refused()
    {
        var shared = new double[20];
        Memory<double> x = shared.AsMemory(0, 8);
        Memory<double> y = shared.AsMemory(7, 6);
        Refuses("outputs", () => regression.Predict(x.Span, y.Span), "outputs must not overlap inputs");
        Refuses("outputs", () => regression.Forward(x.Span, y.Span), "outputs must not overlap inputs");
        Refuses("outputs", () => regression.Evaluate(x.Span, (ReadOnlySpan<double>)new double[6], y.Span), "outputs must not overlap inputs");
        Refuses("outputs", () => regression.Evaluate(new double[8], (ReadOnlySpan<double>)y.Span, y.Span), "outputs must not overlap targets");
        var one = new float[5];
        Refuses("probabilities", () => classifier.PredictProbabilities(one.AsSpan(0, 4), one.AsSpan(2, 3)), "must not overlap inputs");

        regression.Forward(x.Span, new double[6]);
        Refuses("inputGradients", () => regression.Backward(x.Span, new double[6], x.Span), "must not overlap inputs");
        Refuses("inputGradients", () => regression.Backward(x.Span, y.Span, shared.AsSpan(12)), "must not overlap outputGradients");
        regression.Backward(x.Span, new double[6]);
    }

    [Fact]
    public void Neighbours_in_one_array_are_no_overlap()
    {
        var shared = new double[7];
        regression.Predict(shared.AsSpan(0, 4), shared.AsSpan(4));
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void An_input_that_leaves_no_largest_output_is_named_not_classified(float bad, string name)
    {
        float[] inputs = new float[100 * 4];
        inputs[(70 * 4) + 2] = bad;
        inputs[(70 * 4) + 3] = -bad; // with weights of 1 the sum is ∞ − ∞
        classifier.Tensors["0.weight"].CopyFrom(Enumerable.Repeat(1f, 12).ToArray());
        string expected = $"inputs[282] (sample 70, column 2) is {name}";
        Refuses("inputs", () => classifier.Classify(inputs, new int[100]), expected);
        Refuses("inputs", () => classifier.PredictProbabilities(inputs, new float[300]), expected);
        var outputs = new float[300];
        classifier.Predict(inputs, outputs);
        Assert.Equal([210, 211, 212], Enumerable.Range(0, 300).Where(i => float.IsNaN(outputs[i])));
    }

    [Fact]
    public void Weights_that_leave_no_largest_output_are_named_not_classified()
    {
        classifier.Tensors["0.bias"].CopyFrom([0, 0, float.NaN]);
        Refuses("inputs", () => classifier.Classify(new float[4], new int[1]), "sample 0", "parameters are not finite");
        classifier.Tensors["0.bias"].CopyFrom([0, float.PositiveInfinity, 0]);
        Refuses("inputs", () => classifier.PredictProbabilities(new float[4], new float[3]), "sample 0", "overflowed");
    }

    [Theory]
    [InlineData(new[] { 1.0, 3, 2 }, 1)]
    [InlineData(new[] { 3.0, 3, 3 }, 0)]
    [InlineData(new[] { double.NaN, 3, 2 }, 0)]
    [InlineData(new[] { 1, double.NaN, 2 }, 1)]
    [InlineData(new[] { 1, 2, double.NaN }, 2)]
    [InlineData(new[] { 1, double.PositiveInfinity, double.NaN }, 2)]
    [InlineData(new[] { double.NegativeInfinity, double.NegativeInfinity }, 0)]
    public void The_largest_is_the_first_one_or_the_first_nan(double[] row, int expected) => Assert.Equal(expected, Rows.ArgMax<double>(row));

    [Fact]
    public void Taking_over_parameters_forgets_a_forward_pass_through_the_old_ones()
    {
        regression.Forward(new double[4], new double[3]);
        regression.CopyFrom(LinearRegression<double>.Create(2).Runtime);
        Assert.Throws<InvalidOperationException>(() => regression.Backward(new double[4], new double[3]));
    }

    [Fact]
    public void Taking_over_parameters_leaves_the_masks_their_own_and_a_copy_takes_them_too()
    {
        (regression.RandomSeed, regression.Passes) = (5, 6);
        var copy = new NetworkRuntime<LinearRegression<double>, double>(regression);
        Assert.Equal((5ul, 6ul), (copy.RandomSeed, copy.Passes));
        copy.CopyFrom(LinearRegression<double>.Create(2).Runtime);
        Assert.Equal((5ul, 6ul), (copy.RandomSeed, copy.Passes));
    }

    [Fact]
    public void A_runtime_made_from_another_has_equal_parameters_of_its_own()
    {
        var copy = new NetworkRuntime<LinearRegression<double>, double>(regression);
        double[] before = regression.Parameters.ToArray();
        Assert.Equal(before, copy.Parameters.ToArray());
        copy.Parameters.Clear();
        Assert.Equal(before, regression.Parameters.ToArray());
        Assert.Throws<ArgumentNullException>("source", () => new NetworkRuntime<LinearRegression<double>, double>(null!));
    }

    private static void Refuses(string parameter, Action act, params string[] parts)
    {
        var error = Assert.Throws<ArgumentException>(parameter, act);
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }
}
