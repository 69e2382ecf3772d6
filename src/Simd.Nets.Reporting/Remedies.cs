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
    /// <param name="source">The declaration.</param>
    /// <param name="ratio">The predicted ratio as it is.</param>
    public static string For(Source source, double ratio)
    {
        LayerStack layers = source.Layers;
        var diagnosis = new ChainDiagnosis(
            layers,
            Limits,
            changed =>
            {
                double after = GradientFlow.Predict(changed).Ratio;
                return new(after, Limits.Verdict(after) == 0);
            },
            _ => true);
        return diagnosis.Best(diagnosis.Fault(layers, ratio), ratio) is { } best
            ? Say(best.Change, best.After.Ratio)
            : $"In {source.Network}.Layers: use fewer layers, or wrap them in Residual.";

        string Say(StackChange change, double after)
        {
            int place = FirstChanged(layers, change.Layers);
            return $"In {source.Place(place.ToString(CultureInfo.InvariantCulture))} ({LayerSpelling.Of(layers[place])}) "
                + $"and wherever it applies: {change.Text} (predicted ratio {Text(ratio)} → {Text(after)}).";
        }
    }

    // Rather a layer that another comes instead of, or before, than one with other options.
    private static int FirstChanged(LayerStack before, LayerStack after)
    {
        int[] changed = [.. Enumerable.Range(0, Math.Min(before.Count, after.Count) - 1).Where(i => !before[i].Equals(after[i]))];
        return changed.FirstOrDefault(i => before[i].GetType() != after[i].GetType(), changed.FirstOrDefault(before.Count - 1));
    }

    private static string Text(double number) => number.ToString("G3", CultureInfo.InvariantCulture);
}
