using Xunit;

namespace Simd.Nets.Tests;

public class OptimizerTests
{
    public static TheoryData<string> Optimizers => OptimizerCases.Names;

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e-3)]
    [InlineData(1e39)]
    public void Learning_rate_that_is_no_size_is_refused_by_name_and_changes_nothing(double rate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(nameof(Optimizer.LearningRate), () => new Sgd(rate));
        var adam = new Adam(0.5);
        var error = Assert.Throws<ArgumentOutOfRangeException>(nameof(Optimizer.LearningRate), () => adam.LearningRate = rate);
        string expected = rate == 1e39 ? "a number that a float can hold when divided by 1 − β₁ = 0.1" : "a finite number, 0 or more";
        Assert.Contains($"LearningRate must be {expected}; it is", error.Message);
        Assert.Equal(0.5, adam.LearningRate);
    }

    [Fact]
    public void Learning_rate_that_becomes_infinite_in_the_first_step_is_refused()
    {
        Assert.Equal(1e38, new Sgd(1e38).LearningRate);
        Assert.Equal(1e38, new Adam(1e38, beta1: 0).LearningRate);
        Assert.Throws<ArgumentOutOfRangeException>(nameof(Optimizer.LearningRate), () => new Adam(1e38));
    }

    [Fact]
    public void Element_types_other_than_float_and_double_are_refused_by_name()
    {
        var error = Assert.Throws<NotSupportedException>(() => new Sgd(1).Update(new Half[16], new Half[16], new Half[0], 1));
        Assert.Contains("float or double; Half came", error.Message);
    }

    [Fact]
    public void Adam_with_a_tiny_epsilon_keeps_the_mean_square_of_tiny_gradients()
    {
        var adam = new Adam(0.01, epsilon: 1e-30);
        var floats = new float[16];
        var moments = new float[32];
        var expected = new ReferenceTensor(adam, [0]);
        for (long step = 1; step <= 10; step++)
        {
            adam.Update(floats, Enumerable.Repeat(1e-17f, 16).ToArray(), moments, step);
            expected.Step([1e-17f], step, adam.LearningRate, 0);
            Assert.Equal(expected.Weights[0], floats[0], 1e-6);
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Decay_outside_its_range_is_refused_by_name(double decay)
    {
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => new Sgd(0.1, decay));
        Assert.Throws<ArgumentOutOfRangeException>("beta1", () => new Adam(beta1: decay));
        Assert.Throws<ArgumentOutOfRangeException>("beta2", () => new Adam(beta2: decay));
        Assert.Throws<ArgumentOutOfRangeException>("beta1", () => new Lion(beta1: decay));
        Assert.Throws<ArgumentOutOfRangeException>("beta2", () => new Lamb(beta2: decay));
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => new RmsProp(alpha: decay));
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => new RmsProp(momentum: decay));
        Assert.Throws<ArgumentOutOfRangeException>("rho", () => new Adadelta(rho: decay));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-31)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e39)]
    public void Epsilon_that_a_float_cannot_hold_is_refused(double epsilon) =>
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new Adam(epsilon: epsilon));

    [Theory]
    [InlineData(-1e-3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e39)]
    public void Amount_below_zero_or_beyond_a_float_is_refused_by_name(double amount)
    {
        Assert.All<Func<Optimizer>>(
            [
                () => new Sgd(weightDecay: amount),
                () => new Adam(weightDecay: amount),
                () => new AdamW(weightDecay: amount),
                () => new RmsProp(weightDecay: amount),
                () => new Adagrad(weightDecay: amount),
                () => new Adadelta(weightDecay: amount),
                () => new NAdam(weightDecay: amount),
                () => new RAdam(weightDecay: amount),
                () => new Lion(weightDecay: amount),
                () => new Lamb(weightDecay: amount),
            ],
            create => Assert.Throws<ArgumentOutOfRangeException>("weightDecay", create));
        Assert.Throws<ArgumentOutOfRangeException>("learningRateDecay", () => new Adagrad(learningRateDecay: amount));
        Assert.Throws<ArgumentOutOfRangeException>("initialAccumulatorValue", () => new Adagrad(initialAccumulatorValue: amount));
        Assert.Throws<ArgumentOutOfRangeException>("momentumDecay", () => new NAdam(momentumDecay: amount));
        Assert.Throws<ArgumentOutOfRangeException>("dampening", () => new Sgd(dampening: amount));
    }

    [Fact]
    public void Nesterov_with_dampening_is_refused() =>
        Assert.Throws<ArgumentException>("nesterov", () => new Sgd(0.1, 0.9, nesterov: true, dampening: 0.1));

    [Fact]
    public void Nesterov_without_momentum_is_refused() => Assert.Throws<ArgumentException>("nesterov", () => new Sgd(0.1, nesterov: true));

    [Fact]
    public void Moments_are_counted_by_what_the_rule_keeps()
    {
        Assert.Equal(0, new Sgd(0.1).MomentCount);
        Assert.Equal(1, new Sgd(0.1, 0.9).MomentCount);
        Assert.Equal(2, new Adam().MomentCount);
        Assert.Equal(3, new AdamW(amsgrad: true).MomentCount);
        Assert.Equal(1, new RmsProp().MomentCount);
        Assert.Equal(3, new RmsProp(momentum: 0.9, centered: true).MomentCount);
        Assert.Equal(1, new Adagrad().MomentCount);
        Assert.Equal(1, new Lion().MomentCount);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Lengths_that_do_not_fit_are_refused_with_expected_and_actual(string name)
    {
        Optimizer optimizer = OptimizerCases.All[name];
        int blocks = optimizer.MomentCount;
        void Update(int parameters, int gradients, int moments, long step) =>
            optimizer.Update(new float[parameters], new float[gradients], new float[moments], step);

        var unpadded = Assert.Throws<ArgumentException>("parameters", () => Update(17, 17, 17 * blocks, 1));
        Assert.Contains("16", unpadded.Message);
        Assert.Contains("17", unpadded.Message);
        var gradients = Assert.Throws<ArgumentException>("gradients", () => Update(32, 16, 32 * blocks, 1));
        Assert.Contains("32 elements; there are 16", gradients.Message);
        var moments = Assert.Throws<ArgumentException>("moments", () => Update(32, 32, (32 * blocks) + 1, 1));
        Assert.Contains($"{32 * blocks}; there are {(32 * blocks) + 1}", moments.Message);
        Assert.Throws<ArgumentOutOfRangeException>("step", () => Update(16, 16, 16 * blocks, 0));
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void First_step_goes_downhill_in_both_precisions(string name)
    {
        Optimizer optimizer = OptimizerCases.All[name];
        var floats = new float[16];
        optimizer.Update(floats, Enumerable.Repeat(2f, 16).ToArray(), new float[16 * optimizer.MomentCount], 1);
        var doubles = new double[16];
        optimizer.Update(doubles, Enumerable.Repeat(2d, 16).ToArray(), new double[16 * optimizer.MomentCount], 1);
        Assert.All(floats.Zip(doubles), pair => Assert.True(pair.First < 0 && Math.Abs(pair.First - pair.Second) < 1e-6));
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Update_allocates_nothing(string name)
    {
        Optimizer optimizer = OptimizerCases.All[name];
        var parameters = new float[1024];
        var gradients = new float[1024];
        var moments = new float[1024 * optimizer.MomentCount];
        long step = 0;
        Assert.Equal(0, Allocation.Least(() => optimizer.Update(parameters, gradients, moments, ++step)));
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Moments_that_decay_away_never_become_subnormal(string name)
    {
        Optimizer optimizer = OptimizerCases.All[name];
        var moments = new float[16 * optimizer.MomentCount];
        moments.AsSpan().Fill(1.17549435e-38f); // the smallest normal number
        for (long step = 1000; step < 1010; step++)
        {
            optimizer.Update(new float[16], new float[16], moments, step);
        }

        Assert.DoesNotContain(moments, float.IsSubnormal);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Nan_in_a_gradient_stays_visible(string name)
    {
        Optimizer optimizer = OptimizerCases.All[name];
        var parameters = new float[16];
        var gradients = new float[16];
        gradients[3] = float.NaN;
        var moments = new float[16 * optimizer.MomentCount];
        optimizer.Update(parameters, gradients, moments, 1);
        Assert.True(float.IsNaN(parameters[3]));
        Assert.True(optimizer.PerTensor || Enumerable.Range(0, 16).Count(i => float.IsNaN(parameters[i])) == 1);
        Assert.All(Enumerable.Range(0, optimizer.MomentCount), block => Assert.True(float.IsNaN(moments[(16 * block) + 3])));
    }
}
