using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Simd.Nets.Generators.Parsing;

/// <summary>The declarations of a compilation, as the generator's pipeline takes them.</summary>
internal static class DeclarationProvider
{
    /// <summary>The tracked step whose outputs are declarations.</summary>
    public const string TrackingName = "Declaration";

    /// <summary>Every declaration into whose class code can be written, valid or not.</summary>
    public static IncrementalValuesProvider<NetworkDeclaration> Declarations(this IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(
                NetworkClass.AttributeName,
                static (node, _) => IsClass(node),
                static (found, token) => IsFirst(found) && found.TargetSymbol is INamedTypeSymbol type
                    ? DeclarationParser.Parse(type, found.SemanticModel.Compilation, sink: null, token)
                    : null)
            .SelectMany(static (declaration, _) => declaration is null ? ImmutableArray<NetworkDeclaration>.Empty : [declaration])
            .WithTrackingName(TrackingName);

    /// <summary>Whether a declaration may bear the attribute: C# refuses it on structs and interfaces.</summary>
    internal static bool IsClass(SyntaxNode node) =>
        node is ClassDeclarationSyntax || node.IsKind(SyntaxKind.RecordDeclaration);

    /// <summary>A class whose parts both bear the attribute, which C# refuses, comes twice.</summary>
    internal static bool IsFirst(GeneratorAttributeSyntaxContext found) =>
        NetworkClass.Of((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation) is { } network
        && network.Attribute.ApplicationSyntaxReference is { } first
        && first.SyntaxTree == found.TargetNode.SyntaxTree
        && found.TargetNode.Span.Contains(first.Span);
}
