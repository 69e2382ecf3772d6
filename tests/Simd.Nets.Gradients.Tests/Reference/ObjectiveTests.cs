using Simd.Nets.Testing;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>The reference's losses against values worked out by hand, and their gradients against differences.</summary>
public class ObjectiveTests
{
    private static readonly double LogOf2 = Math.Log(Math.Exp(1) + Math.Exp(2));

    public static TheoryData<LossLayer> ValueLosses =>
        [BinaryCrossEntropy with { PositiveWeight = 3 }, MeanSquaredError, MeanAbsoluteError, Huber with { Delta = .5 }];

    [Fact]
    public void Cross_entropy_is_the_mean_of_log_sum_exp_minus_the_label_s_logit()
    {
        double expected = (LogOf2 - 2 + Math.Log(Math.Exp(3) + Math.Exp(-1)) - 3) / 2;

        Assert.Equal(expected, Objective.OfLabels(SoftmaxCrossEntropy, [1, 0]).Value([1, 2, 3, -1]), 14);
        Assert.Equal(1000, Objective.OfLabels(SoftmaxCrossEntropy, [0]).Value([0, 1000]), 9);
    }

    [Fact]
    public void Smoothed_and_weighted_cross_entropy_is_PyTorch_s()
    {
        // torch.nn.functional.cross_entropy(z, y, weight=c, label_smoothing=.2): the smoothed part takes every class's own weight.
        var loss = SoftmaxCrossEntropy with { LabelSmoothing = .2, ClassWeights = [1, 4] };
        double first = (.8 * 4 * (LogOf2 - 2)) + (.1 * ((LogOf2 - 1) + (4 * (LogOf2 - 2))));
        double second = (.8 * 1 * (LogOf2 - 1)) + (.1 * ((LogOf2 - 1) + (4 * (LogOf2 - 2))));

        Objective objective = Objective.OfLabels(loss, [1, 0]);
        Assert.Equal((first + second) / 5, objective.Value([1, 2, 1, 2]), 14);
        Assert.Equal(5, objective.Weight);

        Objective weighted = Objective.OfLabels(loss, [1, 0], [.5, 3]);
        Assert.Equal(((.5 * first) + (3 * second)) / 5, weighted.Value([1, 2, 1, 2]), 14);
        Assert.Equal((.5 * 4) + 3, weighted.Weight);
    }

    [Fact]
    public void Binary_cross_entropy_weighs_the_positives()
    {
        double expected = ((3 * .25 * Math.Log(1 + Math.Exp(-2))) + (.75 * Math.Log(1 + Math.Exp(2))) + Math.Log(1 + Math.Exp(-1))) / 2;

        Assert.Equal(
            expected, Objective.OfValues(BinaryCrossEntropy with { PositiveWeight = 3 }, [.25, 0], 2).Value([2, -1]), 14);
    }

    [Fact]
    public void Losses_of_values_are_means_over_outputs_and_by_weight_over_the_batch()
    {
        double[] outputs = [1, 2, 3, 5];
        double[] targets = [0, 0, 0, 5];

        Assert.Equal((1 + 4 + 9 + 0) / 4.0, Objective.OfValues(MeanSquaredError, targets, 2).Value(outputs), 15);
        Assert.Equal((1 + 2 + 3 + 0) / 4.0, Objective.OfValues(MeanAbsoluteError, targets, 2).Value(outputs), 15);
        Assert.Equal((.5 + 1.5 + 2.5 + 0) / 4, Objective.OfValues(Huber, targets, 2).Value(outputs), 15);
        Objective wide = Objective.OfValues(Huber with { Delta = 2 }, targets, 2);
        Assert.Equal((.5 + (2 * (2 - 1)) + (2 * (3 - 1)) + 0) / 4, wide.Value(outputs), 15);
        Assert.Equal(((3 * 2.5) + 4.5) / 4, Objective.OfValues(MeanSquaredError, targets, 2, [3, 1]).Value(outputs), 15);
    }

    [Theory]
    [MemberData(nameof(ValueLosses))]
    public void Gradients_of_values_are_the_losses_derivatives(LossLayer loss) =>
        Derives(Objective.OfValues(loss, [.1, .9, 1, 0, .3, .4], 3, [2, .5]), [.7, -.2, 2.5, -1.3, .31, .4 + 1e-3]);

    [Fact]
    public void Gradients_of_classes_are_the_loss_s_derivatives() => Derives(
        Objective.OfLabels(SoftmaxCrossEntropy with { LabelSmoothing = .1, ClassWeights = [1, 3, .5] }, [2, 1], [2, .5]),
        [.7, -.2, 2.5, -1.3, .31, .4]);

    [Fact]
    public void What_does_not_fit_the_targets_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Objective.OfValues(SoftmaxCrossEntropy, [1, 2], 2));
        Assert.Throws<ArgumentException>(() => Objective.OfLabels(SoftmaxCrossEntropy, [0, 1], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => Objective.OfLabels(SoftmaxCrossEntropy, [0, 1]).Value([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => Objective.WithOutputGradients(1, 2).Value([1]));
    }

    private static void Derives(Objective objective, double[] outputs)
    {
        const double Step = 1e-5;
        double[] gradient = objective.Gradient(outputs);
        for (int i = 0; i < outputs.Length; i++)
        {
            double[] ahead = [.. outputs];
            double[] behind = [.. outputs];
            ahead[i] += Step;
            behind[i] -= Step;
            Assert.Equal((objective.Value(ahead) - objective.Value(behind)) / (2 * Step), gradient[i], 8);
        }
    }
}
