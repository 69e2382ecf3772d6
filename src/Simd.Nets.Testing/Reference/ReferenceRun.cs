namespace Simd.Nets.Testing;

/// <summary>Other values of a parameter, for one sample of a batch only.</summary>
internal sealed record OneSample(ReferenceTensor Tensor, double[] Values, int Sample);

/// <summary>One pass on its way through the layers: how it is run, and what is noted of it.</summary>
/// <param name="mode">Training or inference.</param>
/// <param name="batch">Samples.</param>
/// <param name="moved">A parameter that differs in one sample; null for none.</param>
internal sealed class ReferenceRun(ReferenceMode mode, int batch, OneSample? moved = null)
{
    public ReferenceMode Mode { get; } = mode;

    public int Batch { get; } = batch;

    public KinkTrace Kinks { get; } = new(batch);

    public VarianceTrace Variances { get; } = new(batch);

    /// <summary>What the state becomes when the step of this pass is accepted.</summary>
    public Dictionary<ReferenceTensor, double[]> State { get; } = [];

    /// <summary>Goes through a layer: every layer is entered by this.</summary>
    public double[] Through(double[] x, IReferenceLayer layer)
    {
        double[] y = layer.Forward(x, this);
        if (moved is null || layer is IReferenceComposite || !layer.Tensors.Contains(moved.Tensor))
        {
            return y;
        }

        double[] values = moved.Tensor.Values;
        double[] others = [.. values];
        moved.Values.CopyTo(values, 0);
        double[] row = layer.Forward(x, this);
        others.CopyTo(values, 0);
        int columns = y.Length / Batch;
        Array.Copy(row, moved.Sample * columns, y, moved.Sample * columns, columns);
        return y;
    }
}
