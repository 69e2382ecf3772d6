using FsCheck;
using FsCheck.Fluent;
using Simd.Nets.Tests.Training;
using Xunit;

namespace Simd.Nets.Tests.Data;

public class InputStatisticsTests
{
    [Fact]
    public void Mean_and_deviation_are_those_of_the_two_pass_formula_also_far_from_zero() => Prop.ForAll(
        Gen.Choose(3, 90).SelectMany(count => Gen.Choose(-1000, 1000).ArrayOf(count)).Zip(Gen.Elements(0.0, 1e6, -1e9), (values, offset) =>
            values.Take(values.Length / 3 * 3).Select(value => offset + (value / 8.0)).ToArray()).ToArbitrary(),
        inputs =>
        {
            InputStatistics statistics = DataSet.FromArrays(inputs, 3, new int[inputs.Length / 3]).InputStatistics();
            return statistics.Samples == inputs.Length / 3 && Enumerable.Range(0, 3).All(input =>
            {
                double[] column = [.. inputs.Where((_, at) => at % 3 == input)];
                double mean = column.Average();
                double deviation = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
                return Near(statistics.Mean[input], mean, 1e-14 * Math.Max(1, Math.Abs(mean)))
                    && Near(statistics.Deviation[input], deviation == 0 ? 1 : deviation, 1e-6);
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_input_that_is_always_the_same_has_the_deviation_one()
    {
        float[] inputs = [.. Enumerable.Range(0, 3000).SelectMany(sample => (float[])[.1f, sample % 2, 1e-30f * (sample % 2 * 1e-8f)])];
        InputStatistics statistics = DataSet.FromArrays(inputs, 3, new int[3000]).InputStatistics();
        Assert.Equal([1, .5, 1], statistics.Deviation);
        Assert.Equal([.1f, .5], statistics.Mean[..2]);
    }

    [Fact]
    public void They_are_kept_in_the_state_of_a_network_that_standardises()
    {
        CountingRegression network = CountingRegression.Create(1);
        DataSet data = DataSet.FromArrays([1f, 2, 3, 4, 3, 2, 5, 0], 4, new float[6], 3);
        network.Runtime.Differentiate(new float[8], new float[6]); // leaves running statistics that wait for their step
        data.InputStatistics().CopyTo(network);
        network.Runtime.CommitState();
        Assert.Equal([2, 2, 4, 2], network.Runtime.StateTensors["0.mean"].ToArray());
        Assert.Equal([1, 1, 1, 2], network.Runtime.StateTensors["0.deviation"].ToArray());
        CountingRegression copy = CountingRegression.Create(2);
        copy.Runtime.CopyFrom(network.Runtime);
        Assert.Equal([1, 1, 1, 2], copy.Runtime.StateTensors["0.deviation"].ToArray());
    }

    [Fact]
    public void A_network_with_nowhere_to_keep_them_or_other_inputs_is_refused_by_name()
    {
        InputStatistics statistics = DataSet.FromArrays([1f, 2, 3], 3, [0]).InputStatistics();
        DataSetTests.Contains(["SoftmaxRegression", "put Standardize directly behind Input(4)"],
            Assert.Throws<InvalidOperationException>(() => statistics.CopyTo(SoftmaxRegression<float>.Create(1))));
        DataSetTests.Contains(
            ["directly behind Input(2, 2, 1)"],
            Assert.Throws<InvalidOperationException>(() => statistics.CopyTo(LinearRegression<float>.Create(1))));
        DataSetTests.Contains(
            ["takes 4 inputs", "of 3"], Assert.Throws<ArgumentException>(() => statistics.CopyTo(CountingRegression.Create(1))));
    }

    private static bool Near(double left, double right, double tolerance) => Math.Abs(left - right) <= tolerance;
}
