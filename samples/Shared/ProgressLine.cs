using System.Diagnostics;
using System.Globalization;
using Simd.Nets;

namespace Samples;

/// <summary>A line that is written over while an epoch runs; where output is redirected, nothing.</summary>
internal sealed class ProgressLine : IProgress<FitProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(80);

    private readonly bool live = !Console.IsOutputRedirected;
    private long last;

    public void Report(FitProgress value)
    {
        if (!live || Stopwatch.GetElapsedTime(last) < Interval)
        {
            return;
        }

        last = Stopwatch.GetTimestamp();
        int done = 30 * value.Step / value.Steps;
        Console.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"\repoch {value.Epoch,3}/{value.Epochs} [{new string('#', done)}{new string('.', 30 - done)}] loss {value.Loss:0.0000} {value.SamplesPerSecond,10:N0} samples/s "));
    }

    public void Clear()
    {
        if (live)
        {
            Console.Write("\r" + new string(' ', 79) + "\r");
        }
    }
}
