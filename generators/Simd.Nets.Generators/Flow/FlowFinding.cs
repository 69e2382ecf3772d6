using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Flow;

/// <summary>Something to say of the gradients of a network.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Path">The element's place in the expanded stack.</param>
/// <param name="Arguments">Of the rule's message.</param>
internal sealed record FlowFinding(DiagnosticDescriptor Rule, string Path, params object[] Arguments)
{
    /// <summary>What it is, where that depends on more than the rule.</summary>
    public DiagnosticSeverity Severity { get; init; } = Rule.DefaultSeverity;
}

/// <summary>What is called sick, and what is known of the inputs.</summary>
/// <param name="Vanishing">A ratio of gradients below this vanishes.</param>
/// <param name="Exploding">One above this explodes.</param>
/// <param name="InputSecondMoment">E[x²] where a project declares it for all networks that do not.</param>
internal sealed record FlowLimits(double Vanishing = 1e-3, double Exploding = 1e3, double? InputSecondMoment = null)
{
    /// <summary>−1 where gradients of this ratio vanish, 1 where they explode, else 0.</summary>
    public int Verdict(double ratio) => ratio < Vanishing ? -1 : ratio > Exploding ? 1 : 0;
}
