using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Diagnostics;

/// <summary>Rules of the numbers that layers and losses take.</summary>
internal static class OptionRules
{
    /// <summary>A number with which a layer has no meaning.</summary>
    public static readonly DiagnosticDescriptor OutOfRange = new(
        "SNET0017",
        "A number is out of its range",
        "'{0}' needs {1}",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0017" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>Class weights that are not one an output.</summary>
    public static readonly DiagnosticDescriptor ClassCount = new(
        "SNET0018",
        "Class weights are one a class",
        "'{0}' needs one of ClassWeights for each of the network's {1} outputs, and {2} came: write as many weights as outputs, or "
        + "change the layer that makes the outputs",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0018" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>A loss that chooses between classes has one to choose.</summary>
    public static readonly DiagnosticDescriptor OneClass = new(
        "SNET0019",
        "A loss of classes needs two outputs or more",
        "'{0}' needs two outputs or more, one a class, and one came, whose probability is always 1: write Dense(2) for two classes, or "
        + "BinaryCrossEntropy for one output",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0019" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
