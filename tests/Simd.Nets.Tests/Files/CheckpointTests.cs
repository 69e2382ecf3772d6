using Simd.Nets.Tests.Training;
using Xunit;

namespace Simd.Nets.Tests.Files;

public class CheckpointTests
{
    [Fact]
    public void Training_resumed_from_any_batch_ends_as_if_it_had_never_stopped()
    {
        using var folder = new Folder();
        var whole = new CheckpointedTraining();
        EpochReport[] expected = [.. whole.Fit().Select(CheckpointedTraining.Timeless)];
        byte[] bytes = whole.Bytes();
        Assert.True(expected.Length == CheckpointedTraining.Epochs && expected[^1].Validation!.Value.Metrics.Count == 1);
        for (int batch = 1; batch <= CheckpointedTraining.Epochs * CheckpointedTraining.Batches; batch++)
        {
            new CheckpointedTraining().FitUntil(batch, folder["run"]);
            var resumed = new CheckpointedTraining();
            resumed.Trainer.Network.Runtime.Parameters[0] = -1;
            Assert.Equal(folder["run"], resumed.Trainer.Resume(folder["run"]));
            EpochReport[] reports = [.. resumed.Fit().Select(CheckpointedTraining.Timeless)];
            Assert.Equal(bytes, resumed.Bytes());
            Assert.Equal(expected.Select(Text), reports.Select(Text));
        }

        static string Text(EpochReport report) => $"{report.Loss:R} {report.ValidationLoss:R} {report}";
    }

