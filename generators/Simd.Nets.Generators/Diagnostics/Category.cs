namespace Simd.Nets.Generators.Diagnostics;

/// <summary>The categories of the rules.</summary>
internal static class Category
{
    /// <summary>What is declared, and its shapes.</summary>
    public const string Declaration = "Simd.Nets.Declaration";

    /// <summary>What becomes of gradients.</summary>
    public const string GradientFlow = "Simd.Nets.GradientFlow";
}
