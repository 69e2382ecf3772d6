namespace Simd.Nets;

/// <summary>What became of a batch.</summary>
public enum StepOutcome
{
    /// <summary>Nothing came yet.</summary>
    None,

    /// <summary>The parameters were changed.</summary>
    Taken,

    /// <summary>The gradients were added up; a later batch completes the step.</summary>
    Accumulated,

    /// <summary>Loss or gradients were not finite, and the step was left out.</summary>
    Skipped,

    /// <summary>Loss or gradients were not finite, and the trainer went back to its last good state.</summary>
    RolledBack,
}

/// <summary>What a trainer did last.</summary>
public readonly record struct StepReport
{
    /// <summary>What became of the batch.</summary>
    public StepOutcome Outcome { get; init; }

    /// <summary>Steps taken so far, this one included.</summary>
    public long Step { get; init; }

    /// <summary>The mean loss of the step's batches, without penalties; NaN where the loss is the caller's own.</summary>
    public double Loss { get; init; }

    /// <summary>The L1 and L2 penalties on the parameters before the step.</summary>
    public double Penalty { get; init; }

    /// <summary>The norm of all gradients before the clip, those of frozen tensors left out; NaN where nobody needed it.</summary>
    public double GradientNorm { get; init; }

    /// <summary>The smallest number that the clip multiplied a gradient by: 1 if it clipped nothing. Clipping by value multiplies
    /// nothing.</summary>
    public double ClipFactor { get; init; }

    /// <summary>The learning rate of the step, schedule included.</summary>
    public double LearningRate { get; init; }

    /// <summary><c>step 120 taken: loss 0.3127, gradient norm 1.04, clip factor 0.96, learning rate 0.001</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"step {Step} {Words[(int)Outcome]}: loss {Loss:G4}, gradient norm {GradientNorm:G4}, clip factor {ClipFactor:G4}, ")
        + FormattableString.Invariant($"learning rate {LearningRate:G4}");

    private static ReadOnlySpan<string> Words => (string[])["none", "taken", "accumulated", "skipped", "rolled back"];
}
