using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Diagnostics;

/// <summary>Rules of layers that have layers inside.</summary>
internal static class BlockRules
{
    /// <summary>A stack inside a layer is empty.</summary>
    public static readonly DiagnosticDescriptor Empty = new(
        "SNET0015",
        "A block has one layer or more",
        "The {1} of '{0}' needs one layer or more, and it has none: add one, as Dense(units)",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0015" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>What a residual block adds has two shapes.</summary>
    public static readonly DiagnosticDescriptor ShapesDiffer = new(
        "SNET0016",
        "A residual block adds equal shapes",
        "'{0}' adds the {1} of its body to the {2} of its {3}, and these must be equal: {4}",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0016" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
