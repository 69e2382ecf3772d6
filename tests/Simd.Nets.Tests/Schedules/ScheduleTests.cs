using Xunit;

namespace Simd.Nets.Tests.Schedules;

/// <summary>What libtorch has too is compared with it elsewhere; here is the rest.</summary>
public class ScheduleTests
{
    private const double Rate = 0.2;

    [Fact]
    public void Warm_restarts_follow_the_formula()
    {
        LearningRateSchedule same = LearningRateSchedule.WarmRestarts(7, minimum: 0.01);
        LearningRateSchedule longer = LearningRateSchedule.WarmRestarts(3, 2, 0.01);
        (int at, int length) = (0, 3);
        for (int step = 0; step < 100; step++, at++)
        {
            Assert.Equal(0.01 + ((Rate - 0.01) * (1 + Math.Cos(Math.PI * (step % 7) / 7)) / 2), same.RateAt(step, Rate), 1e-15);
            (at, length) = at == length ? (0, 2 * length) : (at, length);
            Assert.Equal(0.01 + ((Rate - 0.01) * (1 + Math.Cos(Math.PI * at / length)) / 2), longer.RateAt(step, Rate), 1e-15);
        }
    }

    [Fact]
    public void Warm_up_climbs_in_equal_steps_to_where_the_schedule_starts()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Exponential(0.9).WithWarmup(4);
        Assert.Equal([0.25, 0.5, 0.75, 1, 1, 0.9, 0.81], Enumerable.Range(0, 7).Select(step => schedule.RateAt(step, 1)), Near);
        Assert.Equal(0.5, LearningRateSchedule.OneCycle(2, 10, divisor: 2).WithWarmup(2).RateAt(0, Rate), 1e-15);
    }

    [Fact]
    public void One_cycle_in_three_phases_and_straight_lines_follows_the_formula()
    {
        // Up to step 29 − 1, down to 2·30 − 2, on down to 99.
        LearningRateSchedule schedule = LearningRateSchedule.OneCycle(1, 100, 0.3, 10, 100, linear: true, threePhases: true);
        (int Step, double Rate)[] corners = [(0, 0.1), (29, 1), (58, 0.1), (99, 0.001)];
        foreach (((int Step, double Rate) from, (int Step, double Rate) to) in corners.Zip(corners.Skip(1)))
        {
            for (int step = from.Step; step <= to.Step; step++)
            {
                double expected = from.Rate + ((to.Rate - from.Rate) * (step - from.Step) / (to.Step - from.Step));
                Assert.Equal(expected, schedule.RateAt(step, Rate), 1e-14);
            }
        }
    }

    [Theory]
    [InlineData(CycleAmplitude.Halving)]
    [InlineData(CycleAmplitude.Exponential)]
    public void Cycles_shrink_as_they_are_told(CycleAmplitude amplitude)
    {
        LearningRateSchedule schedule = LearningRateSchedule.Cyclic(0.1, 0.5, 3, 5, amplitude, 0.99);
        for (int step = 0; step < 100; step++)
        {
            double x = (step % 8) / 8.0;
            double height = x <= 3.0 / 8 ? x / (3.0 / 8) : (x - 1) / ((3.0 / 8) - 1);
            double scale = amplitude == CycleAmplitude.Halving ? 1 / Math.Pow(2, step / 8) : Math.Pow(0.99, step);
            Assert.Equal(0.1 + (0.4 * height * scale), schedule.RateAt(step, Rate), 1e-14);
        }
    }

    [Fact]
    public void Plateau_of_a_metric_that_should_grow_waits_for_the_threshold()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Plateau(
            0.5, patience: 1, threshold: 0.1, relative: false, minimum: 0.06, maximize: true);
        double[] rates = [.. new[] { 0.5, 0.55, 0.7, 0.75, 0.79, double.NaN, 0.9, 0.9, 0.9, 0.9, 0.9 }.Select((metric, step) =>
        {
            schedule.Report(metric, step);
            return schedule.RateAt(step, Rate);
        })];
        Assert.Equal([0.2, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1, 0.06, 0.06, 0.06], rates, Near);
    }

    [Fact]
    public void Report_in_a_sequence_reaches_the_schedule_whose_turn_it_is()
    {
        LearningRateSchedule plateau = LearningRateSchedule.Plateau(patience: 0);
        LearningRateSchedule schedule = LearningRateSchedule.Sequential([LearningRateSchedule.Constant(), plateau], [10]).WithWarmup(5);
        for (int step = 0; step < 15; step++)
        {
            schedule.Report(1, step);
        }

        Assert.Equal(Rate, schedule.RateAt(20, Rate));
        schedule.Report(1, 15);
        schedule.Report(1, 16);
        Assert.Equal(Rate / 10, schedule.RateAt(20, Rate), 1e-15);
    }

    [Fact]
    public void Lengths_are_what_the_schedules_are_made_for()
    {
        Assert.Null(LearningRateSchedule.Constant().Length);
        Assert.Null(LearningRateSchedule.WarmRestarts(5).Length);
        Assert.Null(LearningRateSchedule.Step(5).WithWarmup(3).Length);
        Assert.Equal(100, LearningRateSchedule.Cosine(100).Length);
        Assert.Equal(103, LearningRateSchedule.Polynomial(100).WithWarmup(3).Length);
        LearningRateSchedule[] turns = [LearningRateSchedule.Constant(), LearningRateSchedule.OneCycle(1, 100)];
        Assert.Equal(110, LearningRateSchedule.Sequential(turns, [10]).Length);
        Assert.Equal(7, LearningRateSchedule.Lambda(_ => 1, 7).Length);
    }

    [Fact]
    public void Run_longer_than_the_schedule_is_refused_with_both_lengths()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Cosine(100);
        schedule.RequireLength(100, "epochs");
        var error = Assert.Throws<ArgumentException>("epochs", () => schedule.RequireLength(101, "epochs", done: 40));
        Assert.Contains("ends after 100 steps, counted from the trainer's first; 40 are done, and the run", error.Message);
        LearningRateSchedule.Constant().RequireLength(long.MaxValue, "epochs");
    }

    [Fact]
    public void Schedules_go_no_lower_than_their_end_behind_it()
    {
        Assert.Equal(0.01, LearningRateSchedule.Cosine(10, 0.01).RateAt(1000, Rate));
        Assert.Equal(0, LearningRateSchedule.Polynomial(10).RateAt(1000, Rate));
        Assert.Equal(1 / 25d / 1e4, LearningRateSchedule.OneCycle(1, 10).RateAt(1000, Rate), 1e-15);
    }

    [Fact]
    public void Options_outside_their_ranges_are_refused_by_name()
    {
        Refused("every", () => LearningRateSchedule.Step(0));
        Refused("gamma", () => LearningRateSchedule.Step(1, 0));
        Refused("gamma", () => LearningRateSchedule.Exponential(-1));
        Refused("factor", () => LearningRateSchedule.Constant(-1));
        Refused("steps", () => LearningRateSchedule.Constant(1, -1));
        Refused("steps", () => LearningRateSchedule.Cosine(0));
        Refused("minimum", () => LearningRateSchedule.Cosine(1, -1));
        Refused("multiplier", () => LearningRateSchedule.WarmRestarts(1, 0));
        Refused("startFactor", () => LearningRateSchedule.Linear(1, -1));
        Refused("endFactor", () => LearningRateSchedule.Linear(1, 1, double.NaN));
        Refused("power", () => LearningRateSchedule.Polynomial(1, -1));
        Refused("maximum", () => LearningRateSchedule.OneCycle(0, 10));
        Refused("steps", () => LearningRateSchedule.OneCycle(1, 1));
        Refused("rise", () => LearningRateSchedule.OneCycle(1, 10, 1));
        Refused("rise", () => LearningRateSchedule.OneCycle(1, 10, 0.5, threePhases: true));
        Refused("divisor", () => LearningRateSchedule.OneCycle(1, 10, divisor: 0));
        Refused("maximum", () => LearningRateSchedule.Cyclic(0.2, 0.1));
        Refused("stepsUp", () => LearningRateSchedule.Cyclic(0.1, 0.2, 0));
        Refused("stepsDown", () => LearningRateSchedule.Cyclic(0.1, 0.2, 1, 0));
        Refused("factor", () => LearningRateSchedule.Plateau(1));
        Refused("patience", () => LearningRateSchedule.Plateau(patience: -1));
        Refused("threshold", () => LearningRateSchedule.Plateau(threshold: -1));
        Refused("cooldown", () => LearningRateSchedule.Plateau(cooldown: -1));
        Refused("steps", () => LearningRateSchedule.Constant().WithWarmup(0));
        Refused("length", () => LearningRateSchedule.Lambda(_ => 1, -1));
        Assert.Throws<ArgumentException>("milestones", () => LearningRateSchedule.MultiStep([]));
        Assert.Throws<ArgumentException>("milestones", () => LearningRateSchedule.MultiStep([5, 5]));
        Assert.Throws<ArgumentException>("schedules", () => LearningRateSchedule.Sequential([LearningRateSchedule.Constant()], [5]));
        var early = Assert.Throws<ArgumentException>(
            "schedules", () => LearningRateSchedule.Sequential([LearningRateSchedule.Cosine(4), LearningRateSchedule.Constant()], [5]));
        Assert.Contains("schedules[0] ends after 4 steps; its turn has 5", early.Message);
    }

    private static void Refused(string parameter, Func<LearningRateSchedule> create) =>
        Assert.Throws<ArgumentOutOfRangeException>(parameter, create);

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-15;
}
