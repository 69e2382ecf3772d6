namespace Simd.Nets.Testing;

/// <summary>What a gradient check compared: for each tensor its worst element of all draws.</summary>
/// <param name="Network">The network's class.</param>
/// <param name="Comparisons">One for each of the outputs, the loss, the parameters and the inputs.</param>
/// <param name="Samples">Samples drawn.</param>
/// <param name="Redraws">Samples that were replaced, since they lay beside a kink or had next to no variance.</param>
public sealed record GradientReport(string Network, IReadOnlyList<TensorComparison> Comparisons, int Samples, int Redraws)
{
    /// <summary>Whether every comparison passed.</summary>
    public bool Passed => Comparisons.All(comparison => comparison.Passed);

    /// <summary>One line a tensor.</summary>
    public override string ToString() =>
        $"{Network}: gradients against central differences, {Samples} samples, {Redraws} redrawn\n"
        + string.Join('\n', Comparisons.Select(comparison => "  " + comparison));

    /// <summary>This report and another, each tensor at its worse.</summary>
    internal static GradientReport Merge(string network, IReadOnlyCollection<GradientReport> reports) => new(
        network,
        [.. reports.SelectMany(report => report.Comparisons).GroupBy(comparison => comparison.Name)
            .Select(tensor => TensorComparison.Worst([.. tensor]) with { Checked = tensor.Sum(comparison => comparison.Checked) })],
        reports.Sum(report => report.Samples),
        reports.Sum(report => report.Redraws));
}
