namespace Simd.Nets;

/// <summary>Σ weight · value / Σ weight; NaN while there is no weight.</summary>
internal record struct WeightedMean(double Sum, double Weight)
{
    public readonly double Value => Sum / Weight;

    public void Add(double value, double weightOfValue)
    {
        Sum += weightOfValue * value;
        Weight += weightOfValue;
    }
}
