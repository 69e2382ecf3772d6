using System.Globalization;

namespace Simd.Nets.Testing;

/// <summary>How one tensor compared: its worst element, measured against its bar.</summary>
/// <param name="Name">The tensor (<c>0.weight</c>), <c>inputs</c>, <c>outputs</c>, <c>loss</c> or <c>loss weight</c>.</param>
/// <param name="Index">Where the worst disagreement is: <c>[3, 17]</c>, or a random direction.</param>
/// <param name="Expected">What the reference says there.</param>
/// <param name="Actual">What the network says there.</param>
/// <param name="Bar">The largest error allowed there.</param>
/// <param name="Checked">How many elements and directions were compared.</param>
public sealed record TensorComparison(string Name, string Index, double Expected, double Actual, double Bar, int Checked)
{
    /// <summary>The absolute error at the worst element.</summary>
    public double Error => Math.Abs(Actual - Expected);

    /// <summary>Whether the error is within the bar; NaN never is.</summary>
    public bool Passed => Error <= Bar;

    /// <summary>The report's line of this tensor.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Passed ? "ok   " : "WRONG")} {Name} {Index}: expected {Expected:G9}, came {Actual:G9}, error {Error:E2}, bar {Bar:E2}, {Checked} checked");

    /// <summary>The comparison whose error is the largest share of its bar.</summary>
    internal static TensorComparison Worst(IReadOnlyCollection<TensorComparison> comparisons) =>
        comparisons.MaxBy(comparison => comparison.Severity)! with { Checked = comparisons.Count };

    private double Severity => double.IsNaN(Error) ? double.PositiveInfinity : Error / Bar;
}
