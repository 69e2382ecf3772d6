using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Xunit;

namespace Simd.Nets.Tests.Training;

public class NonFinitePolicyTests
{
    private readonly FedComparison<float> comparison = new(new Adam(0.01));

    private Trainer<FedNetwork<float>, float> Trainer => comparison.Trainer;

    public NonFinitePolicyTests()
    {
        Trainer.ValidateInputs = false;
        Trainer.Clip = GradientClip.ZClip();
        Trainer.WeightAverage = WeightAverage.Exponential(0.9);
    }

    public static TheoryData<string, double> BadSteps => new() { { "a loss", -1 }, { "a gradient", 1 } };

    [Theory]
    [MemberData(nameof(BadSteps))]
    public void By_default_it_throws_and_names_layer_and_tensor(string what, double loss)
    {
        comparison.Step(comparison.NextGradients(1));
        byte[] before = Everything();
        var error = Assert.Throws<NonFiniteException>(() => Trainer.Step(Bad(what), [(float)loss]));
        Assert.Contains(
            what == "a gradient"
                ? "the loss is 1; the gradient of 3.body.bias is not finite"
                : "the loss is NaN, though all parameters and gradients are finite",
            error.Message);
        Assert.Equal(what == "a gradient" ? ("3.body", "3.body.bias") : (null, null), (error.Layer, error.Tensor));
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void Backward_pass_meets_the_last_layer_first_so_that_is_the_one_named()
    {
        float[] gradients = new float[FedNetwork<float>.Schema.InputSize];
        gradients.AsSpan().Fill(float.NaN);
        gradients[^1] = gradients[^2] = 1; // 5.bias is fine
        var error = Assert.Throws<NonFiniteException>(() => Trainer.Step(gradients, [1f]));
        Assert.Equal(("5", "5.weight"), (error.Layer, error.Tensor));
    }

    [Theory]
    [MemberData(nameof(BadSteps))]
    public void Skipped_step_changes_nothing_and_the_next_goes_on(string what, double loss)
    {
        var undisturbed = new FedComparison<float>(new Adam(0.01));
        undisturbed.Trainer.Clip = GradientClip.ZClip();
        undisturbed.Trainer.WeightAverage = WeightAverage.Exponential(0.9);
        Trainer.NonFinitePolicy = NonFinitePolicy.SkipStep;
        for (long step = 1; step <= 40; step++)
        {
            byte[] before = Everything();
            Assert.Equal(loss < 0 ? float.NaN : (float)loss, Trainer.Step(Bad(what), [(float)loss]));
            Assert.Equal(StepOutcome.Skipped, Trainer.LastStep.Outcome);
            Assert.Equal(before, Everything());

            double[] gradients = comparison.NextGradients(step);
            comparison.Step(gradients);
            undisturbed.Step(gradients);
            Assert.Equal(StepOutcome.Taken, Trainer.LastStep.Outcome);
        }

        Assert.Equal(Everything(undisturbed), Everything());
    }

    [Fact]
    public void Five_steps_are_skipped_in_a_row_and_no_more()
    {
        Trainer.NonFinitePolicy = NonFinitePolicy.SkipStep;
        for (int round = 0; round < 2; round++)
        {
            comparison.Step(comparison.NextGradients(1));
            for (int i = 0; i < 5; i++)
            {
                Trainer.Step(Bad("a gradient"), [1f]);
            }
        }

        byte[] before = Everything();
        Assert.Throws<NonFiniteException>(() => Trainer.Step(Bad("a gradient"), [1f]));
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void Rolling_back_returns_to_the_last_state_that_was_kept_with_a_smaller_rate()
    {
        Trainer.NonFinitePolicy = NonFinitePolicy.RollBack(every: 4, learningRateFactor: 0.5, times: 2);
        byte[] kept = [];
        for (long step = 1; step <= 7; step++)
        {
            kept = (step - 1) % 4 == 0 ? Everything() : kept;
            comparison.Step(comparison.NextGradients(step));
        }

        Trainer.Step(Bad("a loss"), [-1f]);
        Assert.Equal((StepOutcome.RolledBack, 4, 1), (Trainer.LastStep.Outcome, Trainer.Steps, Trainer.RollBacks));
        Assert.Equal(kept, Everything());
        Assert.Equal(0.005, Trainer.LearningRate);
        comparison.Step(comparison.NextGradients(5));
        Assert.Equal((5, 0.005), (Trainer.Steps, Trainer.LastStep.LearningRate));

        Trainer.Step(Bad("a gradient"), [1f]);
        Assert.Equal(kept, Everything());
        Assert.Equal((2, 0.0025), (Trainer.RollBacks, Trainer.LearningRate));
        Assert.Throws<NonFiniteException>(() => Trainer.Step(Bad("a gradient"), [1f]));
        Assert.Equal(kept, Everything());
    }

    [Fact]
    public void First_step_has_nothing_to_roll_back_to()
    {
        Trainer.NonFinitePolicy = NonFinitePolicy.RollBack();
        Assert.Throws<NonFiniteException>(() => Trainer.Step(Bad("a gradient"), [1f]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void There_is_no_rolling_back_to_what_went_with_another_clip_or_average(bool average)
    {
        Trainer.NonFinitePolicy = NonFinitePolicy.RollBack(every: 4);
        comparison.Step(comparison.NextGradients(1));
        comparison.Step(comparison.NextGradients(2));
        if (average)
        {
            Trainer.WeightAverage = WeightAverage.Uniform();
        }
        else
        {
            Trainer.Clip = GradientClip.ZClip();
        }

        Assert.Throws<NonFiniteException>(() => Trainer.Step(Bad("a gradient"), [1f]));
        Assert.Equal(2, Trainer.Steps);
        comparison.Step(comparison.NextGradients(3));
        Trainer.Step(Bad("a gradient"), [1f]);
        Assert.Equal((StepOutcome.RolledBack, 2), (Trainer.LastStep.Outcome, Trainer.Steps));
        Assert.Equal(average, Record.Exception(() => Trainer.AveragedNetwork()) is InvalidOperationException);
    }

    [Fact]
    public void Bad_batch_of_an_accumulation_takes_the_others_with_it()
    {
        Trainer.NonFinitePolicy = NonFinitePolicy.SkipStep;
        Trainer.AccumulationSteps = 2;
        comparison.Step(comparison.NextGradients(1));
        Trainer.Step(Bad("a gradient"), [1f]);
        Assert.Equal((StepOutcome.Skipped, 0, 0f), (Trainer.LastStep.Outcome, Trainer.Accumulated, comparison.Network.Runtime.State[0]));
        double[] gradients = comparison.NextGradients(1);
        comparison.Step(gradients);
        comparison.Step(gradients);
        comparison.Reference.Step(comparison.Reference.Split(gradients), 1, 0.01);
        comparison.AssertEqual();
        Assert.Equal(2f, comparison.Network.Runtime.State[0]);
    }

    [Fact]
    public void Options_outside_their_ranges_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("every", () => NonFinitePolicy.RollBack(every: 0));
        Assert.Throws<ArgumentOutOfRangeException>("times", () => NonFinitePolicy.RollBack(times: 0));
        Assert.Throws<ArgumentOutOfRangeException>("learningRateFactor", () => NonFinitePolicy.RollBack(learningRateFactor: 0));
        Assert.Throws<ArgumentOutOfRangeException>("learningRateFactor", () => NonFinitePolicy.RollBack(learningRateFactor: 1.5));
        Assert.Throws<ArgumentNullException>(() => Trainer.NonFinitePolicy = null!);
    }

    // The gradient of 3.body.bias is infinite, or all is fine but the loss.
    private static float[] Bad(string what)
    {
        float[] gradients = new float[FedNetwork<float>.Schema.InputSize];
        gradients[^43] = what == "a gradient" ? float.PositiveInfinity : 0;
        return gradients;
    }

    private byte[] Everything() => Everything(comparison);

    // Hashes of parameters, running statistics, average and moments, and the count of steps.
    private static byte[] Everything(FedComparison<float> of)
    {
        NetworkRuntime<FedNetwork<float>, float> runtime = of.Network.Runtime;
        float[] average = of.Trainer.Steps > 0 ? of.Trainer.AveragedNetwork().Runtime.Parameters.ToArray() : [];
        return
        [
            .. SHA256.HashData(MemoryMarshal.AsBytes(runtime.Parameters)),
            .. SHA256.HashData(MemoryMarshal.AsBytes(runtime.State)),
            .. SHA256.HashData(MemoryMarshal.AsBytes(average.AsSpan())),
            .. SHA256.HashData(MemoryMarshal.AsBytes(of.Trainer.Moments)),
            .. BitConverter.GetBytes(of.Trainer.Steps),
        ];
    }
}
