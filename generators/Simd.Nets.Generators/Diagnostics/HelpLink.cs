namespace Simd.Nets.Generators.Diagnostics;

/// <summary>Where the page of a rule is.</summary>
internal static partial class HelpLink
{
    /// <summary>The folder of the pages: an address where the build knew the repository's, which it writes as <c>PublishedAt</c>.</summary>
    public const string Base = PublishedAt == "" ? Folder : PublishedAt + "/blob/main/" + Folder;

    /// <summary>What ends the name of a page.</summary>
    public const string Extension = ".md";

    private const string Folder = "docs/diagnostics/";
}
