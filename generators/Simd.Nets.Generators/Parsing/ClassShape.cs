using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Simd.Nets.Generators.Diagnostics;

namespace Simd.Nets.Generators.Parsing;

/// <summary>Something wrong with the class itself, so that no code can be written into it.</summary>
internal readonly struct ClassProblem(DiagnosticDescriptor rule, Location at, params string[] arguments)
{
    public DiagnosticDescriptor Rule { get; } = rule;

    public Location At { get; } = at;

    public string[] Arguments { get; } = arguments;
}

/// <summary>Whether a class can carry a network.</summary>
internal static class ClassShape
{
    /// <summary>All that is wrong with the class; empty if code can be written into it.</summary>
    public static IEnumerable<ClassProblem> Problems(NetworkClass network)
    {
        INamedTypeSymbol type = network.Type;
        Location at = type.Locations[0];
        if (!IsPartial(type))
        {
            yield return new(ClassRules.NotPartial, at, type.Name);
        }

        foreach ((string what, string remedy) in Obstacles(network))
        {
            yield return new(ClassRules.CannotCarry, at, type.Name, what, remedy);
        }

        if (EmittedMembers.Names.Contains(type.Name))
        {
            yield return new(
                ClassRules.MemberTaken, at, type.Name, type.Name, "no class has a member of its own name: rename the class");
        }

        foreach (ISymbol member in EmittedMembers.DeclaredBy(type))
        {
            string name = member is IMethodSymbol { MethodKind: MethodKind.Constructor }
                ? member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)
                : member.Name;
            yield return new(ClassRules.MemberTaken, member.Locations[0], type.Name, name, "the class declares one too: rename it or remove it");
        }
    }

    private static IEnumerable<(string What, string Remedy)> Obstacles(NetworkClass network)
    {
        INamedTypeSymbol type = network.Type;
        if (type.IsRecord)
        {
            yield return ("a record", "make it a class");
        }

        if (type.IsStatic)
        {
            yield return ("static", "remove 'static': a network is an instance with weights of its own");
        }
        else if (type.IsAbstract)
        {
            yield return ("abstract", "remove 'abstract'");
        }

        if (type.IsFileLocal)
        {
            yield return ("local to its file", "remove 'file': the generated part is in another file");
        }

        if (type.TypeParameters.Length > 0)
        {
            yield return ("generic", "remove the type parameters; the element type is chosen by [Network(ElementType = ...)]");
        }

        foreach (INamedTypeSymbol outer in network.Containers)
        {
            if (outer.TypeParameters.Length > 0)
            {
                yield return ($"nested in the generic type {outer.Name}", $"move it out of {outer.Name}");
            }
            else if (outer.IsFileLocal)
            {
                yield return ($"nested in the file-local type {outer.Name}", $"remove 'file' there, or move the class out of it");
            }
            else if (!IsPartial(outer))
            {
                yield return ($"nested in {outer.Name}, which is not partial", $"make {outer.Name} partial too");
            }
        }

        if (!type.IsRecord && Parts(type).Any(part => part.ParameterList is not null))
        {
            yield return ("declared with a primary constructor", "remove it: the generated constructors take a seed");
        }

        if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: TypeKind.Class } parent
            && !type.IsRecord && !type.IsStatic && !HasPlainConstructor(parent, network))
        {
            yield return ($"derived from {parent.Name}, which has no parameterless constructor", "give the base one, or remove the base");
        }

        if (RequiredMember(type) is { } required)
        {
            yield return ($"declared with the required member {required}", "remove 'required': networks are made from a seed alone");
        }
    }

    private static bool IsPartial(INamedTypeSymbol type) => Parts(type).All(part => part.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static IEnumerable<TypeDeclarationSyntax> Parts(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>();

    private static bool HasPlainConstructor(INamedTypeSymbol parent, NetworkClass network) => parent.InstanceConstructors.Any(constructor =>
        constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)
        && network.Compilation.IsSymbolAccessibleWithin(constructor, network.Type));

    private static string? RequiredMember(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            foreach (ISymbol member in at.GetMembers())
            {
                if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
                {
                    return member.Name;
                }
            }
        }

        return null;
    }
}
