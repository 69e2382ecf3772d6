using Xunit;
using static Simd.Nets.Tests.Training.FitTests;

namespace Simd.Nets.Tests.Training;

/// <summary>A run step by step: when it trains, what it tells, and what stays of it where it is left.</summary>
public class FitProgressTests
{
    [Fact]
    public void An_epoch_is_trained_when_it_is_first_enumerated_and_once_only()
    {
        Trainer<SoftmaxRegression<float>> trainer = Classifier();
        TrainingRun run = trainer.Fit(Corners, batch: 45, epochs: 3);
        Assert.Equal(0, trainer.Steps);
        Assert.Equal(1, run.First().Epoch);
        Assert.Equal(2, trainer.Steps);
        Assert.Equal(3, run.Complete().Epoch);
        Assert.Equal(6, trainer.Steps);
        Assert.Equal([1, 2, 3], run.Select(report => report.Epoch));
        Assert.Equal(6, trainer.Steps);
        Assert.Equal(default, trainer.Fit(Corners, epochs: 0).Complete());
    }

    [Fact]
    public void Cancellation_stops_between_steps_and_keeps_those_done()
    {
        using var source = new CancellationTokenSource();
        Trainer<SoftmaxRegression<float>> trainer = Classifier();
        float[] atFour = [];
        var progress = new Recorder
        {
            After = report =>
            {
                if (report.Step == 4)
                {
                    atFour = trainer.Network.Runtime.Parameters.ToArray();
                    source.Cancel();
                }
            },
        };
        TrainingRun run = trainer.Fit(Corners, batch: 10, progress: progress, cancellationToken: source.Token);
        Assert.Throws<OperationCanceledException>(() => run.Complete());
        Assert.Equal(4, trainer.Steps);
        Assert.Equal(atFour, trainer.Network.Runtime.Parameters.ToArray());
        Assert.NotEqual(atFour, SoftmaxRegression<float>.Create(1).Runtime.Parameters.ToArray());
    }

    [Fact]
    public void Gradients_that_wait_for_their_step_do_not_outlive_an_epoch_that_was_left()
    {
        Trainer<SoftmaxRegression<float>> trainer = Classifier();
        trainer.AccumulationSteps = 4;
        using var source = new CancellationTokenSource();
        var progress = new Recorder { After = report => source.Cancel() };
        Assert.Throws<OperationCanceledException>(
            () => trainer.Fit(Corners, batch: 10, progress: progress, cancellationToken: source.Token).Complete());
        Assert.Equal((0, 0), (trainer.Accumulated, trainer.Steps));
        Trainer<SoftmaxRegression<float>> undisturbed = Classifier();
        undisturbed.AccumulationSteps = 4;
        trainer.Fit(Corners, batch: 10).Complete();
        undisturbed.Fit(Corners, batch: 10).Complete();
        Assert.Equal(undisturbed.Network.Runtime.Parameters, trainer.Network.Runtime.Parameters);
    }

    [Fact]
    public void Gradients_that_wait_for_their_step_do_not_outlive_the_parameters_they_are_of()
    {
        Trainer<SoftmaxRegression<float>> trainer = Classifier();
        TrainingRun run = trainer.Fit(Corners, batch: 45, earlyStopping: new() { Monitor = Monitored.TrainingLoss });
        run.Complete();
        trainer.AccumulationSteps = 3;
        NetworkRuntime<SoftmaxRegression<float>, float> other = SoftmaxRegression<float>.Create(2).Runtime;
        foreach (Action replace in (Action[])[run.RestoreBest, () => trainer.Network.Runtime.CopyFrom(other),
            () => trainer.Network.Runtime.Lerp(other, .5)])
        {
            trainer.Step(new float[8], [0, 1]);
            Assert.Equal(1, trainer.Accumulated);
            replace();
            Assert.Equal(0, trainer.Accumulated);
        }

        trainer.Step([1, 0, 0, 0], [1]);
        float[] came = trainer.Network.Runtime.Gradients.ToArray();
        trainer.Network.Runtime.Differentiate([1, 0, 0, 0], (ReadOnlySpan<int>)[1]);
        Assert.Equal(trainer.Network.Runtime.Gradients.ToArray(), came);
    }

    [Fact]
    public void Progress_comes_behind_every_step()
    {
        var progress = new Recorder();
        EpochReport last = Classifier().Fit(Corners, batch: 40, epochs: 2, progress: progress).Complete();
        Assert.Equal([(1, 2, 1, 3), (1, 2, 2, 3), (1, 2, 3, 3), (2, 2, 1, 3), (2, 2, 2, 3), (2, 2, 3, 3)],
            progress.Reports.Select(report => (report.Epoch, report.Epochs, report.Step, report.Steps)));
        Assert.Equal(last.Loss, progress.Reports[^1].Loss);
        Assert.All(progress.Reports, report => Assert.True(report.SamplesPerSecond > 0));
    }
}
