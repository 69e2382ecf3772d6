using Xunit;

namespace Simd.Nets.Tests.Data;

public class WeightTests
{
    private static readonly DataSet Three = DataSet.FromArrays([0f, 1, 2], 1, [0, 1, 0]);

    [Fact]
    public void Weights_go_with_their_samples_through_every_view()
    {
        DataSet weighted = Three.WithWeights(.5, 1, 2);
        Assert.Equal((false, true, 1, 2), (Three.IsWeighted, weighted.IsWeighted, Three.WeightOf(2), weighted.WeightOf(2)));
        Assert.Equal([2, .5, 2], WeightsOf(weighted.Select(2, 0, 2)));
        Assert.Equal([.5, 1], WeightsOf(weighted.Take(2)));
        Assert.Equal([1, 1, 1], WeightsOf(Three));
        Assert.Equal([7, 8, 9], WeightsOf(weighted.WithWeights(sample => 7 + sample)));
        foreach ((DataSet train, DataSet test) in weighted.Folds(3, seed: 1))
        {
            Assert.Equal(.5 * Math.Pow(2, DataSetTests.InputsOf(test)[0]), test.WeightOf(0));
            Assert.All([0, 1], sample => Assert.Equal(.5 * Math.Pow(2, DataSetTests.InputsOf(train)[sample]), train.WeightOf(sample)));
        }
    }

    [Fact]
    public void A_weight_that_cannot_be_is_refused_with_its_position()
    {
        foreach (double weight in new[] { 0, -1, double.NaN, double.PositiveInfinity, 1e39, 1e-60 })
        {
            DataSetTests.Contains(["weights[1]"], Assert.Throws<ArgumentException>("weights", () => Three.WithWeights(1, weight, 1)));
        }

        DataSetTests.Contains(["3 × 1", "holds 2"], Assert.Throws<ArgumentException>("weights", () => Three.WithWeights(1, 1)));
    }

    [Fact]
    public void Label_lists_become_rows_of_zeros_and_ones()
    {
        int[][] lists = [[2, 0], [], [1, 1]];
        foreach (DataSet data in new[]
        {
            DataSet.FromLabelLists([1f, 2, 3], 1, lists, labels: 3),
            DataSet.FromLabelLists([1, 2, 3], 1, lists, labels: 3, scale: 1),
        })
        {
            var targets = new double[9];
            data.GatherTargets([0, 1, 2], targets);
            Assert.Equal([1, 0, 1, 0, 0, 0, 0, 1, 0], targets);
            Assert.Equal((TargetKind.Values, 3, 3), (data.Targets, data.TargetSize, data.Count));
            Assert.Equal([1, 2, 3], DataSetTests.InputsOf(data));
        }
    }

    [Fact]
    public void A_label_that_is_not_there_is_refused_with_its_sample()
    {
        foreach (int label in new[] { -1, 3 })
        {
            DataSetTests.Contains(["0 to 2", $"lists[0] holds {label}"],
                Assert.Throws<ArgumentException>("lists", () => DataSet.FromLabelLists([1f], 1, (int[][])[[label]], labels: 3)));
        }

        DataSetTests.Contains(["1 × 1", "holds 2"],
            Assert.Throws<ArgumentException>("lists", () => DataSet.FromLabelLists([1f], 1, (int[][])[[], []], labels: 3)));
        Assert.Throws<ArgumentException>("lists", () => DataSet.FromLabelLists([1f], 1, (int[][])[null!], labels: 3));
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => DataSet.FromLabelLists([1f], 1, (int[][])[[]], labels: 0));
    }

    private static double[] WeightsOf(DataSet data)
    {
        var weights = new double[data.Count];
        data.GatherWeights<double>([.. Enumerable.Range(0, data.Count)], weights);
        return weights;
    }
}
