using System.Text;
using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Parsing;

/// <summary>File names for generated sources.</summary>
internal static class HintName
{
    private const int Longest = 96;

    /// <summary>
    /// A prefix that differs for every two types of a compilation, also where file names ignore case: the full name in ASCII, shortened,
    /// and a hash of the exact one.
    /// </summary>
    public static string Of(INamedTypeSymbol type)
    {
        string exact = ExactName(type);
        var legible = new StringBuilder();
        foreach (char c in exact)
        {
            legible.Append(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' ? c : '_');
        }

        if (legible.Length > Longest)
        {
            legible.Remove(0, legible.Length - Longest);
        }

        return $"{legible}.{Fnv1A(exact):x8}";
    }

    private static string ExactName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{ExactName(outer)}+{type.MetadataName}"
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}"
        : type.MetadataName;

    private static uint Fnv1A(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash;
    }
}
