using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Diagnostics;

/// <summary>
/// Rules of the class itself. Code cannot be written into a class that breaks one, so <see cref="BuildGate"/> repeats their errors in a
/// build.
/// </summary>
internal static class ClassRules
{
    /// <summary>The class, or a part of it, lacks <c>partial</c>.</summary>
    public static readonly DiagnosticDescriptor NotPartial = new(
        "SNET0001",
        "A network's class must be partial",
        "The network '{0}' must be partial, so that the compiler can write its code into it: declare it as 'partial class {0}'",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0001" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>The type is of a kind that no generated part can complete.</summary>
    public static readonly DiagnosticDescriptor CannotCarry = new(
        "SNET0009",
        "This type cannot carry a network",
        "A network must be a plain class, and '{0}' is {1}: {2}",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0009" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>The class declares a member that the generator writes, or is called as one.</summary>
    public static readonly DiagnosticDescriptor MemberTaken = new(
        "SNET0012",
        "The compiler writes this member of a network",
        "The compiler writes '{1}' into the network '{0}', and {2}",
        Category.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "SNET0012" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
