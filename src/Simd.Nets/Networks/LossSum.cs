namespace Simd.Nets;

/// <summary>The losses of some samples, summed.</summary>
/// <param name="Sum">Each loss times the weight of its sample, and of its class where classes have weights.</param>
/// <param name="Weight">The sum of those weights; without any, the number of samples.</param>
public readonly record struct LossSum(double Sum, double Weight)
{
    /// <summary>The weighted mean.</summary>
    public double Mean => Sum / Weight;

    /// <summary>The losses of both.</summary>
    public static LossSum operator +(LossSum a, LossSum b) => new(a.Sum + b.Sum, a.Weight + b.Weight);
}
