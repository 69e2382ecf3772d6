namespace Simd.Nets;

/// <summary>How many elements of workspace a pass needs, by what they are needed for; what is needed once, or for a panel, is a multiple of
/// 16.</summary>
public readonly record struct WorkspaceLayout
{
    /// <summary>For each sample held.</summary>
    public int PerSample { get; init; }

    /// <summary>Once.</summary>
    public int PerPass { get; init; }

    /// <summary>For each panel of the batch.</summary>
    public int PerPanel { get; init; }

    /// <summary>For each worker beside the first.</summary>
    public int PerFurtherWorker { get; init; }

    /// <summary>For each sample held, if the gradient of the inputs is asked for.</summary>
    public int PerSampleForInputs { get; init; }

    /// <summary>Once, if the gradient of the inputs is asked for.</summary>
    public int PerPassForInputs { get; init; }

    /// <summary>Whether samples lie side by side in blocks of 16, the last of them perhaps not full.</summary>
    public bool OfBlocks { get; init; }

    /// <summary>Samples that there is memory for, where so many are held.</summary>
    public long Held(long samples) => OfBlocks ? (samples + 15) & -16 : samples;

    /// <summary>The sum for so many samples held and so many panels.</summary>
    /// <param name="held">Samples held.</param>
    /// <param name="panels">Panels of the batch.</param>
    /// <param name="forInputs">Whether the gradient of the inputs may be asked for.</param>
    public long Length(long held, long panels, bool forInputs) =>
        (Held(held) * (PerSample + (forInputs ? PerSampleForInputs : 0L))) + PerPass + (panels * PerPanel) + (forInputs ? PerPassForInputs : 0);

    /// <summary>The same where so many work on it at once; without the gradient of the inputs.</summary>
    public long LengthForWorkers(long held, long panels, int workers) =>
        Length(held, panels, forInputs: false) + ((workers - 1L) * PerFurtherWorker);
}
