namespace Simd.Nets.Monitoring.Tests;

public class PaceTests
{
    [Fact]
    public void As_many_steps_lie_between_as_the_cost_asks_for()
    {
        long[] watched = Watched(new(null, 0.02, 0), steps: 1_000, plain: 100, watching: 150, behind: 50);
        Assert.Equal([0, 3, 6, 9], watched[..4]);
        Assert.All(Distances(watched).Skip(3), distance => Assert.Equal(100, distance)); // (150 + 50) / (0.02 × 100)
    }

    [Fact]
    public void What_holds_up_a_step_besides_changes_nothing()
    {
        long[] watched = Watched(
            new(null, 0.02, 0), steps: 3_000, plain: 100, watching: 150, behind: 50, holdUp: step => step % 700 == 0 ? 1_000_000 : 0);
        Assert.All(Distances(watched).Skip(5), distance => Assert.Equal(100, distance));
    }

    [Fact]
    public void Cheap_watching_is_done_every_third_step_at_most()
    {
        long[] watched = Watched(new(null, 0.02, 5), steps: 60, plain: 1_000_000, watching: 1, behind: 0);
        Assert.Equal(5, watched[0]);
        Assert.All(Distances(watched), distance => Assert.Equal(3, distance));
    }

    [Fact]
    public void A_stated_distance_is_kept_and_no_time_is_looked_at()
    {
        var pace = new SamplingPace(4, 0.02, 0);
        Assert.Equal([0, 4, 8], Watched(pace, steps: 12, plain: 1, watching: 1_000, behind: 0));
        Assert.False(pace.Attends(12));
    }

    [Fact]
    public void A_trainer_that_went_back_is_watched_again()
    {
        var pace = new SamplingPace(100, 0.02, 0);
        pace.Watched(200, 1);
        Assert.False(pace.IsDue(201));
        Assert.True(pace.IsDue(150));

        var found = new SamplingPace(null, 0.02, 0);
        Assert.True(Watched(found, steps: 500, plain: 100, watching: 150, behind: 50)[^1] > 100);
        Assert.Equal(0, Watched(found, steps: 500, plain: 100, watching: 150, behind: 50)[0]);
    }

    private static IEnumerable<long> Distances(long[] watched) => watched.Skip(1).Zip(watched, (next, before) => next - before);

    // Which steps are watched of some whose times are known.
    private static long[] Watched(
        SamplingPace pace, int steps, long plain, long watching, long behind, Func<int, long>? holdUp = null)
    {
        var watched = new List<long>();
        long now = 0;
        bool isBehind = false;
        for (int step = 0; step < steps; step++)
        {
            if (pace.Attends(step))
            {
                pace.Start(step, now);
            }

            now += plain + (isBehind ? behind : 0) + (holdUp?.Invoke(step) ?? 0);
            isBehind = pace.IsDue(step);
            if (isBehind)
            {
                now += watching;
                watched.Add(step);
                pace.Watched(step, watching);
            }
        }

        return [.. watched];
    }
}
