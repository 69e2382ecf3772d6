namespace Simd.Nets;

/// <content>As text.</content>
public sealed partial class GradientFlow
{
    /// <summary>A line a layer, and what they come to.</summary>
    public override string ToString() => TextTable.Align(
        [["layer", "kind", "second moment", "backward factor", "ratio", "measured"], .. this.Select(Cells)]) + "\n" + Verdict;

    private string Verdict => double.IsInfinity(DepthScale)
        ? FormattableString.Invariant($"first to last hidden layer: {Ratio:g3}")
        : FormattableString.Invariant($"first to last hidden layer: {Ratio:g3}; depth scale {DepthScale:g3} layers");

    private static string[] Cells(LayerFlow layer) =>
    [
        layer.Name,
        layer.Layer.GetType().Name[..^"Layer".Length],
        FormattableString.Invariant($"{layer.SecondMoment:g4}"),
        FormattableString.Invariant($"{layer.BackwardFactor:g4}"),
        FormattableString.Invariant($"{layer.Ratio:g4}"),
        FormattableString.Invariant($"{layer.Measured:g4}"),
    ];
}
