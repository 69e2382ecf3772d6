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
