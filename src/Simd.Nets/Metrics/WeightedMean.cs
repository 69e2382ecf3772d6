namespace Simd.Nets;

/// <summary>Σ weight · value / Σ weight; NaN while there is no weight.</summary>
internal struct WeightedMean
{
    private double sum;
    private double weight;

    public readonly double Value => sum / weight;

    public void Add(double value, double weightOfValue)
    {
        sum += weightOfValue * value;
        weight += weightOfValue;
    }
}
