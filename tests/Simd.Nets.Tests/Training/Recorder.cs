namespace Simd.Nets.Tests.Training;

/// <summary>Keeps what it was told.</summary>
internal sealed class Recorder : IProgress<FitProgress>
{
    public List<FitProgress> Reports { get; } = [];

    public Action<FitProgress> After { get; init; } = _ => { };

    public void Report(FitProgress value)
    {
        Reports.Add(value);
        After(value);
    }
}
