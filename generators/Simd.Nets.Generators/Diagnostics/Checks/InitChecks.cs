using System.Collections.Generic;
using System.Globalization;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>Initialisers with a variance, a fan and a distribution.</summary>
internal static class InitChecks
{
    public static IEnumerable<Finding> Run(LayerStack layers)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i] is DenseLayer { Init: VarianceScaling init } && Fault(init) is var (actual, expected))
            {
                yield return new(LayerRules.BadInit, i.ToString(CultureInfo.InvariantCulture), actual, expected);
            }
        }
    }

    private static (string Actual, string Expected)? Fault(VarianceScaling init) => init switch
    {
        { Scale: not (> 0 and < double.PositiveInfinity) } =>
            (init.Scale.ToString("R", CultureInfo.InvariantCulture), "a positive, finite scale"),
        { Fan: not (Fan.In or Fan.Out or Fan.Average) } => ($"(Fan){(int)init.Fan}", "Fan.In, Fan.Out or Fan.Average"),
        { Distribution: not (Distribution.Normal or Distribution.Uniform) } =>
            ($"(Distribution){(int)init.Distribution}", "Distribution.Normal or Distribution.Uniform"),
        _ => null,
    };
}
