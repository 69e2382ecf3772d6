namespace Simd.Nets.Generators.Emission;

/// <summary>Text within a documentation comment.</summary>
internal static class DocumentationText
{
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
