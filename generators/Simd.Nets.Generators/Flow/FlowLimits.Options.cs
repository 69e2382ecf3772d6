using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Flow;

/// <content>Those of a project.</content>
internal sealed partial record FlowLimits
{
    /// <summary>What options in <c>.editorconfig</c> start with.</summary>
    private const string OptionPrefix = "simd_nets.gradient_flow.";

    /// <summary>
    /// The limits in force for a network: those of the file with its layers, in whichever files other parts of its class may be. What is no
    /// positive number is as if it were not there, and so is a limit by which gradients that do not change would be sick.
    /// </summary>
    public static FlowLimits Of(AnalyzerConfigOptionsProvider provider, INamedTypeSymbol network)
    {
        AnalyzerConfigOptions options = LayersProperty.FileOf(network) is { } file ? provider.GetOptions(file) : provider.GlobalOptions;
        var usual = new FlowLimits();
        return new(
            Read("vanishing_below", most: 1) ?? usual.Vanishing,
            Read("exploding_above", least: 1) ?? usual.Exploding,
            Read("saturating_below", most: 1) ?? usual.Saturating,
            Read("input_second_moment"));

        double? Read(string key, double least = 0, double most = double.PositiveInfinity) =>
            options.TryGetValue(OptionPrefix + key, out string? text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value > least && value < most
                ? value
                : null;
    }
}
