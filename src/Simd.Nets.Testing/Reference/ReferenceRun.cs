namespace Simd.Nets.Testing;

/// <summary>One pass on its way through the layers: how it is run, and what is noted of it.</summary>
internal sealed class ReferenceRun(ReferenceMode mode, int batch)
{
    public ReferenceMode Mode { get; } = mode;

    public int Batch { get; } = batch;

    public KinkTrace Kinks { get; } = new(batch);

    public VarianceTrace Variances { get; } = new(batch);

    /// <summary>What the state becomes when the step of this pass is accepted.</summary>
    public Dictionary<ReferenceTensor, double[]> State { get; } = [];
}
