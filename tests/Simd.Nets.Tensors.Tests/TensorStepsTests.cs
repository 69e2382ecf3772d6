using System.Numerics.Tensors;

namespace Simd.Nets.Tensors.Tests;

public sealed class TensorStepsTests
{
    private readonly float[] x = TensorPassesTests.Numbers(5 * 6);

    [Fact]
    public void Steps_with_classes_are_those_on_spans()
    {
        int[] labels = [0, 1, 2, 1, 0];
        float[] weights = [1, 2, 3, 4, 5];
        (Trainer<Classes> one, Trainer<Classes> other) = (Classes(), Classes());
        Assert.Equal(one.Step(x, labels), other.Step(new ReadOnlyTensorSpan<float>(x, [5, 6]), labels));
        Assert.Equal(
            one.Step(x, labels, weights), other.Step(new ReadOnlyTensorSpan<float>(x, [5, 2, 3]), new ReadOnlyTensorSpan<int>(labels), weights));
        int[] twice = [.. labels.SelectMany(label => (int[])[label, -1])];
        Assert.Equal(
            one.Step(x, labels),
            other.Step(new ReadOnlyTensorSpan<float>(x, [5, 6]), new ReadOnlyTensorSpan<int>(twice, [5, 2]).Slice(.., ..1)));
        Assert.Equal(one.Network.Parameters.ToArray(), other.Network.Parameters.ToArray());

        static Trainer<Classes> Classes() => new(new Classes(seed: 1), new Adam(1e-2));
    }

    [Fact]
    public void Steps_with_values_are_those_on_spans()
    {
        double[] inputs = [.. x.Select(value => (double)value)], targets = [.. inputs.Take(10)];
        double[] weights = [1, 2, 3, 4, 5];
        (Trainer<Values, double> one, Trainer<Values, double> other) = (Values(), Values());
        Assert.Equal(
            one.Step(inputs, targets), other.Step(new ReadOnlyTensorSpan<double>(inputs, [5, 6]), new ReadOnlyTensorSpan<double>(targets, [5, 2])));
        Assert.Equal(
            one.Step(inputs, targets, weights),
            other.Step(new ReadOnlyTensorSpan<double>(inputs, [5, 6]), new ReadOnlyTensorSpan<double>(targets, [5, 2]), weights));
        Assert.Equal(one.Network.Parameters.ToArray(), other.Network.Parameters.ToArray());

        static Trainer<Values, double> Values() => new(new Values(seed: 1), new Adam(1e-2));
    }

    [Fact]
    public void A_step_that_is_refused_changes_nothing()
    {
        var trainer = new Trainer<Classes>(new Classes(seed: 1), new Adam(1e-2));
        float[] before = trainer.Network.Parameters.ToArray();
        TensorPassesTests.Refused("it is [6, 5]", () => trainer.Step(new ReadOnlyTensorSpan<float>(x, [6, 5]), new int[6]));
        TensorPassesTests.Refused("labels must be [5] for these inputs; it is [4]", () =>
            trainer.Step(new ReadOnlyTensorSpan<float>(x, [5, 6]), new ReadOnlyTensorSpan<int>(new int[4])));
        Assert.Equal(before, trainer.Network.Parameters.ToArray());
        Assert.Equal(0, trainer.Steps);
    }
}
