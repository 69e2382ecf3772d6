namespace Simd.Nets.Generators.Diagnostics;

/// <summary>Where the page of a rule is.</summary>
internal static class HelpLink
{
    /// <summary>The folder of the pages; an address once the pages are published.</summary>
    public const string Base = "docs/diagnostics/";

    /// <summary>What ends the name of a page.</summary>
    public const string Extension = ".md";
}
