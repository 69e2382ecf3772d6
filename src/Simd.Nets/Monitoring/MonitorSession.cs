using System.Diagnostics;
using System.Numerics;

namespace Simd.Nets;

/// <summary>A monitor at work on one trainer: decides which steps are looked at, and looks at them. Nothing of the training itself depends
/// on it.</summary>
internal sealed class MonitorSession<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostSamples = 64;
    private const int Block = 16;

    private readonly NetworkRuntime<TNetwork, T> runtime;
    private readonly TensorTable tensors;
    private readonly GradientNorms norms;
    private readonly MonitorReading reading;
    private readonly LayerWatch[] watches;
    private readonly AlignedBuffer<T> before;
    private readonly double[] weightNorms;
    private readonly double[] updateNorms;
    private readonly bool readsActivations;
    private readonly SamplingPace pace;
    private long last = -1;
    private long watching;
    private long clipped;

    public MonitorSession(TrainingMonitor monitor, NetworkRuntime<TNetwork, T> runtime, GradientNorms norms, long steps)
    {
        Monitor = monitor;
        this.runtime = runtime;
        this.norms = norms;
        tensors = runtime.Schema.Tensors;
        watches = LayerWatch.All(TNetwork.Declaration, runtime.Schema, norms);
        readsActivations = watches.Any(watch => watch.Activation is not null);
        reading = new(runtime.Schema.Name, [.. watches.Select(watch => new LayerReading(watch.Layer))]);
        before = new AlignedBuffer<T>(runtime.Schema.ParameterLength);
        weightNorms = new double[tensors.Count];
        updateNorms = new double[tensors.Count];
        pace = new(monitor.Every, monitor.MostCost, steps);
    }

    public TrainingMonitor Monitor { get; }

    /// <summary>Whether the step behind so many is looked at.</summary>
    public bool IsDue(long steps) => pace.IsDue(steps);

    /// <summary>The step behind so many starts.</summary>
    public void Start(long steps)
    {
        if (pace.Attends(steps))
        {
            pace.Start(steps, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>A step is looked at: its gradients are there and measured, and its parameters are not yet changed.</summary>
    /// <param name="inputs">Of its last batch; empty where they are not known.</param>
    public void Look(ReadOnlySpan<T> inputs)
    {
        long start = Stopwatch.GetTimestamp();
        Span<LayerReading> rows = reading.Rows;
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new(rows[i].Layer) { GradientNorm = watches[i].Owner is { } owner ? norms.OfLayer(owner) : double.NaN };
        }

        if (readsActivations && !inputs.IsEmpty)
        {
            ReadActivations(inputs);
        }

        runtime.Parameters.CopyTo(before.Span);
        for (int i = 0; i < tensors.Count; i++)
        {
            weightNorms[i] = Norms.Of<T>(runtime.Parameters.Slice(tensors[i].Offset, tensors[i].Length));
        }

        watching = Stopwatch.GetTimestamp() - start;
    }

    /// <summary>The step is taken.</summary>
    public void Tell(in StepReport report)
    {
        long start = Stopwatch.GetTimestamp();
        Subtract(runtime.Parameters, before.Span);
        for (int i = 0; i < tensors.Count; i++)
        {
            updateNorms[i] = Norms.Of<T>(before.Span.Slice(tensors[i].Offset, tensors[i].Length));
        }

        Span<LayerReading> rows = reading.Rows;
        for (int i = 0; i < rows.Length; i++)
        {
            if (watches[i].Owner is { } owner)
            {
                Range range = norms.TensorsOf(owner);
                double weight = Norms.OfNorms(weightNorms.AsSpan(range));
                rows[i] = rows[i] with { WeightNorm = weight, UpdateRatio = Norms.OfNorms(updateNorms.AsSpan(range)) / weight };
            }
        }

        (reading.Report, reading.ClippedSteps, reading.Every) = (report, clipped, last < 0 ? 0 : report.Step - last);
        last = report.Step;
        try
        {
            Monitor.Tell(reading);
        }
        finally
        {
            pace.Watched(report.Step - 1, watching + Stopwatch.GetTimestamp() - start);
        }
    }

    /// <summary>A step was taken, looked at or not.</summary>
    public void Count(double clipFactor) => clipped += clipFactor < 1 ? 1 : 0;

    private void ReadActivations(ReadOnlySpan<T> inputs)
    {
        int batch = Shapes.Batch(inputs.Length, runtime.Schema.InputSize);
        int samples = batch > Block ? Math.Min(batch, MostSamples) / Block * Block : batch;
        ReadOnlySpan<T> workspace = runtime.Observe(inputs[..(samples * runtime.Schema.InputSize)]);
        int held = (int)runtime.Schema.Training.Held(samples);
        for (int i = 0; i < watches.Length; i++)
        {
            if (watches[i].Activation is { } activation)
            {
                FlatCount count = FlatCount.Of(activation, watches[i].Sides, workspace, held, samples);
                reading.Rows[i] = Shared(reading.Rows[i], watches[i].Sides.Kind, count, activation, samples);
            }
        }
    }

    private static LayerReading Shared(LayerReading row, FlatKind kind, FlatCount count, ActivationEntry activation, int samples)
    {
        double share = count.Elements / ((double)samples * activation.Features);
        share = Math.Max(0, (share - (1 - activation.Kept)) / activation.Kept);
        return kind == FlatKind.Dead
            ? row with { DeadShare = share, DeadUnitShare = (double)count.Units / activation.Channels }
            : row with { SaturatedShare = share };
    }

    private static void Subtract(ReadOnlySpan<T> after, Span<T> before)
    {
        int at = 0;
        for (; at + Vector<T>.Count <= before.Length; at += Vector<T>.Count)
        {
            (new Vector<T>(after[at..]) - new Vector<T>(before[at..])).CopyTo(before[at..]);
        }

        for (; at < before.Length; at++)
        {
            before[at] = after[at] - before[at];
        }
    }
}
