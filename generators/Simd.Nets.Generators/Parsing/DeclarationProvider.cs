using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Simd.Nets.Generators.Parsing;

/// <summary>The declarations of a compilation, as the generator's pipeline takes them.</summary>
internal static class DeclarationProvider
{
    /// <summary>The tracked step whose outputs are declarations.</summary>
    public const string TrackingName = "Declaration";

    /// <summary>The tracked step whose outputs are lines.</summary>
    public const string LinesTrackingName = "Lines";

    /// <summary>
    /// Every declaration into whose class code can be written, valid or not; and, apart from them, where the layers of the valid ones are
    /// written.
    /// </summary>
    public static (IncrementalValuesProvider<NetworkDeclaration> Declarations, IncrementalValuesProvider<LayerLines> Lines) Networks(
        this IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<(NetworkDeclaration Declaration, LayerLines? Lines)> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                NetworkClass.AttributeName,
                static (node, _) => IsClass(node),
                static (found, token) => IsFirst(found) && found.TargetSymbol is INamedTypeSymbol type
                    ? Parse(type, found.SemanticModel.Compilation, token)
                    : [])
            .SelectMany(static (parsed, _) => parsed);
        return (
            parsed.Select(static (network, _) => network.Declaration).WithTrackingName(TrackingName),
            parsed.SelectMany(static (network, _) => network.Lines is { } lines ? ImmutableArray.Create(lines) : [])
                .WithTrackingName(LinesTrackingName));
    }

    /// <summary>Whether a declaration may bear the attribute: C# refuses it on structs and interfaces.</summary>
    internal static bool IsClass(SyntaxNode node) =>
        node is ClassDeclarationSyntax || node.IsKind(SyntaxKind.RecordDeclaration);

    /// <summary>A class whose parts both bear the attribute, which C# refuses, comes twice.</summary>
    internal static bool IsFirst(GeneratorAttributeSyntaxContext found) =>
        NetworkClass.Of((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation) is { } network
        && network.Attribute.ApplicationSyntaxReference is { } first
        && first.SyntaxTree == found.TargetNode.SyntaxTree
        && found.TargetNode.Span.Contains(first.Span);

    private static ImmutableArray<(NetworkDeclaration Declaration, LayerLines? Lines)> Parse(
        INamedTypeSymbol type, Compilation compilation, CancellationToken token)
    {
        var places = new ElementPlaces();
        return DeclarationParser.Parse(type, compilation, places, token) is not { } declaration
            ? []
            : [(declaration, declaration.IsValid ? LayerLines.Of(declaration, places) : null)];
    }
}
