using System.Globalization;
using Simd.Nets.Generators.Diagnostics.Checks;
using Simd.Nets.Generators.Flow;

namespace Simd.Nets.Reporting;

/// <summary>Which line of a declaration to change, by what the prediction says of the changed network.</summary>
internal static class Remedies
{
    /// <summary>Below and above these a ratio of gradients from first to last hidden layer is sick, as for the analyzer.</summary>
    public const double Vanished = 1e-3;

    /// <inheritdoc cref="Vanished"/>
    public const double Exploded = 1e3;

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
            .Select(change => (change.Text, Place: FirstChanged(layers, change.Layers), GradientFlow.Predict(change.Layers).Ratio))
            .BestFirst(change => change.Ratio is >= Vanished and <= Exploded, change => ChangeRanking.Distance(change.Ratio))
            .FirstOrDefault();
        return best.Text is null || !ChangeRanking.Helps(ChangeRanking.Distance(ratio), ChangeRanking.Distance(best.Ratio))
            ? $"In {network}.Layers: use fewer layers, or wrap them in Residual."
            : $"In {network}.{Place(best.Place.ToString(CultureInfo.InvariantCulture))} ({LayerSpelling.Of(layers[best.Place])}) "
                + $"and wherever it applies: {best.Text} (predicted ratio {Text(ratio)} → {Text(best.Ratio)}).";
    }

    /// <summary>Where in the declaration a layer stands, repetitions written out: <c>Layers[3].Body[1]</c>.</summary>
    /// <param name="path">As in <see cref="LayerFlow.Path"/>.</param>
    public static string Place(string path) => "Layers" + string.Concat(path.Split('/').Select(part =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int position)
            ? $"[{position.ToString(CultureInfo.InvariantCulture)}]"
            : "." + char.ToUpperInvariant(part[0]) + part[1..]));

    private static int FirstChanged(LayerStack before, LayerStack after) =>
        Enumerable.Range(0, Math.Min(before.Count, after.Count) - 1).FirstOrDefault(i => !before[i].Equals(after[i]), before.Count - 1);

    private static string Text(double number) => number.ToString("G3", CultureInfo.InvariantCulture);
}
