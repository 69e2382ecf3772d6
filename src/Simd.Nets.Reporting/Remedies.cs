using System.Globalization;
using Simd.Nets.Generators.Diagnostics.Checks;
using Simd.Nets.Generators.Flow;

namespace Simd.Nets.Reporting;

/// <summary>Which line of a declaration to change, by what the prediction says of the changed network.</summary>
internal static class Remedies
{
    /// <summary>What is called sick: the analyzer's defaults.</summary>
    public static readonly FlowLimits Limits = new();

    /// <summary>The change that the analyzer would propose first, in words.</summary>
    /// <param name="layers">The declaration.</param>
    /// <param name="network">Its class.</param>
    /// <param name="ratio">The predicted ratio as it is.</param>
    public static string For(LayerStack layers, string network, double ratio)
    {
        var diagnosis = new ChainDiagnosis(layers, Limits, changed =>
        {
            double after = GradientFlow.Predict(changed).Ratio;
            return new(after, Limits.Verdict(after) == 0);
        });
        return diagnosis.Best(diagnosis.Fault(layers, ratio)) is not { } best
            || !ChangeRanking.Helps(ChangeRanking.Distance(ratio), ChangeRanking.Distance(best.After.Ratio))
            ? $"In {network}.Layers: use fewer layers, or wrap them in Residual."
            : Say(best.Change, best.After.Ratio);

        string Say(StackChange change, double after)
        {
            int place = FirstChanged(layers, change.Layers);
            return $"In {network}.{Place(place.ToString(CultureInfo.InvariantCulture))} ({LayerSpelling.Of(layers[place])}) "
                + $"and wherever it applies: {change.Text} (predicted ratio {Text(ratio)} → {Text(after)}).";
        }
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
