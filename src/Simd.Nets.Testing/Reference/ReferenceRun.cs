namespace Simd.Nets.Testing;

/// <summary>Means and variances over a batch, one a feature.</summary>
internal sealed record BatchStatistics(double[] Mean, double[] Variance);

/// <summary>
/// Other values of a parameter for one sample of a batch only, which leave the statistics of that batch as they are: those of the pass
/// <paramref name="Origin"/>.
/// </summary>
internal sealed record OneSample(ReferenceTensor Tensor, double[] Values, int Sample, ReferencePass Origin);

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

    /// <summary>What each element of a running statistic is the sum of, where that sum may cancel.</summary>
    public Dictionary<ReferenceTensor, double[][]> StateTerms { get; } = [];

    /// <summary>What each layer that normalises over the batch normalised with.</summary>
    public Dictionary<IReferenceLayer, BatchStatistics> Statistics { get; } = [];

    /// <summary>The statistics that a layer has to normalise with, if the batch's own are not meant.</summary>
    public BatchStatistics? Given(IReferenceLayer layer) => moved?.Origin.Statistics.GetValueOrDefault(layer);

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
