using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Diagnostics;

/// <summary>Rules of the layers and their order.</summary>
internal static class LayerRules
{
    /// <summary><c>Input</c> is missing, not first, or there twice.</summary>
    public static readonly DiagnosticDescriptor InputNotFirst = new(
        "SNET0004",
        "A network starts with one Input",
        "The first element of a network, and only the first, is Input(features), and here is {0}: {1}",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0004" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>A size or a count is too small.</summary>
    public static readonly DiagnosticDescriptor NotPositive = new(
        "SNET0005",
        "A size must be positive",
        "'{0}' needs {1}, and {2} came: write a size that the network can have",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0005" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>Something follows the loss, or it is inside a block.</summary>
    public static readonly DiagnosticDescriptor LossNotLast = new(
        "SNET0006",
        "A loss is the last element",
        "A loss ends a network, and {0} stands {1}: move it to the end of Layers",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0006" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>A second loss.</summary>
    public static readonly DiagnosticDescriptor TwoLosses = new(
        "SNET0007",
        "A network has one loss",
        "A network has one loss, and {0} comes after {1}: remove one of them",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0007" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>A limit of <see cref="Limits"/>.</summary>
    public static readonly DiagnosticDescriptor TooLarge = new(
        "SNET0008",
        "The network is beyond the size limits",
        "At most {1} {0} are supported, and {2} came: {3}",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0008" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>No layer at all.</summary>
    public static readonly DiagnosticDescriptor Nothing = new(
        "SNET0010",
        "There is nothing between input and loss",
        "A network has at least one layer between its Input and its loss or end, and here is none: add one, as Dense(units)",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0010" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>A name that is taken, or that cannot name a tensor.</summary>
    public static readonly DiagnosticDescriptor BadName = new(
        "SNET0011",
        "A layer needs a name of its own",
        "The name '{0}' {1}: {2}",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0011" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>An initialiser without a variance.</summary>
    public static readonly DiagnosticDescriptor BadInit = new(
        "SNET0014",
        "This initialiser cannot draw weights",
        "An initialiser needs {1}, and '{0}' came: correct it, or choose Init.He, Xavier, LeCun or PyTorch",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0014" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
