using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Diagnostics;

/// <summary>Something wrong with an element of a stack.</summary>
/// <param name="Rule">The rule it breaks.</param>
/// <param name="Path">The element's place in the expanded stack, <c>3/body/1</c>; empty for the property itself.</param>
/// <param name="Arguments">Of the rule's message.</param>
internal readonly record struct Finding(DiagnosticDescriptor Rule, string Path, params object[] Arguments);
