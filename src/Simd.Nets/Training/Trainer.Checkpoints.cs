using System.Diagnostics;

namespace Simd.Nets;

public partial class Trainer<TNetwork, T>
{
    private Checkpoint? checkpoint;
    private long savedSteps;
    private long savedAt;

    /// <summary>Where and how often the trainer saves itself, by steps and in <see cref="Fit"/>; null, as at the start, for nowhere.</summary>
    public Checkpoint? Checkpoint
    {
        get => checkpoint;
        set
        {
            checkpoint = value;
            Saved();
        }
    }

    /// <summary>The run of <see cref="Fit"/> that is under way.</summary>
    internal RunRecord<TNetwork, T>? Run { get; set; }

    /// <summary>The run that a checkpoint was saved in, which the next <see cref="Fit"/> goes on with, if nothing is trained
    /// before.</summary>
    private RunRecord<TNetwork, T>? ResumedRun { get; set; }

    /// <summary>The same once <see cref="Fit"/> has taken it, until it is enumerated: a run of its own may be asked for as well.</summary>
    private RunRecord<TNetwork, T>? WaitingRun { get; set; }

    /// <summary>
    /// Writes a checkpoint: parameters, running statistics, moments, counts, what schedule, clip and policy remember, the average, and
    /// where the run of <see cref="Fit"/> stands that is under way, or was resumed and waits to be gone on with. The file is there whole or
    /// not at all and on the disk when this returns; the one that was there is kept as <c>path.previous</c>, unless it is damaged and that
    /// one is not. Options stay with the code: they are not written. Nor are gradients of the caller's own <c>Backward</c> that still wait
    /// for <see cref="Update"/>.
    /// </summary>
    /// <param name="path">Where; its folder exists.</param>
    /// <exception cref="InvalidOperationException">The network has its averaged weights.</exception>
    /// <exception cref="IOException">It cannot be written, or is being written by another; what was there is there, or is the previous
    /// generation.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        RequireTrainedWeights();
        TrainerRecord record = Capture();
        var fields = new CheckpointFieldWriter();
        Describe(fields);
        record.Visit(fields);
        RunRecord<TNetwork, T>? run = Run ?? ResumedRun ?? WaitingRun;
        if (fields.Has("has_run", run is not null))
        {
            run!.Visit(fields);
        }

