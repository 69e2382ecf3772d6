using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Parsing;

/// <summary>What the generator writes into a network's class, and so what the class may not declare itself.</summary>
internal static class EmittedMembers
{
    /// <summary>Every name that a generated part declares; beside them the emitter writes only <see cref="Numbered"/> ones.</summary>
    public static ImmutableHashSet<string> Names { get; } =
    [
        "At", "Backward", "BackwardRows", "BackwardToInputs", "Classify", "Clone", "Compiled", "CopyFrom", "Create", "Declaration",
        "Differentiate", "Evaluate", "Forward", "ForwardRows", "Gradients", "IKernels", "Infer", "Parameters", "Predict",
        "PredictProbabilities", "Runtime", "ScalarKernels", "Schema", "Summary", "Tensors", "TransposeWeights", "Vector128Kernels",
        "Vector256Kernels", "Vector512Kernels", "runtime",
    ];

    /// <summary>The methods that a deep network has in parts: behind the name stands the part's number.</summary>
    public static ImmutableHashSet<string> Numbered { get; } = ["BackwardRows", "BackwardToInputs", "ForwardRows", "TransposeWeights"];

    /// <summary>Whether a generated part may declare the name.</summary>
    public static bool IsReserved(string name) =>
        Names.Contains(name) || Numbered.Contains(name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));

    /// <summary>
    /// The members of a class that stand where generated ones go: one of the names, or a constructor of () or (ulong). For an analyzer the
    /// generated part is there already; its members do not count.
    /// </summary>
    public static IEnumerable<ISymbol> DeclaredBy(INamedTypeSymbol type)
    {
        string generated = HintName.Of(type);
        return type.GetMembers().Where(member => IsTaken(member) && !IsIn(generated, member));
    }

    private static bool IsTaken(ISymbol member) => !member.IsImplicitlyDeclared && member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => IsEmitted(constructor),
        IMethodSymbol { AssociatedSymbol: not null } => false,
        _ => IsReserved(member.Name),
    };

    private static bool IsEmitted(IMethodSymbol constructor) =>
        constructor.Parameters.Length == 0 || constructor.Parameters is [{ Type.SpecialType: SpecialType.System_UInt64 }];

    private static bool IsIn(string file, ISymbol member) =>
        member.Locations[0].SourceTree is { } tree && Path.GetFileName(tree.FilePath).StartsWith($"{file}.", StringComparison.Ordinal);
}
