using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>Every number of a layer in its range, in the type that the network computes in.</summary>
internal static class OptionChecks
{
    /// <summary>One finding a layer, which names each of its numbers that is wrong.</summary>
    public static IEnumerable<Finding> Run(LayerStack layers, ElementType elementType)
    {
        foreach (Element element in Element.All(layers))
        {
            string[] faults =
            [
                .. LayerOptions.Of(element.Layer)
                    .Where(option => !option.Range.Holds(option.Value, elementType))
                    .Select(option => $"{option.Name} to be {option.Range.Text}, and {Text(option)} came: {option.Advice}"),
            ];
            if (faults.Length > 0)
            {
                yield return new(OptionRules.OutOfRange, element.Path, LayerSpelling.Of(element.Layer), string.Join("; ", faults));
            }
        }
    }

    private static string Text(LayerOption option)
    {
        string declared = option.Value.ToString("R", CultureInfo.InvariantCulture);
        if (option.Range.Holds(option.Value, ElementType.Float64))
        {
            return $"{declared} (as a float, {((float)option.Value).ToString("R", CultureInfo.InvariantCulture)})";
        }

        return option.Range == NumberRange.Chance && NumberRange.BelowOne.Holds(option.Value, ElementType.Float64)
            ? $"{declared} (which 32 random bits cannot tell from 1)"
            : declared;
    }
}
