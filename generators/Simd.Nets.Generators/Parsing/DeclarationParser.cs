using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Simd.Nets.Generators.Diagnostics;
using Simd.Nets.Generators.Diagnostics.Checks;
using Simd.Nets.Generators.Parsing.Evaluation;

namespace Simd.Nets.Generators.Parsing;

/// <summary>From symbols and syntax to a <see cref="NetworkDeclaration"/>. Code of the user is read, never run.</summary>
internal static class DeclarationParser
{
    private static readonly SymbolDisplayFormat Qualified = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat Unqualified = new(
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>
    /// The declaration of a class with [Network]; null if no code can be written into the class, which
    /// <see cref="BuildGate"/> and <see cref="NetworkAnalyzer"/> report.
    /// </summary>
    /// <param name="type">The class.</param>
    /// <param name="compilation">Its compilation.</param>
    /// <param name="sink">Learns locations and faults; null in the generator.</param>
    /// <param name="token">Cancels with <see cref="System.OperationCanceledException"/>.</param>
    public static NetworkDeclaration? Parse(INamedTypeSymbol type, Compilation compilation, IElementSink? sink, CancellationToken token)
    {
        if (NetworkClass.Of(type, compilation) is not { } network || !CanCarryCode(network, sink))
        {
            return null;
        }

        (ElementType elementType, bool valid) = network.ElementType;
        if (!valid)
        {
            sink?.Report(PropertyRules.UnknownElementType, network.AttributeLocation(token), null, type.Name);
        }

        LayerStack? layers = null;
        if (LayersProperty.Find(network, sink) is { } expression)
        {
            layers = new StackEvaluator(network, sink, token).Read(expression);
        }

        foreach (Finding finding in layers is null ? [] : DeclarationChecks.Run(layers, elementType))
        {
            valid = false;
            sink?.Report(finding.Rule, finding.Path, finding.Arguments);
        }

        return new NetworkDeclaration(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(Qualified),
            new(network.Containers.Select(Header)),
            type.ToDisplayString(Unqualified),
            HintName.Of(type),
            elementType,
            layers,
            valid && layers is not null);
    }

    private static bool CanCarryCode(NetworkClass network, IElementSink? sink)
    {
        bool can = true;
        foreach (ClassProblem problem in ClassShape.Problems(network))
        {
            can = false;
            sink?.Report(problem.Rule, problem.At, null, problem.Arguments);
        }

        return can;
    }

    private static string Header(INamedTypeSymbol container)
    {
        string kind = (container.IsRecord, container.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (_, TypeKind.Struct) => "struct",
            (_, TypeKind.Interface) => "interface",
            _ => "class",
        };
        return $"partial {kind} {container.ToDisplayString(Unqualified)}";
    }
}
