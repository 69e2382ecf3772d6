namespace Simd.Nets;

/// <summary>What a metric said when a report was made.</summary>
/// <param name="Name">The metric's.</param>
/// <param name="Value">The measure.</param>
public readonly record struct MetricValue(string Name, double Value)
{
    /// <summary><c>macro F1 0.8840</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} {Value:0.0000}");
}
