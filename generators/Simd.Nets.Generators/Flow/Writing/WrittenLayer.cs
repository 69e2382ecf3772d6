using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Simd.Nets.Generators.Flow.Writing;

/// <summary>A layer, and where it is written.</summary>
/// <param name="Path">Its place in the expanded stack.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Element">What stands for it in <c>Layers</c>: itself, or the call of a helper.</param>
/// <param name="Syntax">The expression that makes it, in the helper if there is one.</param>
internal sealed record WrittenLayer(string Path, Layer Layer, ExpressionSyntax Element, ExpressionSyntax Syntax)
{
    /// <summary>What stands in a collection for it: what makes it, or the call of a helper that yields it.</summary>
    public ExpressionSyntax Site => Syntax.Parent is ExpressionElementSyntax ? Syntax : Element;
}
