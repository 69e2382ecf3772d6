using System.Collections.Generic;
using System.Globalization;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>A loss that chooses one class of several has several outputs, and a weight for each if for any.</summary>
internal static class ClassChecks
{
    public static IEnumerable<Finding> Run(LossLayer loss, string path, int outputs)
    {
        if (loss is not SoftmaxCrossEntropyLayer { ClassWeights: var weights })
        {
            yield break;
        }

        if (outputs < 2)
        {
            yield return new(OptionRules.OneClass, path, LayerSpelling.Of(loss));
        }
        else if (weights is not null && weights.Count != outputs)
        {
            yield return new(OptionRules.ClassCount, path, LayerSpelling.Of(loss), Text(outputs), Text(weights.Count));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
