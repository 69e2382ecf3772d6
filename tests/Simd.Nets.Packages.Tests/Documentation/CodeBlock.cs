using System.Text.RegularExpressions;

namespace Simd.Nets.Packages.Tests.Documentation;

/// <summary>A block of C# in a page.</summary>
/// <param name="Page">The page, from the repository's root: <c>docs/files.md</c>.</param>
/// <param name="Line">The line that the code begins at.</param>
/// <param name="Code">What stands in the block.</param>
/// <param name="Given">What a comment in front of the block takes for granted: <c>&lt;!-- given: var net = …; --&gt;</c>.</param>
internal sealed partial record CodeBlock(string Page, int Line, string Code, string Given)
{
    /// <summary>All blocks of the README and of the pages; those of diagnostics, some of which are wrong on purpose, have a test of their
    /// own.</summary>
    public static IReadOnlyList<CodeBlock> All { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Order(StringComparer.Ordinal)
            .Select(path => "docs/" + Path.GetFileName(path)).Prepend("README.md").SelectMany(Of),
    ];

    /// <summary><c>docs_files_63</c>.</summary>
    public string Name => $"{Path.ChangeExtension(Page, null).Replace('/', '_').Replace('-', '_')}_{Line}";

    /// <summary>The blocks of a page.</summary>
    public static IEnumerable<CodeBlock> Of(string page)
    {
        string text = Repository.Read(page);
        return Blocks().Matches(text).Select(match => new CodeBlock(
            page, text.AsSpan(0, match.Groups["code"].Index).Count('\n') + 1, match.Groups["code"].Value, match.Groups["given"].Value));
    }

    [GeneratedRegex(@"(?:^<!-- given: (?<given>(?:(?!-->).)*)-->\n+)?^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
