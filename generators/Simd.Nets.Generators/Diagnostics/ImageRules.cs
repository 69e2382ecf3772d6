using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Diagnostics;

/// <summary>Rules of images, and of windows that move over them.</summary>
internal static class ImageRules
{
    /// <summary>A window that is larger than the padded image.</summary>
    public static readonly DiagnosticDescriptor WindowTooLarge = new(
        "SNET0020",
        "A window fits into its image",
        "'{0}' moves a window of {1} over an image of {2}, which has only {3} with its padding: make the window smaller, pad more, or keep "
        + "the image larger before it",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0020" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>Groups that do not divide the channels of input or output.</summary>
    public static readonly DiagnosticDescriptor Groups = new(
        "SNET0021",
        "Groups divide the channels",
        "'{0}' has {1} groups, which must divide the channels of its input, {2}, and of its output, {3}: choose a number that divides "
        + "both, or other channels",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0021" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>A pooling with too much padding, or one to a larger image.</summary>
    public static readonly DiagnosticDescriptor PoolingMisfit = new(
        "SNET0022",
        "A pooling fits its image",
        "'{0}' {1}: {2}",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0022" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>A layer of windows on a row of features, or one of sequences on an image.</summary>
    public static readonly DiagnosticDescriptor NeedsImage = new(
        "SNET0023",
        "Convolutions and poolings take images",
        "'{0}' takes {1}, and {2} came: {3}",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0023" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>A layer of features on an image.</summary>
    public static readonly DiagnosticDescriptor NeedsFeatures = new(
        "SNET0024",
        "This layer takes features",
        "'{0}' works on rows of features, and an image of {1} came: {2}",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0024" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>Joined images with different heights or widths.</summary>
    public static readonly DiagnosticDescriptor JoinDiffers = new(
        "SNET0025",
        "A concatenation joins channels of images of one size",
        "'{0}' joins the channels of its input, {1}, and of its body, {2}, and these must have one height and width: {3}",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0025" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