        CheckpointFile.Write(path, fields.Entries, blocks => Visit(blocks, record, run));
    }

    /// <summary>
    /// Goes on from a checkpoint exactly as if training had never stopped: to the bit, in the middle of an epoch too. Make the trainer as
    /// the saved one was made, with the same options, then resume. If the checkpoint was saved within a run, the next <see cref="Fit"/>,
    /// given the same samples, seed and batch, goes on with that run, up to its number of epochs, reports of epochs that are done coming
    /// first.
    /// </summary>
    /// <param name="path">What <see cref="Save"/> was given. If the file is missing or damaged, its previous generation is taken.</param>
    /// <param name="continueRun">False to have the next <see cref="Fit"/> begin a run of its own.</param>
    /// <returns>The file that was read.</returns>
    /// <exception cref="NetworkFileException">No generation is whole, or it is of another network, element type or optimizer, or of other
    /// options; trainer and network are as they were.</exception>
    /// <exception cref="InvalidOperationException">The network has its averaged weights, or a run of <see cref="Fit"/> is under
    /// way.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public string Resume(string path, bool continueRun = true)
    {
        ArgumentNullException.ThrowIfNull(path);
        RequireTrainedWeights();
        if (Run is not null)
        {
            throw new InvalidOperationException("a run of Fit is under way, and would go on with what was resumed: leave its loop first, then resume.");
        }

        return CheckpointFile.Read(path, (header, bytes, file) =>
        {
            var fields = new CheckpointFieldReader(header.Metadata, file);
            RequireSame(fields, file);
            var record = new TrainerRecord();
            record.Visit(fields);
            RunRecord<TNetwork, T>? run = fields.Has("has_run", false) ? new(runtime) : null;
            run?.Visit(fields);
            RequireOptions(record, file);
            var check = new CheckpointReader(header, bytes, file, copies: false);
            Visit(check, record, run);
            check.RequireEnd();
            Take(record, file);
            Visit(new CheckpointReader(header, bytes, file, copies: true), record, run);
            run?.Unpack();
            (ResumedRun, WaitingRun) = (continueRun ? run : null, null);
        });
    }

    /// <summary><see cref="Resume"/> from the path of <see cref="Checkpoint"/>, if there is a file: the line that makes a program one that
    /// can be stopped and started again.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="NetworkFileException">No generation is whole, or it is of another network, element type or optimizer, or of other
    /// options; trainer and network are as they were.</exception>
    /// <exception cref="InvalidOperationException">There is no <see cref="Checkpoint"/>, the network has its averaged weights, or a run of
    /// <see cref="Fit"/> is under way.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public bool TryResume()
    {
        string path = checkpoint?.Path ?? throw new InvalidOperationException("there is no path to resume from: set Checkpoint first.");
        if (!CheckpointFile.Exists(path))
        {
            return false;
        }

        Resume(path);
        return true;
    }

    /// <summary>A run is under way, if only to tell of the epochs done: it waits no longer.</summary>
    internal void Enter(RunRecord<TNetwork, T> run)
    {
        Run = run;
        WaitingRun = WaitingRun == run ? null : WaitingRun;
    }

    /// <summary>Whoever trains otherwise is no longer where the run stands that was resumed.</summary>
    internal void ForgetResumedRun() => (ResumedRun, WaitingRun) = (null, null);

    /// <summary>Saves behind a step, or an epoch, if it is time.</summary>
    internal void SaveIfDue(bool epochEnds = false, bool runEnds = false)
    {
        if (checkpoint is null)
        {
            return;
        }

        if ((checkpoint.EverySteps > 0 && Steps >= savedSteps + checkpoint.EverySteps)
            || (checkpoint.Every > TimeSpan.Zero && Stopwatch.GetElapsedTime(savedAt) >= checkpoint.Every)
            || (epochEnds && checkpoint.EveryEpoch)
            || runEnds)
        {
            Save(checkpoint.Path);
            Saved();
        }
    }

    private void Saved() => (savedSteps, savedAt) = (Steps, Stopwatch.GetTimestamp());

    private TrainerRecord Capture() => new()
    {
        LearningRate = Optimizer.LearningRate,
        Counts = counts,
        Epochs = Epochs,
        RateScale = rateScale,
        RollBacks = RollBacks,
        SkippedInARow = skippedInARow,
        Accumulated = Accumulated,
        AccumulatedLoss = accumulatedLoss,
        RandomSeed = runtime.RandomSeed,
        Passes = runtime.Passes,
        HasAverage = average is not null,
        LastGood = lastGood is { IsKept: true } ? lastGood.Counts : null,
        Plateaus = [.. (Schedule?.Plateaus ?? []).Select(plateau => plateau.State)],
    };

    // What can be refused comes first.
    private void Take(TrainerRecord record, string file)
    {
        try
        {
            Optimizer.LearningRate = record.LearningRate;
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new NetworkFileException($"'learning_rate' is no rate for {Optimizer.GetType().Name}: {exception.Message}", file, cause: exception);
        }

        runtime.ForgetPasses();
        if (record.Accumulated > 0)
        {
            runtime.AwaitCommit();
            runtime.HasAllGradients = true;
        }

        (counts, Epochs, rateScale, RollBacks) = (record.Counts, record.Epochs, record.RateScale, record.RollBacks);
        (skippedInARow, Accumulated, accumulatedLoss) = (record.SkippedInARow, record.Accumulated, record.AccumulatedLoss);
        (runtime.RandomSeed, runtime.Passes) = (record.RandomSeed, record.Passes);
        lastGood?.Take(record.LastGood);
        foreach ((PlateauSchedule plateau, PlateauState state) in (Schedule?.Plateaus ?? []).Zip(record.Plateaus))
        {
            plateau.State = state;
        }

        plan.Forget();
        Run = null;
        Saved();
    }

    private void Visit(ICheckpointBlocks blocks, TrainerRecord record, RunRecord<TNetwork, T>? run)
    {
        Visit(blocks, "", Memory);
        if (record.Accumulated > 0)
        {
            blocks.Visit("gradients", runtime.GradientMemory);
            blocks.Visit("pending_state", runtime.PendingState);
        }

        if (record.LastGood is not null)
        {
            Visit(blocks, "last_good.", lastGood!.Room(Memory));
        }

        run?.Visit(blocks);
    }

    private static void Visit(ICheckpointBlocks blocks, string prefix, in TrainingMemory<T> memory)
    {
        blocks.Visit(prefix + "parameters", memory.Parameters);
        blocks.Visit(prefix + "state", memory.State);
        blocks.Visit(prefix + "moments", memory.Moments);
        blocks.Visit(prefix + "average", memory.Average);
        blocks.Visit(prefix + "tensor_steps", memory.TensorSteps);
    }

    private void Describe(ICheckpointFields fields)
    {
        fields.Text("network", runtime.Schema.Name);
        fields.Text("optimizer", Optimizer.GetType().Name);
        int index = 0;
        foreach (NetworkTensor<T> tensor in runtime.Tensors.Concat(runtime.StateTensors))
        {
            fields.Text($"tensor.{index++}", tensor.ToString());
        }
    }

    private void RequireSame(CheckpointFieldReader fields, string file)
    {
        int index = 0;
        foreach (NetworkTensor<T> tensor in runtime.Tensors.Concat(runtime.StateTensors))
        {
            string found = fields.Text($"tensor.{index++}", "");
            if (found != tensor.ToString())
            {
                throw new NetworkFileException($"expected {tensor} for {runtime.Schema.Name}; found {NetworkFileException.Shown(found)}.", file, tensor.Name);
            }
        }

        string optimizer = fields.Text("optimizer", "");
        if (optimizer != Optimizer.GetType().Name)
        {
            throw new NetworkFileException(
                $"expected the optimizer {Optimizer.GetType().Name}; the saved one was {NetworkFileException.Shown(optimizer)}.", file);
        }
    }

    private void RequireOptions(TrainerRecord record, string file)
    {
        int plateaus = Schedule?.Plateaus.Count() ?? 0;
        string? problem =
            record.Plateaus.Length != plateaus
                ? $"expected a schedule with {plateaus} plateaus, as Schedule has; the saved one had {record.Plateaus.Length}"
            : record.HasAverage != average is not null
                ? $"expected {(average is null ? "no WeightAverage" : "a WeightAverage")}, as here; the saved trainer had {(record.HasAverage ? "one" : "none")}"
            : record.LastGood is not null && lastGood is null
                ? "expected no last good state, as NonFinitePolicy is not RollBack; the saved trainer had one"
            : record.Accumulated >= AccumulationSteps
                ? $"expected fewer batches than AccumulationSteps, {AccumulationSteps}; the saved trainer had accumulated {record.Accumulated}"
            : null;
        if (problem is not null)
        {
            throw new NetworkFileException(problem + ": give the trainer the options of the saved one, then resume.", file);
        }
    }
}
