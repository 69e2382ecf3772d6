namespace Simd.Nets.Testing;

/// <summary>
/// The smallest variances that a pass divided by: where one is small, a division by its root magnifies the rounding of what comes before.
/// </summary>
internal sealed class VarianceTrace
{
    private readonly double[] ofSamples;

    public VarianceTrace(int batch)
    {
        ofSamples = new double[batch];
        Array.Fill(ofSamples, double.PositiveInfinity);
    }

    /// <summary>The smallest over the features of each sample.</summary>
    public IReadOnlyList<double> OfSamples => ofSamples;

    /// <summary>The smallest over the batch.</summary>
    public double OfBatch { get; private set; } = double.PositiveInfinity;

    /// <summary>Tells of a variance over the features of a sample. What is exactly zero in every precision counts as large.</summary>
    public void MeetSample(int sample, double variance, bool exact) =>
        ofSamples[sample] = Math.Min(ofSamples[sample], exact ? double.PositiveInfinity : variance);

    /// <summary>Tells of a variance over the batch. What is exactly zero in every precision counts as large.</summary>
    public void MeetBatch(double variance, bool exact) => OfBatch = Math.Min(OfBatch, exact ? double.PositiveInfinity : variance);
}
