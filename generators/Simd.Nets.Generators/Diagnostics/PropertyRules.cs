using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Diagnostics;

/// <summary>Rules of how a network is declared: the attribute, the property, and what can be read in it.</summary>
internal static class PropertyRules
{
    /// <summary>There is no property to read.</summary>
    public static readonly DiagnosticDescriptor NoLayers = new(
        "SNET0002",
        "A network needs a Layers property",
        "A network needs a property 'static LayerStack Layers => [Input(...), ...];', and '{0}' {1}: declare it so",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0002" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>An expression cannot be evaluated without running code.</summary>
    public static readonly DiagnosticDescriptor NotUnderstood = new(
        "SNET0003",
        "This cannot be read at compile time",
        "'{0}' cannot be read at compile time: {1}. Understood are the layers of Simd.Nets.Layers (also with 'with' and 'new'), constants "
        + "and const fields, nested collections, spreads, Repeat, and static methods and properties of this project whose body is one "
        + "expression of these.",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0003" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>The attribute names no element type.</summary>
    public static readonly DiagnosticDescriptor UnknownElementType = new(
        "SNET0013",
        "Unknown element type",
        "The element type of a network is ElementType.Float32 or ElementType.Float64, and '{0}' names neither: choose one of them",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0013" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
