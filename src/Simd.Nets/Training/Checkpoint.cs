namespace Simd.Nets;

/// <summary>
/// Where a trainer saves itself while it trains, and how often: <c>trainer.Checkpoint = new("run.checkpoint") { EverySteps = 1000 }</c>. If
/// neither steps nor time are given, <see cref="Trainer{TNetwork, T}.Fit"/> saves behind every epoch; it always does at the end of a run.
/// </summary>
/// <param name="path">The file; the one before it is kept beside it, as <c>path.previous</c>. Its folder exists.</param>
public sealed class Checkpoint(string path)
{
    /// <summary>The file.</summary>
    public string Path { get; } = !string.IsNullOrEmpty(path)
        ? path
        : throw new ArgumentException("a checkpoint needs the path of a file; none came.", nameof(path));

    /// <summary>Steps from one saving to the next; 0, as at the start, for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public long EverySteps
    {
        get;
        init => field = OptionRange.AtLeast(0, value, nameof(EverySteps));
    }

    /// <summary>Time from one saving to the next, looked at behind every step; zero, as at the start, for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan Every
    {
        get;
        init => field = value >= TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Every), $"Every must be zero or more; {value} came.");
    }

    /// <summary>That there is a folder to save in, before hours of training end with none.</summary>
    internal void RequireFolder()
    {
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) ?? Path;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"Checkpoint is {Path}, and there is no folder {folder}: create it first.");
        }
    }

    /// <summary>Whether it is to be behind every epoch.</summary>
    internal bool EveryEpoch => EverySteps == 0 && Every == TimeSpan.Zero;
}
