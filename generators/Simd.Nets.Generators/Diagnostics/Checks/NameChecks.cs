using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>Names that can prefix the names of tensors, each once: a layer without a name has its index behind the input.</summary>
internal static class NameChecks
{
    public static IEnumerable<Finding> Run(LayerStack layers)
    {
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 1; i < layers.Count; i++)
        {
            if (layers[i].Name is null)
            {
                taken[Text(i - 1)] = i;
            }
        }

        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].Name is not { } name)
            {
                continue;
            }

            if (name.Length == 0 || !name.All(IsAllowed))
            {
                const string Fault = "is not made of one or more ASCII letters, digits, '_', '.' and '-'";
                yield return new(LayerRules.BadName, Text(i), name, Fault, "choose another name");
            }
            else if (taken.TryGetValue(name, out int first))
            {
                string fault = layers[first].Name is null
                    ? $"is the index of {LayerSpelling.Of(layers[first])}, which has no other"
                    : "names an earlier layer too";
                yield return new(LayerRules.BadName, Text(i), name, fault, "choose another name");
            }
            else
            {
                taken.Add(name, i);
            }
        }
    }

    private static bool IsAllowed(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.' or '-';

    private static string Text(int index) => index.ToString(CultureInfo.InvariantCulture);
}
