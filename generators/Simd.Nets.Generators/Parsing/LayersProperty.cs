using System.Linq;
using System.Threading;
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
            return Refuse("has no property of that name", network.Type);
        }

        sink?.Place("", property.Locations[0], null);
        IPropertySymbol implementation = property.PartialImplementationPart ?? property;
        return property switch
        {
            _ when !network.IsVocabulary(property.Type, nameof(LayerStack)) =>
                Refuse($"has one of type {property.Type.ToDisplayString()}", property),
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
}
