namespace Simd.Nets.Testing;

/// <summary>What a forward pass of the reference yields.</summary>
public sealed class ReferencePass
{
    private readonly ReferenceRun run;

    internal ReferencePass(double[][] layerInputs, ReferenceRun run)
    {
        LayerInputs = layerInputs;
        Outputs = layerInputs[^1];
        this.run = run;
        State = run.State.ToDictionary(changed => changed.Key.Name, changed => changed.Value, StringComparer.Ordinal);
    }

    /// <summary>batch × outputs, dense rows.</summary>
    public double[] Outputs { get; }

    /// <summary>What the running statistics become when the step of a training pass is accepted, by name; empty at inference.</summary>
    public IReadOnlyDictionary<string, double[]> State { get; }

    /// <summary>
    /// The smallest distance of a value from where its layer's derivative jumps, exact zeros aside: where it is small, float and double may
    /// fall on different sides of it.
    /// </summary>
    public double NearestKink => run.Kinks.Nearest.Min();

    /// <summary>
    /// The smallest variance (or mean square) that a normalisation divided by the root of, exact zeros aside: where it is small, the
    /// normalisation magnifies rounding.
    /// </summary>
    public double SmallestVariance => Math.Min(run.Variances.OfBatch, run.Variances.OfSamples.Min());

    /// <summary>
    /// A hash of the sides of all kinks: where it differs between f(x + h) and f(x − h), their difference is no derivative.
    /// </summary>
    public ulong Sides => run.Kinks.Sides;

    /// <summary>The inputs of every layer that ran, the outputs last.</summary>
    internal double[][] LayerInputs { get; }

    internal KinkTrace Kinks => run.Kinks;

    internal VarianceTrace Variances => run.Variances;

    /// <summary>What each element of a running statistic is the sum of; empty where it cannot cancel.</summary>
    internal double[][] StateTerms(string name) =>
        run.StateTerms.FirstOrDefault(statistic => statistic.Key.Name == name).Value ?? [];

    internal IReadOnlyDictionary<IReferenceLayer, BatchStatistics> Statistics => run.Statistics;
}
