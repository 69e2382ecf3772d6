using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Parsing;

/// <summary>A class with [Network], and what its compilation knows of the vocabulary.</summary>
internal sealed class NetworkClass
{
    /// <summary>The attribute's full name.</summary>
    public const string AttributeName = "Simd.Nets." + nameof(NetworkAttribute);

    private NetworkClass(INamedTypeSymbol type, Compilation compilation, AttributeData attribute)
    {
        Type = type;
        Compilation = compilation;
        Attribute = attribute;
    }

    /// <summary>The class.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>Where it is compiled.</summary>
    public Compilation Compilation { get; }

    /// <summary>What makes it a network.</summary>
    public AttributeData Attribute { get; }

    /// <summary>The element type, and whether it is one of the enumeration's.</summary>
    public (ElementType Type, bool IsKnown) ElementType =>
        Attribute.NamedArguments.FirstOrDefault(argument => argument.Key == nameof(ElementType)).Value.Value switch
        {
            null or (int)Nets.ElementType.Float32 => (Nets.ElementType.Float32, true),
            (int)Nets.ElementType.Float64 => (Nets.ElementType.Float64, true),
            _ => (Nets.ElementType.Float32, false),
        };

    /// <summary>The types around it, outermost first.</summary>
    public IEnumerable<INamedTypeSymbol> Containers
    {
        get
        {
            var outwards = new Stack<INamedTypeSymbol>();
            for (INamedTypeSymbol? outer = Type.ContainingType; outer is not null; outer = outer.ContainingType)
            {
                outwards.Push(outer);
            }

            return outwards;
        }
    }

    /// <summary>Where the attribute is written.</summary>
    public Location AttributeLocation(CancellationToken token) =>
        Attribute.ApplicationSyntaxReference?.GetSyntax(token).GetLocation() ?? Type.Locations[0];

    /// <summary>The class as a network, or null where it has no [Network]; on anything else the attribute is C#'s own error.</summary>
    public static NetworkClass? Of(INamedTypeSymbol type, Compilation compilation) =>
        type.TypeKind == TypeKind.Class && type.GetAttributes().FirstOrDefault(data => data.AttributeClass?.ToDisplayString() == AttributeName) is { } attribute
            ? new(type, compilation, attribute)
            : null;

    /// <summary>Whether a type is the vocabulary's of that name, not one that somebody else calls so.</summary>
    public bool IsVocabulary(ITypeSymbol type, string name) => type.Name == name && IsVocabulary(type);

    /// <summary>Whether a type comes with the attribute: the same assembly, the same namespace.</summary>
    public bool IsVocabulary(ITypeSymbol type) =>
        type.ContainingType is null
        && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Attribute.AttributeClass!.ContainingAssembly)
        && SymbolEqualityComparer.Default.Equals(type.ContainingNamespace, Attribute.AttributeClass.ContainingNamespace);
}
