using FsCheck;
using FsCheck.Fluent;
using Simd.Nets.Tests.Training;
using Xunit;

namespace Simd.Nets.Tests.Networks;

public class LerpTests
{
    [Fact]
    public void Parameters_and_state_go_their_share_of_the_way() => Prop.ForAll(
        Gen.Choose(0, 1000).Select(share => share / 1000.0).ToArbitrary(),
        tau =>
        {
            (CountingRegression target, CountingRegression online) = (CountingRegression.Create(1), CountingRegression.Create(2));
            target.Runtime.State.Fill(3);
            online.Runtime.State.Fill(-5);
            float[] before = [.. target.Runtime.Parameters, .. target.Runtime.State];
            float[] towards = [.. online.Runtime.Parameters, .. online.Runtime.State];
            target.Runtime.Lerp(online.Runtime, tau);
            float[] expected = [.. before.Zip(towards, (from, to) => (from * (float)(1 - tau)) + (to * (float)tau))];
            return expected.SequenceEqual([.. target.Runtime.Parameters, .. target.Runtime.State])
                && towards.SequenceEqual([.. online.Runtime.Parameters, .. online.Runtime.State]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_share_changes_nothing_the_whole_share_copies_and_padding_stays_zero()
    {
        var target = LinearRegression<double>.Create(1);
        var online = LinearRegression<double>.Create(2);
        double[] before = target.Runtime.Parameters.ToArray();
        target.Runtime.Lerp(online.Runtime, 0);
        Assert.Equal(before, target.Runtime.Parameters);
        target.Runtime.Lerp(online.Runtime, 1);
        Assert.Equal(online.Runtime.Parameters, target.Runtime.Parameters);
        target.Runtime.Lerp(LinearRegression<double>.Create(3).Runtime, .3);
        Assert.All(
            Enumerable.Range(0, before.Length).Where(at => at % 16 >= Linear.Outputs),
            at => Assert.Equal(0, target.Runtime.Parameters[at]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-60)]
    [InlineData(1)]
    public void The_ends_of_the_way_are_exact_where_values_are_not_finite(double tau)
    {
        (CountingRegression target, CountingRegression online) = (CountingRegression.Create(1), CountingRegression.Create(2));
        target.Runtime.Tensors["0.bias"].CopyFrom([float.NaN, 1, float.PositiveInfinity]);
        target.Runtime.State[3] = float.NegativeInfinity;
        online.Runtime.Tensors["0.bias"].CopyFrom([2, float.NaN, float.NegativeInfinity]);
        online.Runtime.State[3] = float.NaN;
        NetworkRuntime<CountingRegression, float> expected = (tau == 1 ? online : target).Runtime;
        float[] values = [.. expected.Parameters, .. expected.State];
        target.Runtime.Lerp(online.Runtime, tau);
        Assert.Equal<float[]>(values, [.. target.Runtime.Parameters, .. target.Runtime.State]);
    }

    [Fact]
    public void A_share_that_is_none_is_refused_and_changes_nothing()
    {
        var target = LinearRegression<float>.Create(1);
        var online = LinearRegression<float>.Create(2);
        float[] before = target.Runtime.Parameters.ToArray();
        foreach (double tau in new[] { -.1, 1.1, double.NaN, double.PositiveInfinity })
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>("tau", () => target.Runtime.Lerp(online.Runtime, tau));
            Assert.Contains("0 to 1", error.Message);
        }

        Assert.Throws<ArgumentNullException>("source", () => target.Runtime.Lerp(null!, .5));
        Assert.Equal(before, target.Runtime.Parameters);
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var target = LinearRegression<float>.Create(1);
        var online = LinearRegression<float>.Create(2);
        Assert.Equal(0, Allocation.Least(() => target.Runtime.Lerp(online.Runtime, .01)));
    }
}