    [Fact]
    public void Steps_resumed_go_on_as_if_they_had_never_stopped_though_some_go_back()
    {
        using var folder = new Folder();
        for (int stop = 1; stop < 30; stop++)
        {
            var whole = new CheckpointedTraining();
            var first = new CheckpointedTraining();
            var second = new CheckpointedTraining();
            Steps(whole.Trainer, 0, 30);
            Steps(first.Trainer, 0, stop);
            first.Trainer.Save(folder["steps"]);
            second.Trainer.Resume(folder["steps"]);
            Steps(second.Trainer, stop, 30);
            Assert.Equal((2, 2), (whole.Trainer.RollBacks, second.Trainer.RollBacks));
            Assert.Equal(whole.Bytes(), second.Bytes());
        }

        static void Steps(Trainer<CountingRegression> trainer, int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                float large = i is 14 or 19 ? 1e30f : i;
                trainer.Step([large, 1, 2, i, 5, 4, 3, 2], [1f, 2, i, 0, 1, 2]);
            }
        }
    }

    [Fact]
    public void A_checkpoint_between_epochs_and_one_at_the_end_go_on_with_the_run()
    {
        using var folder = new Folder();
        var whole = new CheckpointedTraining();
        whole.Fit().Complete();
        var first = new CheckpointedTraining();
        foreach (EpochReport epoch in first.Fit())
        {
            first.Trainer.Save(folder[$"{epoch.Epoch}"]);
        }

        for (int epoch = 1; epoch <= CheckpointedTraining.Epochs; epoch++)
        {
            var resumed = new CheckpointedTraining();
            resumed.Trainer.Resume(folder[$"{epoch}"]);
            Assert.Equal(epoch, resumed.Trainer.Epochs);
            TrainingRun run = resumed.Fit();
            Assert.Equal(CheckpointedTraining.Epochs, run.Count());
            Assert.Equal(whole.Bytes(), resumed.Bytes());
        }
    }

    [Fact]
    public void Saved_outside_of_a_run_the_next_fit_is_one_of_its_own()
    {
        using var folder = new Folder();
        var first = new CheckpointedTraining();
        first.Fit().Complete();
        first.Trainer.Save(folder["done"]);
        first.Fit(seed: 9, epochs: 2).Complete();

        var second = new CheckpointedTraining();
        second.Trainer.Resume(folder["done"]);
        second.Fit(seed: 9, epochs: 2).Complete();
        Assert.Equal(first.Bytes(), second.Bytes());
        Assert.Equal(CheckpointedTraining.Epochs + 2, second.Trainer.Epochs);
    }

    [Fact]
    public void Of_two_runs_by_turns_that_one_is_saved_which_trained_last()
    {
        using var folder = new Folder();
        var training = new CheckpointedTraining();
        using IEnumerator<EpochReport> first = training.Fit(seed: 1).GetEnumerator();
        using IEnumerator<EpochReport> second = training.Fit(seed: 2).GetEnumerator();
        Assert.True(first.MoveNext() && second.MoveNext() && first.MoveNext());
        training.Trainer.Save(folder["run"]);
        var resumed = new CheckpointedTraining();
        resumed.Trainer.Resume(folder["run"]);
        Assert.Throws<ArgumentException>(() => resumed.Fit(seed: 2));
        Assert.Equal(CheckpointedTraining.Epochs, resumed.Fit(seed: 1).Count());
    }

    [Fact]
    public void A_run_that_ended_early_stays_ended()
    {
        using var folder = new Folder();
        var stopping = new EarlyStopping { Patience = 1, MinimumImprovement = 1e9 };
        var first = new CheckpointedTraining(trainer => trainer.Checkpoint = new(folder["run"]));
        first.Fit(earlyStopping: stopping).Complete();
        var second = new CheckpointedTraining(trainer => trainer.Checkpoint = new(folder["run"]));
        Assert.True(second.Trainer.TryResume());
        TrainingRun run = second.Fit(earlyStopping: stopping);
        Assert.Equal(2, run.Count());
        Assert.True(run.HasStoppedEarly && run.Best?.Epoch == 1);
        Assert.Equal(first.Bytes(), second.Bytes());
    }

    [Fact]
    public void A_program_that_is_stopped_over_and_over_ends_as_one_that_is_not()
    {
        using var folder = new Folder();
        var whole = new CheckpointedTraining();
        whole.Fit().Complete();
        Assert.Throws<InvalidOperationException>(() => whole.Trainer.TryResume());
        for (int start = 0; ; start++)
        {
            var part = new CheckpointedTraining(trainer => trainer.Checkpoint = new(folder["run"]) { EverySteps = 1 });
            Assert.Equal(start > 0, part.Trainer.TryResume());
            int batches = 0;
            try
            {
                part.Fit(new Recorder { After = _ => StopAfter(7) }).Complete();
            }
            catch (OperationCanceledException)
            {
                continue;
            }

            Assert.Equal(whole.Bytes(), part.Bytes());
            Assert.True(start > 3);
            break;

            void StopAfter(int most)
            {
                if (++batches == most)
                {
                    throw new OperationCanceledException();
                }
            }
        }
    }

    [Fact]
    public void Checkpoints_come_by_steps_by_time_by_epochs_and_at_the_end_of_a_run()
    {
        using var folder = new Folder();
        var bySteps = new CheckpointedTraining(trainer => trainer.Checkpoint = new(folder["steps"]) { EverySteps = 2 });
        var byTime = new CheckpointedTraining(trainer => trainer.Checkpoint = new(folder["time"]) { Every = TimeSpan.FromTicks(1) });
        var never = new CheckpointedTraining(trainer => trainer.Checkpoint = new(folder["never"]) { Every = TimeSpan.FromDays(1) });
        for (int step = 1; step <= 25; step++)
        {
            Step(bySteps);
            Step(byTime);
            Step(never);
            Assert.Equal(step >= 10, File.Exists(folder["steps"]));
        }

        Assert.Equal(4, Resumed("steps").Steps);
        Assert.Equal(5, Resumed("time").Steps);
        Assert.False(File.Exists(folder["never"]));

        var byEpochs = new CheckpointedTraining(trainer => trainer.Checkpoint = new(folder["epochs"]));
        foreach (EpochReport epoch in byEpochs.Fit())
        {
            Assert.Equal(epoch.Epoch, Resumed("epochs").Epochs);
        }

        never.Fit().Complete();
        Assert.Equal(CheckpointedTraining.Epochs, Resumed("never").Epochs);

        static void Step(CheckpointedTraining training) => training.Trainer.Step([1, 2, 3, 4, 4, 3, 2, 1], [1f, 2, 3, 4, 5, 6]);

        Trainer<CountingRegression> Resumed(string name)
        {
            var training = new CheckpointedTraining();
            training.Trainer.Resume(folder[name]);
            return training.Trainer;
        }
    }
}
