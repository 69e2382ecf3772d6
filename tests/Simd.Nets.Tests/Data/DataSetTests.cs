using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Simd.Nets.Tests.Data;

public class DataSetTests
{
    private static readonly DataSet Five = DataSet.FromArrays([0f, 1, 2, 3, 4, 5, 6, 7, 8, 9], 2, [0, 1, 2, 1, 0]);

    [Fact]
    public void Sizes_are_those_of_the_arrays()
    {
        Assert.Equal((5, 2, 3, 0, TargetKind.Labels), (Five.Count, Five.InputSize, Five.Classes, Five.TargetSize, Five.Targets));
        DataSet regression = DataSet.FromArrays([1.0, 2], 1, [3.0, 4, 5, 6], 2);
        Assert.Equal((2, 1, 0, 2, TargetKind.Values),
            (regression.Count, regression.InputSize, regression.Classes, regression.TargetSize, regression.Targets));
    }

    [Fact]
    public void Rows_are_gathered_in_the_order_asked_for_as_float_and_as_double()
    {
        var floats = new float[6];
        var doubles = new double[6];
        var labels = new int[3];
        Five.GatherInputs([4, 0, 4], floats);
        Five.GatherInputs([4, 0, 4], doubles);
        Five.GatherLabels([4, 2, 1], labels);
        Assert.Equal([8, 9, 0, 1, 8, 9], floats);
        Assert.Equal([8, 9, 0, 1, 8, 9], doubles);
        Assert.Equal([0, 2, 1], labels);
    }

    [Fact]
    public void Targets_are_gathered_across_types()
    {
        DataSet data = DataSet.FromArrays([1.0, 2], 1, [.1, .2, .3, .4], 2);
        var floats = new float[2];
        var doubles = new double[2];
        data.GatherTargets([1], floats);
        data.GatherTargets([1], doubles);
        Assert.Equal([.3f, .4f], floats);
        Assert.Equal([.3, .4], doubles);
    }

    [Fact]
    public void Span_overloads_copy_and_arrays_are_kept()
    {
        float[] inputs = [1, 2];
        DataSet copied = DataSet.FromArrays(inputs.AsSpan(), 1, [0, 1]);
        DataSet kept = DataSet.FromArrays(inputs, 1, [0, 1]);
        inputs[0] = 7;
        Assert.Equal(1, InputsOf(copied)[0]);
        Assert.Equal(7, InputsOf(kept)[0]);
    }

