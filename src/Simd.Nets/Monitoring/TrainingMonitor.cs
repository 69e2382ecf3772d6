using System.Diagnostics.Metrics;

namespace Simd.Nets;

/// <summary>
/// Watches training layer by layer: gradient norm, weight norm, update ratio, dead and saturated shares of activations.
/// <c>trainer.Monitor = new TrainingMonitor();</c> and then, as wanted, <see cref="Observed"/>, a <see cref="TensorBoardLog"/>, or any
/// listener of <see cref="Meter"/> (dotnet-counters, OpenTelemetry).
/// </summary>
/// <remarks>
/// <para>A trainer without a monitor pays a comparison with null a step. With one, a sampled step reads the parameters twice and looks at
/// the activations of up to 64 samples of its batch in a forward pass of its own, and the steps between two samples pay a comparison of
/// numbers. Sampled is one step in so many that watching, observers included, takes no more than <see cref="MostCost"/> of the time of
/// training: found from what sampled steps, and those behind them, take longer than the steps before; or stated by <see cref="Every"/>. The first two
/// samples, in which code is compiled, do not count.</para>
/// <para>Training comes out the same, to the bit, with a monitor or without. Sampled steps allocate nothing either, once buffers have their
/// size; what observers allocate is theirs. Where batches are accumulated, activations are those of the step's last batch; of a step by
/// <see cref="Trainer{TNetwork, T}.Update"/>, whose inputs the trainer does not know, activations are not read.</para>
/// <para>An activation is read where the forward pass leaves its argument or value in memory. Between a normalisation and a dropout
/// functions other than rectifiers live in registers alone: their shares are NaN.</para>
/// </remarks>
public sealed class TrainingMonitor
{
    private readonly long? every;
    private readonly double mostCost = 0.02;

    /// <summary>The name of the meter whose instruments (<c>simdnets.training.loss</c>, <c>simdnets.training.gradient_norm</c>,
    /// <c>simdnets.layer.gradient_norm</c>, …) every monitor feeds: tags say network and layer.</summary>
    public const string MeterName = "Simd.Nets";

    /// <summary>The instruments.</summary>
    public static Meter Meter => MonitorMeter.Meter;

    /// <summary>Steps from one sampled step to the next; null, as at the start, for what <see cref="MostCost"/> allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than 1.</exception>
    public long? Every
    {
        get => every;
        init => every = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(Every), value, "one step in 1 or more is sampled; null lets the monitor choose.");
    }

    /// <summary>The share of the time of training that watching may take, where <see cref="Every"/> is null: 0.02, unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0 or less, or more than 1.</exception>
    public double MostCost
    {
        get => mostCost;
        init => mostCost = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(MostCost), value, "the share of time that watching may take is above 0 and at most 1.");
    }

    /// <summary>Told of every sampled step, behind it, on the thread that trains. What it throws comes out of the step, which is
    /// taken.</summary>
    public event Action<MonitorReading>? Observed;

    internal void Tell(MonitorReading reading)
    {
        MonitorMeter.Record(reading);
        Observed?.Invoke(reading);
    }
}
