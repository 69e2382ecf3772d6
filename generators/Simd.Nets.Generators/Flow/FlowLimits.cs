using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Simd.Nets.Generators.Flow;

/// <summary>What is called sick, and what is known of the inputs.</summary>
/// <param name="Vanishing">A ratio of gradients below this vanishes.</param>
/// <param name="Exploding">One above this explodes.</param>
/// <param name="InputSecondMoment">E[x²] where a project declares it for all networks that do not.</param>
internal sealed record FlowLimits(double Vanishing = 1e-3, double Exploding = 1e3, double? InputSecondMoment = null)
{
    /// <summary>What options in <c>.editorconfig</c> start with.</summary>
    private const string OptionPrefix = "simd_nets.gradient_flow.";

    /// <summary>−1 where gradients of this ratio vanish, 1 where they explode, else 0.</summary>
    public int Verdict(double ratio) => ratio < Vanishing ? -1 : ratio > Exploding ? 1 : 0;

    /// <summary>The limits in force in a file; what is no positive number is as if it were not there.</summary>
    public static FlowLimits Of(AnalyzerConfigOptionsProvider provider, SyntaxTree? tree)
    {
        AnalyzerConfigOptions options = tree is null ? provider.GlobalOptions : provider.GetOptions(tree);
        var usual = new FlowLimits();
        return new(
            Read("vanishing_below") ?? usual.Vanishing, Read("exploding_above") ?? usual.Exploding, Read("input_second_moment"));

        double? Read(string key) =>
            options.TryGetValue(OptionPrefix + key, out string? text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value > 0 && !double.IsInfinity(value)
                ? value
                : null;
    }
}