    [Fact]
    public void Bytes_of_any_count_are_scaled_as_the_plain_loop_scales_them() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>().Filter(bytes => bytes.Length > 0),
            bytes =>
            {
                DataSet data = DataSet.FromArrays([.. bytes, .. bytes], 2 * bytes.Length, [0]);
                var doubles = new double[2 * bytes.Length];
                data.GatherInputs([0], doubles);
                return InputsOf(data).SequenceEqual([.. bytes.Concat(bytes).Select(value => value * (float)(1.0 / 255))])
                    && doubles.SequenceEqual([.. bytes.Concat(bytes).Select(value => value * (1.0 / 255))]);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Views_of_views_find_their_samples() =>
        Prop.ForAll(
            Gen.Choose(2, 40).Zip(Gen.Choose(1, 40), (count, modulus) => (count, modulus: Math.Min(modulus, count))).ToArbitrary(),
            sizes =>
            {
                DataSet whole = DataSet.FromArrays(
                    [.. Enumerable.Range(0, sizes.count).Select(i => (float)i)], 1, [.. Enumerable.Range(0, sizes.count)]);
                (DataSet train, DataSet test) = whole.Split(i => i % (sizes.modulus + 1) == 0);
                DataSet last = train.Select(train.Count - 1).Take(1);
                return InputsOf(train).Concat(InputsOf(test)).Order().SequenceEqual(InputsOf(whole))
                    && InputsOf(last)[0] == InputsOf(train)[^1] && last.LabelOf(0) == (int)InputsOf(last)[0] && last.Classes == sizes.count;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_split_keeps_the_order_and_every_fifth_goes_where_it_is_sent()
    {
        (DataSet train, DataSet test) = Five.Split(i => i % 5 == 4);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], InputsOf(train));
        Assert.Equal([8, 9], InputsOf(test));
    }

    [Fact]
    public void Gathering_allocates_nothing()
    {
        DataSet bytes = DataSet.FromArrays(new byte[64 * 784], 784, new int[64]);
        int[] samples = [.. Enumerable.Range(0, 64)];
        var inputs = new float[64 * 784];
        var labels = new int[64];
        Assert.Equal(0, Allocation.Least(() =>
        {
            bytes.GatherInputs<float>(samples, inputs);
            bytes.GatherLabels(samples, labels);
        }));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_refused_with_its_position(float value)
    {
        for (int at = 0; at < 70; at++)
        {
            var inputs = new float[70];
            inputs[at] = value;
            var error = Assert.Throws<ArgumentException>("inputs", () => DataSet.FromArrays(inputs, 7, new int[10]));
            Assert.Contains($"inputs[{at}] (sample {at / 7}, column {at % 7})", error.Message);
        }
    }

    [Fact]
    public void A_double_beyond_the_range_of_float_is_refused_and_the_largest_float_is_not()
    {
        Assert.Throws<ArgumentException>("targets", () => DataSet.FromArrays([1.0], 1, [1e39], 1));
        Assert.Equal(float.MaxValue, InputsOf(DataSet.FromArrays([(double)float.MaxValue], 1, [0]))[0]);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused_with_expected_and_actual()
    {
        Contains(["multiple of 3", "7"], Assert.Throws<ArgumentException>("inputs", () => DataSet.FromArrays(new float[7], 3, new int[2])));
        Contains(["2 × 1 = 2", "holds 3"],
            Assert.Throws<ArgumentException>("labels", () => DataSet.FromArrays(new float[6], 3, new int[3])));
        Contains(["2 × 2 = 4", "holds 3"],
            Assert.Throws<ArgumentException>("targets", () => DataSet.FromArrays(new float[6], 3, new float[3], 2)));
        Contains(["0 came"],
            Assert.Throws<ArgumentOutOfRangeException>("inputSize", () => DataSet.FromArrays(new float[6], 0, new int[3])));
        Contains(["5 × 2 = 10", "holds 9"],
            Assert.Throws<ArgumentException>("destination", () => Five.GatherInputs<float>([0, 1, 2, 3, 4], new float[9])));
    }

    [Fact]
    public void A_negative_label_is_refused_with_its_position() => Contains(
        ["labels[1] is -1"], Assert.Throws<ArgumentException>("labels", () => DataSet.FromArrays(new float[3], 1, [0, -1, 2])));

    [Fact]
    public void An_empty_set_is_refused_however_it_would_come_about()
    {
        Assert.Throws<ArgumentException>("inputs", () => DataSet.FromArrays(Array.Empty<float>(), 1, []));
        Assert.Throws<ArgumentException>("samples", () => Five.Select());
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Five.Take(0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Five.Take(6));
        Contains(["true for all 5"], Assert.Throws<ArgumentException>("isTest", () => Five.Split(_ => true)));
        Contains(["false for all 5"], Assert.Throws<ArgumentException>("isTest", () => Five.Split(_ => false)));
    }

    [Fact]
    public void A_sample_outside_the_set_is_refused_before_anything_is_written()
    {
        var destination = new float[4];
        Contains(["0 to 4", "5 came at position 1"],
            Assert.Throws<ArgumentOutOfRangeException>("samples", () => Five.GatherInputs<float>([1, 5], destination)));
        Assert.Equal(new float[4], destination);
    }

    [Fact]
    public void Labels_of_a_regression_and_targets_of_classes_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => Five.GatherTargets<float>([0], new float[1]));
        Assert.Throws<InvalidOperationException>(() => DataSet.FromArrays([1f], 1, [1f], 1).GatherLabels([0], new int[1]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1e38)]
    public void A_scale_that_makes_bytes_infinite_is_refused(double scale) =>
        Assert.Throws<ArgumentException>("scale", () => DataSet.FromArrays(new byte[1], 1, new int[1], scale));

    internal static float[] InputsOf(DataSet data)
    {
        var values = new float[data.Count * data.InputSize];
        data.GatherInputs<float>([.. Enumerable.Range(0, data.Count)], values);
        return values;
    }

    internal static void Contains(string[] parts, Exception error) => Assert.All(parts, part => Assert.Contains(part, error.Message));
}
