using Xunit;

namespace Simd.Nets.Tests.Threading;

/// <summary>Steps whose times are given: 100 shared, and alone as told.</summary>
public class SharingTrialsTests
{
    private readonly SharingTrials trials = new(longest: 10_000);

    [Theory]
    [InlineData(150)]
    [InlineData(100)]
    [InlineData(98)]
    public void Steps_stay_shared_where_that_is_no_slower_and_few_try(int alone)
    {
        Assert.InRange(Steps(20_000, _ => alone), 19_700, 19_999);
    }

    [Fact]
    public void Steps_go_alone_where_that_is_faster_and_come_back_when_it_no_longer_is()
    {
        Assert.InRange(Steps(200, _ => 80), 0, 40);
        Assert.InRange(Steps(10_000, _ => 80), 0, 150);
        Steps(600, _ => 150);
        Assert.InRange(Steps(10_000, _ => 150), 9_850, 10_000);
    }

    [Fact]
    public void Steps_that_are_disturbed_change_nothing()
    {
        // Every third step takes ten times as long, shared or not.
        Assert.InRange(Steps(20_000, step => step % 3 == 0 ? 1500 : 150, step => step % 3 == 0 ? 1000 : 100), 19_700, 19_999);
    }

    [Fact]
    public void Steps_of_another_size_now_and_then_are_not_compared()
    {
        for (int epoch = 0; epoch < 200; epoch++)
        {
            Steps(46, _ => 150);
            Assert.True(trials.Shares(7));
            trials.Took(7, 1);
        }

        Assert.InRange(Steps(1_000, _ => 150), 980, 1_000);
    }

    [Fact]
    public void Steps_of_another_size_are_shared_until_they_are_tried()
    {
        Steps(1_000, _ => 80);
        Assert.False(trials.Shares(1));
        for (int step = 0; step < 15; step++)
        {
            Assert.True(trials.Shares(9));
            trials.Took(9, 150);
        }

        Assert.True(trials.Shares(1));
    }

    [Theory]
    [InlineData(165, 0.011)]
    [InlineData(1600, 0.011)]
    [InlineData(6400, 0.011)]
    public void Trials_cost_a_hundredth_of_the_time_however_many_threads_share_a_step(int alone, double share)
    {
        Steps(100, _ => alone);
        const int count = 100_000;
        long others = count - Steps(count, _ => alone);
        Assert.InRange(others * (alone - 100.0) / (count * 100.0), 0, share);
    }

    [Fact]
    public void Long_steps_are_not_tried() => Assert.Equal(1_000, Steps(1_000, _ => 1, _ => 20_000));

    // How many of the steps were shared.
    private int Steps(int count, Func<int, long> alone, Func<int, long>? shared = null)
    {
        int found = 0;
        for (int step = 0; step < count; step++)
        {
            bool isShared = trials.Shares(1);
            found += isShared ? 1 : 0;
            trials.Took(1, isShared ? shared?.Invoke(step) ?? 100 : alone(step));
        }

        return found;
    }
}
