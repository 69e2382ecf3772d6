using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Simd.Nets.Generators.Flow;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.CodeFixes;

/// <summary>A layer, and where it is written.</summary>
/// <param name="Path">Its place in the expanded stack.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Element">What stands for it in <c>Layers</c>: itself, or the call of a helper.</param>
/// <param name="Syntax">The expression that makes it, in the helper if there is one.</param>
internal sealed record WrittenLayer(string Path, Layer Layer, ExpressionSyntax Element, ExpressionSyntax Syntax);

/// <summary>A network that passed its checks, and where its layers are written.</summary>
internal sealed class WrittenNetwork
{
    private WrittenNetwork(INamedTypeSymbol type, Compilation compilation, LayerStack layers, FlowLimits limits, WrittenLayer[] written)
    {
        Type = type;
        Compilation = compilation;
        Stack = layers;
        Limits = limits;
        Layers = written;
        Flow = GradientFlow.Predict(layers, ((InputLayer)layers[0]).SecondMoment ?? limits.InputSecondMoment);
        Findings = [.. FlowFindings.Of(layers, limits)];
    }

    public INamedTypeSymbol Type { get; }

    public Compilation Compilation { get; }

    public LayerStack Stack { get; }

    public FlowLimits Limits { get; }

    /// <summary>Its layers in the order of the expanded stack.</summary>
    public IReadOnlyList<WrittenLayer> Layers { get; }

    public GradientFlow Flow { get; }

    /// <summary>What the analyzer has to say of it.</summary>
    public IReadOnlyList<FlowFinding> Findings { get; }

    /// <summary>The network that a class declares; null where there is none or it is wrong.</summary>
    public static WrittenNetwork? Of(INamedTypeSymbol type, Compilation compilation, FlowLimits limits, CancellationToken token)
    {
        var places = new ElementPlaces();
        return DeclarationParser.Parse(type, compilation, places, token) is { IsValid: true, Layers: { } layers }
            ? new(type, compilation, layers, limits, [.. Element.All(layers).Select(element => Written(element, places, token)).OfType<WrittenLayer>()])
            : null;
    }

    /// <summary>The same class after a change; null where it is no good network, or no good C#, any more.</summary>
    public WrittenNetwork? In(Compilation changed, CancellationToken token) =>
        changed.Assembly.GetTypeByMetadataName(MetadataName(Type)) is { } type ? Of(type, changed, Limits, token) : null;

    /// <summary>What an expression is bound to.</summary>
    public SemanticModel Model(SyntaxNode node) => Compilation.GetSemanticModel(node.SyntaxTree);

    private static string MetadataName(INamedTypeSymbol type) => type switch
    {
        { ContainingType: { } outer } => $"{MetadataName(outer)}+{type.MetadataName}",
        { ContainingNamespace.IsGlobalNamespace: true } => type.MetadataName,
        _ => $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}",
    };

    private static WrittenLayer? Written(Element element, ElementPlaces places, CancellationToken token) =>
        places.Of(element.Path) is ({ } inLayers, var inHelper)
        && Expression(inLayers, token) is { } written
        && (inHelper is null ? written : Expression(inHelper, token)) is { } syntax
            ? new(element.Path, element.Layer, written, syntax)
            : null;

    private static ExpressionSyntax? Expression(Location at, CancellationToken token) =>
        at.SourceTree?.GetRoot(token).FindNode(at.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax;
}
