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
            $"new {Names.Nets}VarianceScaling({{0:R}}, {Names.Nets}Fan.{{1}}, {Names.Nets}Distribution.{{2}}){{3}}",
            scaling.Scale,
            scaling.Fan,
            scaling.Distribution,
            scaling.Bias ? " { Bias = true }" : ""),
        ConstantInit constant => string.Format(CultureInfo.InvariantCulture, $"{Names.Nets}Init.Constant({{0:R}})", constant.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(init), init, "an initialiser without a spelling"),
    };
}
