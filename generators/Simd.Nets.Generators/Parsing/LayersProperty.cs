using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Simd.Nets.Generators.Diagnostics;

namespace Simd.Nets.Generators.Parsing;

/// <summary>The property that declares a network.</summary>
internal static class LayersProperty
{
    /// <summary>Its name.</summary>
    public const string Name = "Layers";

    /// <summary>The expression to read; null, and reported, where there is none.</summary>
    public static ExpressionSyntax? Find(NetworkClass network, IElementSink? sink)
    {
        if (network.Type.GetMembers(Name).OfType<IPropertySymbol>().FirstOrDefault() is not { } property)
        {
            return network.Type.GetMembers(Name) switch
            {
                [IFieldSymbol field, ..] => Refuse("has a field of that name, '=' where '=>' belongs", field),
                [IMethodSymbol method, ..] => Refuse("has a method of that name, with '()' where none belongs", method),
                _ => Refuse("has no property of that name", network.Type),
            };
        }

        sink?.Place("", property.Locations[0], null);
        IPropertySymbol implementation = Implementation(property);
        return property switch
        {
            _ when !network.IsVocabulary(property.Type, nameof(LayerStack)) =>
                Refuse($"has one of type {property.Type.ToDisplayString()}", property),
            _ when HasInitializer(implementation) => Refuse("has one with an initializer, '=' where '=>' belongs", property),
            { IsStatic: false } => Refuse("has one that is not static", property),
            { SetMethod: not null } => Refuse("has one with a setter", property),
            _ => SingleExpression.Of(implementation) ?? Refuse("has one whose body is not a single expression", property),
        };

        ExpressionSyntax? Refuse(string found, ISymbol at)
        {
            sink?.Report(PropertyRules.NoLayers, at.Locations[0], null, network.Type.Name, found);
            return null;
        }
    }

    /// <summary>The file that the layers of a class are written in; null where it has none.</summary>
    public static SyntaxTree? FileOf(INamedTypeSymbol type) => type.GetMembers(Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property
        ? Implementation(property).DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree
        : null;

    private static IPropertySymbol Implementation(IPropertySymbol property) => property.PartialImplementationPart ?? property;

    private static bool HasInitializer(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.Any(part => part.GetSyntax() is PropertyDeclarationSyntax { Initializer: not null });
}
