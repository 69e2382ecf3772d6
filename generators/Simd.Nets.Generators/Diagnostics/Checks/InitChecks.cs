using System.Collections.Generic;
using System.Globalization;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>Initialisers with numbers that can be drawn from.</summary>
internal static class InitChecks
{
    private const string Positive = "positive, finite";

    public static IEnumerable<Finding> Run(LayerStack layers)
    {
        foreach (Element element in Element.All(layers))
        {
            Init? init = element.Layer switch
            {
                InputLayer input => input.Init,
                DenseLayer dense => dense.Init,
                ConvolutionLayer convolution => convolution.Init,
                _ => null,
            };
            if (init is not null && Fault(init) is var (actual, expected))
            {
                yield return new(LayerRules.BadInit, element.Path, actual, expected);
            }
        }
    }

    /// <summary>What came and what is needed instead; null for an initialiser that draws.</summary>
    public static (string Actual, string Expected)? Fault(Init init) => init switch
    {
        VarianceScaling scaling => Fault(scaling),
        ConstantInit { Value: var value } when !IsFinite(value) => (Text(value), "a finite value"),
        UniformInit { Low: var low } when !IsFinite(low) => (Text(low), "a finite lower bound"),
        UniformInit { High: var high } when !IsFinite(high) => (Text(high), "a finite upper bound"),
        UniformInit uniform when uniform.Low > uniform.High =>
            ($"{Text(uniform.Low)} to {Text(uniform.High)}", "a lower bound that is not above the upper (a bound of 0 or more)"),
        UniformInit uniform when !IsFinite(uniform.High - uniform.Low) =>
            ($"{Text(uniform.Low)} to {Text(uniform.High)}", "bounds whose distance is finite"),
        NormalInit normal => Fault(normal.Deviation, normal.Mean),
        TruncatedNormalInit { Cutoff: not (> 0 and < double.PositiveInfinity) and var cutoff } => (Text(cutoff), $"a {Positive} cutoff"),
        TruncatedNormalInit normal => Fault(normal.Deviation, normal.Mean),
        OrthogonalInit { Gain: not (> 0 and < double.PositiveInfinity) and var gain } => (Text(gain), $"a {Positive} gain"),
        _ => null,
    };

    private static (string Actual, string Expected)? Fault(VarianceScaling init) => init switch
    {
        { Scale: not (> 0 and < double.PositiveInfinity) } => (Text(init.Scale), $"a {Positive} scale"),
        { Gain: not (> 0 and < double.PositiveInfinity) } => (Text(init.Gain), $"a {Positive} gain"),
        { Fan: not (Fan.In or Fan.Out or Fan.Average) } => ($"(Fan){(int)init.Fan}", "Fan.In, Fan.Out or Fan.Average"),
        { Distribution: not (Distribution.Normal or Distribution.Uniform) } =>
            ($"(Distribution){(int)init.Distribution}", "Distribution.Normal or Distribution.Uniform"),
        _ => null,
    };

    private static (string Actual, string Expected)? Fault(double deviation, double mean) =>
        deviation is not (>= 0 and < double.PositiveInfinity) ? (Text(deviation), "a finite deviation, 0 or more")
        : !IsFinite(mean) ? (Text(mean), "a finite mean")
        : null;

    private static bool IsFinite(double value) => value is > double.NegativeInfinity and < double.PositiveInfinity;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
