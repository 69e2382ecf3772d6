namespace Simd.Nets;

/// <summary>How many elements of workspace a pass needs, by what they are needed for; each a multiple of 16.</summary>
public readonly record struct WorkspaceLayout
{
    /// <summary>For each sample held.</summary>
    public int PerSample { get; init; }

    /// <summary>Once.</summary>
    public int PerPass { get; init; }

    /// <summary>For each panel of the batch.</summary>
    public int PerPanel { get; init; }

    /// <summary>For each sample held, if the gradient of the inputs is asked for.</summary>
    public int PerSampleForInputs { get; init; }

    /// <summary>Once, if the gradient of the inputs is asked for.</summary>
    public int PerPassForInputs { get; init; }

    /// <summary>The sum for so many samples held and so many panels.</summary>
    /// <param name="held">Samples held.</param>
    /// <param name="panels">Panels of the batch.</param>
    /// <param name="forInputs">Whether the gradient of the inputs may be asked for.</param>
    public long Length(long held, long panels, bool forInputs) =>
        (held * (PerSample + (forInputs ? PerSampleForInputs : 0L))) + PerPass + (panels * PerPanel) + (forInputs ? PerPassForInputs : 0);
}
