namespace Simd.Nets;

/// <summary>What a <see cref="TrainingMonitor"/> saw of one step. The monitor fills the same object again at its next sampled step: who
/// keeps one, keeps a <see cref="Copy"/>.</summary>
public sealed class MonitorReading
{
    private LayerReading[] layers = [];

    /// <summary>A reading of so many layers.</summary>
    internal MonitorReading(string network, LayerReading[] layers)
    {
        Network = network;
        this.layers = layers;
    }

    private MonitorReading(MonitorReading other)
    {
        (Network, Report, ClippedSteps, Every) = (other.Network, other.Report, other.ClippedSteps, other.Every);
        layers = [.. other.layers];
    }

    /// <summary>The class of the network.</summary>
    public string Network { get; }

    /// <summary>The step: its number, from 1, loss, gradient norm, clip factor and learning rate.</summary>
    public StepReport Report { get; internal set; }

    /// <summary>Steps since the monitor began whose gradients were shrunk by a clip, unsampled ones included.</summary>
    public long ClippedSteps { get; internal set; }

    /// <summary>Steps from the sampled step before to this one; 0 for the first.</summary>
    public long Every { get; internal set; }

    /// <summary>Layers that have parameters or are activations, in the order of evaluation.</summary>
    public ReadOnlySpan<LayerReading> Layers => layers;

    /// <summary>A reading that stays as this one is now.</summary>
    public MonitorReading Copy() => new(this);

    /// <summary>The step, and the least and largest gradient norm of its layers.</summary>
    public override string ToString()
    {
        double[] norms = [.. layers.Select(layer => layer.GradientNorm).Where(norm => !double.IsNaN(norm))];
        return norms.Length == 0
            ? Report.ToString()
            : FormattableString.Invariant($"{Report}, layers' gradient norms {norms.Min():G3} to {norms.Max():G3}");
    }

    internal Span<LayerReading> Rows => layers;
}
