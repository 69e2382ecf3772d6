using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Simd.Nets.Generators.Diagnostics.Checks;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Flow.Writing;

/// <summary>A network that passed its checks, where its layers are written, and what is to be said of it: the analyzer and the code fixes
/// have it from here.</summary>
internal sealed class WrittenNetwork
{
    private readonly ElementType elementType;
    private readonly CancellationToken token;
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];
    private readonly Lazy<GradientFlow> flow;
    private readonly Lazy<IReadOnlyList<FlowFinding>> findings;
    private readonly Lazy<IReadOnlyList<WrittenLayer>> layers;
    private readonly Lazy<Dictionary<string, WrittenLayer>> byPath;
    private readonly Lazy<ILookup<ExpressionSyntax, WrittenLayer>> sites;

    private WrittenNetwork(
        INamedTypeSymbol type,
        Compilation compilation,
        LayerStack stack,
        ElementType elementType,
        FlowLimits limits,
        ElementPlaces places,
        CancellationToken token)
    {
        (Type, Compilation, Stack, Limits, Places) = (type, compilation, stack, limits, places);
        (this.elementType, this.token) = (elementType, token);
        flow = new(() => GradientFlow.Predict(stack, FlowFindings.DeclaredScale(stack, limits)));
        findings = new(() => [.. FlowFindings.Of(stack, limits, CanMake)]);
        layers = new(() => [.. Written()]);
        byPath = new(() => Layers.ToDictionary(written => written.Path));
        sites = new(() => Layers.ToLookup(written => written.Syntax));
    }

    public INamedTypeSymbol Type { get; }

    public Compilation Compilation { get; }

    public LayerStack Stack { get; }

    public FlowLimits Limits { get; }

    public ElementPlaces Places { get; }

    public GradientFlow Flow => flow.Value;

    /// <summary>What the analyzer has to say of it.</summary>
    public IReadOnlyList<FlowFinding> Findings => findings.Value;

    /// <summary>Its layers in the order of the expanded stack.</summary>
    public IReadOnlyList<WrittenLayer> Layers => layers.Value;

    /// <summary>The expressions that make layers, each with all layers that it makes: a repeat and a helper make several by one.</summary>
    public ILookup<ExpressionSyntax, WrittenLayer> Sites => sites.Value;

    /// <summary>The network that a class declares; null where there is none or it is wrong.</summary>
    public static WrittenNetwork? Of(
        INamedTypeSymbol type, Compilation compilation, AnalyzerConfigOptionsProvider options, CancellationToken token) =>
        Of(type, compilation, () => FlowLimits.Of(options, type), token);

    /// <summary>The same class after a change; null where it is no good network, or no good C#, any more.</summary>
    public WrittenNetwork? In(Compilation changed) =>
        changed.Assembly.GetTypeByMetadataName(MetadataName(Type)) is { } type ? Of(type, changed, () => Limits, token) : null;

    /// <summary>The layer at a place; null where it is not known how it is written.</summary>
    public WrittenLayer? At(string path) => byPath.Value.TryGetValue(path, out WrittenLayer? written) ? written : null;

    /// <summary>What an expression is bound to.</summary>
    public SemanticModel Model(SyntaxNode node)
    {
        if (!models.TryGetValue(node.SyntaxTree, out SemanticModel? model))
        {
            models.Add(node.SyntaxTree, model = Compilation.GetSemanticModel(node.SyntaxTree));
        }

        return model;
    }

    /// <summary>A change as edits of the source.</summary>
    public SourceEdits Edit(StackChange change)
    {
        var edits = new SourceEdits(this);
        ChangeWriter.Write(change, this, edits);
        return edits;
    }

    /// <summary>Whether a change can be written, and leaves a network that passes its checks.</summary>
    public bool CanMake(StackChange change) =>
        Edit(change).IsPossible && !DeclarationChecks.Run(change.Layers, elementType).Any();

    private static WrittenNetwork? Of(INamedTypeSymbol type, Compilation compilation, Func<FlowLimits> limits, CancellationToken token)
    {
        var places = new ElementPlaces();
        return DeclarationParser.Parse(type, compilation, places, token) is { IsValid: true, Layers: { } layers } declaration
            ? new(type, compilation, layers, declaration.ElementType, limits(), places, token)
            : null;
    }

    private static string MetadataName(INamespaceOrTypeSymbol symbol) => symbol switch
    {
        { ContainingType: { } outer } => $"{MetadataName(outer)}+{symbol.MetadataName}",
        { ContainingNamespace: { IsGlobalNamespace: false } space } => $"{MetadataName(space)}.{symbol.MetadataName}",
        _ => symbol.MetadataName,
    };

    private IEnumerable<WrittenLayer> Written()
    {
        var known = new Dictionary<Location, ExpressionSyntax?>();
        foreach (Element element in Element.All(Stack))
        {
            if (Places.Of(element.Path) is ({ } inLayers, var inHelper)
                && Expression(inLayers) is { } written
                && (inHelper is null ? written : Expression(inHelper)) is { } syntax)
            {
                yield return new(element.Path, element.Layer, written, syntax);
            }
        }

        ExpressionSyntax? Expression(Location at) => known.TryGetValue(at, out ExpressionSyntax? found) ? found
            : known[at] = at.SourceTree?.GetRoot(token).FindNode(at.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax;
    }
}
