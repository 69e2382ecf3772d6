using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Simd.Nets.Generators.Emission;

/// <summary>Spells an initialiser as an expression.</summary>
internal static class InitText
{
    public static string Write(Init init) => init switch
    {
        VarianceScaling scaling => New(
            init,
            $"{Number(scaling.Scale)}, {Names.Nets}Fan.{scaling.Fan}, {Names.Nets}Distribution.{scaling.Distribution}",
            Option("Gain", scaling.Gain, 1)),
        ConstantInit constant => New(init, Number(constant.Value)),
        UniformInit uniform => New(init, $"{Number(uniform.Low)}, {Number(uniform.High)}"),
        NormalInit normal => New(init, Number(normal.Deviation), Option("Mean", normal.Mean, 0)),
        TruncatedNormalInit normal => New(
            init, Number(normal.Deviation), Option("Mean", normal.Mean, 0), Option("Cutoff", normal.Cutoff, 2)),
        OrthogonalInit orthogonal => New(init, Number(orthogonal.Gain)),
        _ => throw new ArgumentOutOfRangeException(nameof(init), init, "an initialiser without a spelling"),
    };

    private static string New(Init init, string arguments, params string?[] options)
    {
        IEnumerable<string?> set = options.Append(init.Bias ? "Bias = true" : null).Where(option => option is not null);
        string properties = string.Join(", ", set);
        return $"new {Names.Nets}{init.GetType().Name}({arguments}){(properties.Length > 0 ? $" {{ {properties} }}" : "")}";
    }

    private static string? Option(string property, double value, double usual) =>
        value.Equals(usual) ? null : $"{property} = {Number(value)}";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
