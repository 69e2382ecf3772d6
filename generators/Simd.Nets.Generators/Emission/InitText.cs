using System;
using System.Globalization;

namespace Simd.Nets.Generators.Emission;

/// <summary>Spells an initialiser as an expression.</summary>
internal static class InitText
{
    public static string Write(Init init) => init switch
    {
        VarianceScaling scaling => string.Format(
            CultureInfo.InvariantCulture,
            "new VarianceScaling({0:R}, Fan.{1}, Distribution.{2}){3}",
            scaling.Scale,
            scaling.Fan,
            scaling.Distribution,
            scaling.Bias ? " { Bias = true }" : ""),
        _ => throw new ArgumentOutOfRangeException(nameof(init), init, "an initialiser without a spelling"),
    };
}
