using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// Samples to train or to test on, however they are kept: in memory (<see cref="DataSet"/>), or read anew for every epoch
/// (<see cref="SampleStream"/>).
/// </summary>
public abstract class SampleSource
{
    private protected SampleSource() { }

    /// <summary>Numbers of input a sample.</summary>
    public abstract int InputSize { get; }

    /// <summary>What the samples are compared with: labels or values.</summary>
    public abstract TargetKind Targets { get; }

    /// <summary>Target values a sample; 0 where there are labels.</summary>
    public abstract int TargetSize { get; }

    /// <summary>Whether samples have weights.</summary>
    public abstract bool IsWeighted { get; }

    /// <summary>The number of samples; null where only reading to the end would tell.</summary>
    public abstract long? KnownCount { get; }

    /// <summary>All samples in their order, a data set at a time.</summary>
    public abstract IEnumerable<DataSet> Blocks();

    /// <summary>Mean and deviation of every input, over one reading of all samples; weights play no part.</summary>
    /// <exception cref="DataFormatException">What is read is malformed.</exception>
    public InputStatistics InputStatistics() => Nets.InputStatistics.Of(this);

    /// <summary>The batches of its epochs, the samples' inputs augmented or as they are.</summary>
    internal abstract IBatchFeed<T> Feed<T>(int batch, LastBatch lastBatch, ImageAugmentation? augmentation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
