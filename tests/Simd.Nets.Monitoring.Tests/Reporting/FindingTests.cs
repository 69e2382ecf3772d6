using Simd.Nets.Monitoring.Tests.Networks;
using Simd.Nets.Reporting;

namespace Simd.Nets.Monitoring.Tests;

public class FindingTests
{
    [Fact]
    public void A_sound_run_is_called_sound()
    {
        Finding finding = Assert.Single(Run.Of(new Sound(seed: 1), new Adam(1e-3)).Findings);
        Assert.Equal(FindingKind.Healthy, finding.Kind);
        Assert.StartsWith("Nothing is wrong", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_trained_is_neither_sound_nor_at_fault()
    {
        var trainer = new Trainer<Sound>(new Sound(seed: 1), new Adam(1e-3)) { Monitor = new TrainingMonitor { Every = 1 } };
        TrainingReport report = TrainingReport.Watch(trainer, Run.Data);
        Assert.Equal(FindingKind.Untrained, Assert.Single(report.Findings).Kind);
        trainer.Step(Samples.Inputs(4 * 8), Samples.Labels(4, 3));
        Assert.Equal(FindingKind.Untrained, Assert.Single(report.Findings).Kind);
    }

    [Fact]
    public void Training_that_broke_off_is_named_first_with_step_and_tensor()
    {
        var trainer = new Trainer<Sound>(new Sound(seed: 1), new Adam(1e-3)) { Monitor = new TrainingMonitor { Every = 1 } };
        TrainingReport report = TrainingReport.Watch(trainer, Run.Data);
        trainer.Fit(Run.Data, batch: 24, epochs: 2).Complete();
        trainer.Network.Parameters[0] = float.NaN;
        NonFiniteException thrown = Assert.Throws<NonFiniteException>(() => trainer.Fit(Run.Data, batch: 24, epochs: 1).Complete());
        Assert.Same(thrown, trainer.Failure);
        Assert.Equal((FindingKind.BrokenOff, thrown.Message), (report.Findings[0].Kind, report.Findings[0].Text));
    }

    [Fact]
    public void Vanishing_gradients_are_named_with_layers_ratios_and_the_remedy()
    {
        TrainingReport report = Run.Of(new VanishingSigmoid(seed: 1), new Adam(1e-3));
        Finding finding = Only(report, FindingKind.Vanishing);
        Assert.Contains("layer 0 (Dense(24))", finding.Text, StringComparison.Ordinal);
        Assert.Contains("layer 22 (Dense(24))", finding.Text, StringComparison.Ordinal);
        Assert.Contains("was predicted", finding.Text, StringComparison.Ordinal);
        Assert.Matches(
            @"In VanishingSigmoid\.Layers\[[0-9]+\] of Sick\.cs\([0-9]+\) \(.*\) and wherever it applies: .* \(predicted ratio .*E-.* → [01]\.?[0-9]*\)\.",
            finding.Change);
    }

    [Fact]
    public void A_loss_that_stays_is_named()
    {
        Finding finding = Only(Run.Of(new Sound(seed: 1), new Sgd(1e-9)), FindingKind.NotLearning);
        Assert.Contains("FindLearningRate", finding.Change, StringComparison.Ordinal);
    }

    [Fact]
    public void Exploding_gradients_are_named_with_a_remedy()
    {
        Finding finding = Only(Run.Of(new ExplodingRelu(seed: 1), new Sgd(1e-9)), FindingKind.Exploding);
        Assert.Contains("explode", finding.Title, StringComparison.Ordinal);
        Assert.Contains("Layers[1] of Sick.cs(25) (Dense(24)) and wherever it applies: use He initialisation", finding.Change, StringComparison.Ordinal);
    }

    [Fact]
    public void Dead_units_are_named_with_their_layer()
    {
        var network = new Sound(seed: 1);
        NetworkTensor<float> bias = network.Tensors["2.bias"];
        for (int unit = 0; unit < 20; unit++)
        {
            bias[unit] = -100;
        }

        Finding finding = Only(Run.Of(network, new Sgd(1e-4)), FindingKind.DeadUnits);
        Assert.Contains("layer 3 (Relu)", finding.Text, StringComparison.Ordinal);
        Assert.Contains("% of the units", finding.Text, StringComparison.Ordinal);
        Assert.Contains("LeakyRelu for that Relu, which is Sound.Layers[4] of Sick.cs(35);", finding.Change, StringComparison.Ordinal);
    }

    [Fact]
    public void Saturated_activations_are_named_with_their_layer()
    {
        var network = new Bounded(seed: 1);
        NetworkTensor<float> weight = network.Tensors["0.weight"];
        weight.CopyFrom([.. weight.ToArray().Select(value => 30 * value)]);
        Finding finding = Only(Run.Of(network, new Sgd(1e-3)), FindingKind.Saturation);
        Assert.Contains("layer 1 (Tanh)", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clip_that_never_rests_is_named_with_its_count()
    {
        TrainingReport report = Run.Of(new Sound(seed: 1), new Adam(1e-3), GradientClip.GlobalNorm(1e-3));
        Finding finding = Only(report, FindingKind.Clipping);
        Assert.Contains("79 of 79 steps were clipped (100 %)", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_that_are_too_large_are_named()
    {
        TrainingReport report = Run.Of(new Sound(seed: 1), new Adam(0.3));
        Assert.Contains("learning rate (0.3 now)", Only(report, FindingKind.LargeUpdates).Change, StringComparison.Ordinal);
    }

    [Fact]
    public void Readings_of_long_runs_are_thinned_out_evenly()
    {
        var trainer = new Trainer<Sound>(new Sound(seed: 1), new Sgd(1e-4)) { Monitor = new TrainingMonitor { Every = 1 } };
        TrainingReport report = TrainingReport.Watch(trainer, Run.Data);
        for (int step = 0; step < 3000; step++)
        {
            trainer.Step(Samples.Inputs(2 * 8), Samples.Labels(2, 3));
        }

        Assert.InRange(report.Readings.Count, 500, 1024);
        long[] gaps = [.. report.Readings.Skip(1).Zip(report.Readings, (next, before) => next.Report.Step - before.Report.Step).Distinct()];
        Assert.Single(gaps);
    }

    private static Finding Only(TrainingReport report, FindingKind kind) => Assert.Single(report.Findings, finding => finding.Kind == kind);
}
