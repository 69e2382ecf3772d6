using System.Numerics;

namespace Simd.Nets.Reporting;

/// <summary>
/// Collects what a training run shows, and writes it as one HTML file that needs nothing else: loss and accuracy, gradient norms by layer
/// over time, prediction and measurement at the start, dead and saturated units, clipping; and in words what is wrong and which line to
/// change.
/// <code>
/// var report = TrainingReport.Watch(trainer, train);
/// foreach (EpochReport epoch in trainer.Fit(train, epochs: 10, validation: validation))
///     report.Add(epoch);
/// report.Write("report.html");
/// </code>
/// </summary>
public sealed class TrainingReport
{
    private const int MostReadings = 1024;
    private const int Measured = 256;

    private readonly List<MonitorReading> readings = [];
    private readonly List<EpochReport> epochs = [];
    private readonly List<long> epochSteps = [];
    private readonly Func<long> steps;
    private readonly Func<NonFiniteException?> failure;
    private int stride = 1;
    private long seen;

    private TrainingReport(Source source, GradientFlow flow, Func<long> steps, Func<NonFiniteException?> failure)
    {
        (Source, Flow, this.steps, this.failure) = (source, flow, steps, failure);
    }

    /// <summary>The class of the network.</summary>
    public string Network => Source.Network;

    /// <summary>What stands above the page.</summary>
    public string Title { get => field ?? $"Training {Network}"; init; }

    /// <summary>The gradients at the start: predicted, and measured.</summary>
    public GradientFlow Flow { get; }

    /// <summary>The epochs that were added.</summary>
    public IReadOnlyList<EpochReport> Epochs => epochs;

    /// <summary>Readings of the monitor, thinned out evenly where there are more than a thousand.</summary>
    public IReadOnlyList<MonitorReading> Readings => readings;

    /// <summary>What is wrong, the worst first; one finding that all is well, if nothing is.</summary>
    public IReadOnlyList<Finding> Findings => ReportFindings.Of(this);

    internal Source Source { get; }

    /// <summary>What broke the training off, if something did.</summary>
    internal NonFiniteException? Failure => failure();

    /// <summary>Steps taken when each epoch was added.</summary>
    internal IReadOnlyList<long> EpochSteps => epochSteps;

    /// <summary>
    /// Begins a report of the training to come. Measures the gradients of the network as it is now
    /// (<see cref="GradientFlow.Measure"/>), and listens to the trainer's monitor; a trainer without one gets one.
    /// </summary>
    /// <param name="trainer">Its network should be as it was initialised.</param>
    /// <param name="inputs">batch × inputs, dense rows, for the measurement: 64 or more tell norms within a tenth.</param>
    /// <param name="title">What stands above the page; null for <c>Training</c> and the network's name.</param>
    /// <exception cref="ArgumentException">The inputs are no rows of the network's input.</exception>
    public static TrainingReport Watch<TNetwork, T>(Trainer<TNetwork, T> trainer, ReadOnlySpan<T> inputs, string? title = null)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        GradientFlow flow = GradientFlow.Measure(trainer.Network, inputs);
        var report = new TrainingReport(Source.Of<TNetwork, T>(), flow, () => trainer.Steps, () => trainer.Failure) { Title = title! };
        trainer.Monitor ??= new TrainingMonitor();
        trainer.Monitor.Observed += report.Add;
        return report;
    }

    /// <summary>The same, measured on the first samples of a data set.</summary>
    /// <param name="trainer">Its network should be as it was initialised.</param>
    /// <param name="train">What it will be trained on.</param>
    /// <param name="title">What stands above the page; null for <c>Training</c> and the network's name.</param>
    /// <exception cref="ArgumentException">The samples do not fit the network.</exception>
    public static TrainingReport Watch<TNetwork, T>(Trainer<TNetwork, T> trainer, DataSet train, string? title = null)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(train);
        int[] samples = [.. Enumerable.Range(0, Math.Min(train.Count, Measured))];
        var inputs = new T[samples.Length * train.InputSize];
        train.GatherInputs<T>(samples, inputs);
        return Watch(trainer, (ReadOnlySpan<T>)inputs, title);
    }

    /// <summary>Adds an epoch that was just trained.</summary>
    public void Add(EpochReport epoch)
    {
        epochs.Add(epoch);
        epochSteps.Add(steps());
    }

    /// <summary>Adds a reading; the monitor's own come by themselves.</summary>
    public void Add(MonitorReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (seen++ % stride != 0)
        {
            return;
        }

        readings.Add(reading.Copy());
        if (readings.Count == MostReadings)
        {
            stride *= 2;
            MonitorReading[] kept = [.. readings.Where((_, index) => index % 2 == 0)];
            readings.Clear();
            readings.AddRange(kept);
        }
    }

    /// <summary>The page.</summary>
    public string ToHtml() => ReportPage.Write(this);

    /// <summary>Writes the page; a file that is there is replaced once the new one is whole.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(string path)
    {
        string unfinished = path + ".part";
        File.WriteAllText(unfinished, ToHtml());
        File.Move(unfinished, path, overwrite: true);
    }
}
