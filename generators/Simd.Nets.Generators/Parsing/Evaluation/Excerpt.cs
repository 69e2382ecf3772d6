using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Parsing.Evaluation;

/// <summary>A piece of source as a message quotes it.</summary>
internal static class Excerpt
{
    private const int Longest = 60;

    /// <summary>The text on one line, cut where it is long.</summary>
    public static string Of(SyntaxNode node)
    {
        string text = Regex.Replace(node.ToString(), @"\s+", " ");
        return text.Length <= Longest ? text : text.Substring(0, Longest - 1) + "…";
    }
}
