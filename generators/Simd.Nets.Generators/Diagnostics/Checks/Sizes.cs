using System.Collections.Generic;
using System.Globalization;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>Sizes of one layer, each by itself.</summary>
internal static class Sizes
{
    /// <summary>Whether all are from their least to the limit; the first that is not is found.</summary>
    public static bool Check(List<Finding> findings, Layer layer, string path, params (int Size, int Least, string Noun)[] sizes)
    {
        foreach ((int size, int least, string noun) in sizes)
        {
            if (size < least)
            {
                findings.Add(new(LayerRules.NotPositive, path, LayerSpelling.Of(layer), $"{Text(least)} or more {noun}", Text(size)));
                return false;
            }

            if (size > Limits.Width)
            {
                findings.Add(SizeTotals.TooLarge(path, noun, Limits.Width, size, "make the layer smaller"));
                return false;
            }
        }

        return true;
    }

    /// <summary><c>32×32×16</c>, or <c>128 features</c>.</summary>
    public static string Text(ValueShape shape) => shape.Image?.ToString() ?? $"{Text(shape.Features)} features";

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
