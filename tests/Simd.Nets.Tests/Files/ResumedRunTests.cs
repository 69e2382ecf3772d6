using Simd.Nets.Tests.Training;
using Xunit;

namespace Simd.Nets.Tests.Files;

/// <summary>A run that was resumed, until it is trained or left.</summary>
public class ResumedRunTests
{
    [Fact]
    public void Steps_behind_a_resumed_run_leave_it()
    {
        using var folder = new Folder();
        new CheckpointedTraining().FitUntil(15, folder["run"]);
        foreach (Action<Trainer<CountingRegression>> train in (Action<Trainer<CountingRegression>>[])[
            trainer => trainer.Step([1, 2, 3, 4, 4, 3, 2, 1], [1f, 2, 3, 4, 5, 6]),
            trainer => trainer.Update(),
        ])
        {
            var own = new CheckpointedTraining();
            own.Trainer.Resume(folder["run"]);
            train(own.Trainer);
            own.Trainer.Save(folder["own"]);
            var resumed = new CheckpointedTraining();
            resumed.Trainer.Resume(folder["own"]);
            Assert.Single(own.Fit(seed: 4, epochs: 1));
            Assert.Single(resumed.Fit(seed: 4, epochs: 1));
            Assert.Equal(own.Bytes(), resumed.Bytes());
        }
    }

    [Fact]
    public void A_run_that_was_resumed_is_saved_until_it_is_enumerated()
    {
        using var folder = new Folder();
        var whole = new CheckpointedTraining();
        whole.Fit().Complete();
        new CheckpointedTraining().FitUntil(15, folder["run"]);
        var between = new CheckpointedTraining();
        between.Trainer.Resume(folder["run"]);
        TrainingRun run = between.Fit();
        between.Trainer.Save(folder["again"]);
        Assert.Equal(File.ReadAllBytes(folder["run"]), File.ReadAllBytes(folder["again"]));
        var resumed = new CheckpointedTraining();
        resumed.Trainer.Resume(folder["again"]);
        resumed.Fit().Complete();
        Assert.Equal(whole.Bytes(), resumed.Bytes());

        // It goes on with it, and another Fit does not; what is trained is no longer saved within it.
        TrainingRun another = between.Fit(seed: 4, epochs: 1);
        run.Complete();
        Assert.Equal(whole.Bytes(), between.Bytes());
        Assert.Single(another);
        Assert.Equal(CheckpointedTraining.Epochs + 1, between.Trainer.Epochs);
    }

    [Fact]
    public void Reports_that_are_read_again_leave_a_resumed_run_waiting()
    {
        using var folder = new Folder();
        new CheckpointedTraining().FitUntil(15, folder["run"]);
        var training = new CheckpointedTraining();
        TrainingRun done = training.Fit(seed: 4, epochs: 1);
        done.Complete();
        training.Trainer.Resume(folder["run"]);
        Assert.Single(done);
        training.Trainer.Save(folder["again"]);
        Assert.Equal(File.ReadAllBytes(folder["run"]), File.ReadAllBytes(folder["again"]));
    }

    [Fact]
    public void Another_run_than_the_saved_one_is_refused_unless_it_is_asked_for()
    {
        using var folder = new Folder();
        new CheckpointedTraining().FitUntil(15, folder["run"]);
        var resumed = new CheckpointedTraining();
        resumed.Trainer.Resume(folder["run"]);
        Assert.Contains("seed: 3, batch: 8, lastBatch: LastBatch.Keep", Assert.Throws<ArgumentException>(() => resumed.Fit(seed: 4)).Message);
        Assert.Throws<ArgumentException>(() => resumed.Fit(batch: 9));
        Assert.Throws<ArgumentException>(() => resumed.Fit(lastBatch: LastBatch.Drop));
        Assert.Throws<ArgumentException>("epochs", () => resumed.Fit(epochs: 0));
        Assert.Throws<ArgumentException>("earlyStopping", () => resumed.Trainer.Fit(CheckpointedTraining.Train, 8, 4, 3));
        Assert.Equal(6, resumed.Fit(epochs: 6, earlyStopping: new() { Patience = 99 }).Count());

        resumed.Trainer.Resume(folder["run"], continueRun: false);
        Assert.Equal(1, resumed.Fit(seed: 4, epochs: 1).Complete().Epoch);
    }

    [Fact]
    public void A_run_that_was_resumed_and_saved_again_goes_on_too()
    {
        using var folder = new Folder();
        var whole = new CheckpointedTraining();
        EpochReport[] expected = [.. whole.Fit().Select(CheckpointedTraining.Timeless)];
        new CheckpointedTraining().FitUntil((2 * CheckpointedTraining.Batches) + 5, folder["run"]);
        var between = new CheckpointedTraining();
        between.Trainer.Resume(folder["run"]);
        between.Trainer.Save(folder["again"]);
        Assert.Equal(File.ReadAllBytes(folder["run"]), File.ReadAllBytes(folder["again"]));

        var resumed = new CheckpointedTraining();
        resumed.Trainer.Resume(folder["again"]);
        IEnumerable<EpochReport> reports = resumed.Fit().Select(CheckpointedTraining.Timeless);
        Assert.Equal(expected.Select(report => report.ToString()), reports.Select(report => report.ToString()));
        Assert.Equal(whole.Bytes(), resumed.Bytes());
    }

    [Fact]
    public void Nothing_is_resumed_within_a_run()
    {
        using var folder = new Folder();
        var training = new CheckpointedTraining();
        training.Trainer.Save(folder["start"]);
        foreach (EpochReport epoch in training.Fit())
        {
            byte[] before = training.Bytes();
            Assert.Contains("leave its loop", Assert.Throws<InvalidOperationException>(() => training.Trainer.Resume(folder["start"])).Message);
            Assert.Equal(before, training.Bytes());
        }

        training.Trainer.Resume(folder["start"]);
        Assert.Equal(0, training.Trainer.Epochs);
    }
}
