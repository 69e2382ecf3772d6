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
    private WrittenNetwork(INamedTypeSymbol type, Compilation compilation, LayerStack layers, FlowLimits limits, Sites sites)
    {
        Type = type;
        Compilation = compilation;
        Stack = layers;
        Limits = limits;
        Layers = [.. Element.All(layers).Select(sites.Of).OfType<WrittenLayer>()];
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
        var sites = new Sites(token);
        return DeclarationParser.Parse(type, compilation, sites, token) is { IsValid: true, Layers: { } layers }
            ? new(type, compilation, layers, limits, sites)
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

    private sealed class Sites(CancellationToken token) : IElementSink
    {
        private readonly Dictionary<string, (Location Element, Location? InHelper)> places = [];

        public void Place(string path, Location element, Location? inHelper) => places[path] = (element, inHelper);

        public void Report(DiagnosticDescriptor rule, Location at, Location? inHelper, params object[] arguments) { }

        public void Report(DiagnosticDescriptor rule, string path, params object[] arguments) { }

        public WrittenLayer? Of(Element element) =>
            places.TryGetValue(element.Path, out (Location Element, Location? InHelper) place)
            && Expression(place.Element) is { } written
            && (place.InHelper is null ? written : Expression(place.InHelper)) is { } syntax
                ? new(element.Path, element.Layer, written, syntax)
                : null;

        private ExpressionSyntax? Expression(Location at) =>
            at.SourceTree?.GetRoot(token).FindNode(at.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax;
    }
}
