using System.Globalization;
using Simd.Nets.Generators.Flow;

namespace Simd.Nets.Reporting;

/// <summary>Which line of a declaration to change, by what the prediction says of the changed network.</summary>
internal static class Remedies
{
    /// <summary>The change after which the ratio of gradients is nearest to 1, in words.</summary>
    /// <param name="layers">The declaration.</param>
    /// <param name="network">Its class.</param>
    /// <param name="ratio">The predicted ratio as it is.</param>
    public static string For(LayerStack layers, string network, double ratio)
    {
        StackChange[] changes =
        [
            StackChange.OwnInitialisers(layers), StackChange.Rectifiers(layers), StackChange.Normalised(layers),
            StackChange.ScaledBranches(layers),
        ];
        var best = changes
            .Where(change => !change.Layers.Equals(layers))
            .Select(change => (change.Text, Ratio: GradientFlow.Predict(change.Layers).Ratio))
            .OrderBy(change => Distance(change.Ratio))
            .FirstOrDefault();
        return best.Text is null || Distance(best.Ratio) > Distance(ratio) / 2
            ? $"In {network}.Layers: use fewer layers, or wrap them in Residual."
            : $"In {network}.Layers: {best.Text} (predicted ratio {Text(ratio)} → {Text(best.Ratio)}).";
    }

    private static double Distance(double ratio) => ratio > 0 ? Math.Abs(Math.Log(ratio)) : double.MaxValue;

    private static string Text(double number) => number.ToString("G3", CultureInfo.InvariantCulture);
}
