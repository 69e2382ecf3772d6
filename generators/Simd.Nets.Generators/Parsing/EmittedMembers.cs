using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Parsing;

/// <summary>What the generator writes into a network's class, and so what the class may not declare itself.</summary>
internal static class EmittedMembers
{
    private const string Inputs = "System.ReadOnlySpan<T>";
    private const string Outputs = "System.Span<T>";

    /// <summary>The network's own type, in a list of parameters.</summary>
    private const string Self = "this";

    /// <summary>
    /// Methods beside which overloads may stand, and the parameters of those without type parameters; T is the element type.
    /// </summary>
    private static readonly ImmutableDictionary<string, string[]?> Overloadable = new Dictionary<string, string[]?>
    {
        ["Backward"] = [Inputs, Inputs, Outputs, "bool"],
        ["Classify"] = [Inputs, "System.Span<int>"],
        ["Clone"] = [],
        ["CopyFrom"] = [Self],
        ["Differentiate"] = null,
        ["DiscardState"] = [],
        ["Evaluate"] = null,
        ["Forward"] = [Inputs, Outputs],
        ["Infer"] = null,
        ["Lerp"] = [Self, "double"],
        ["Load"] = ["string"],
        ["LoadWeights"] = ["string"],
        ["Predict"] = [Inputs, Outputs],
        ["PredictProbabilities"] = [Inputs, Outputs],
        ["Save"] = ["string"],
        ["Summary"] = [],
    }.ToImmutableDictionary();

    /// <summary>
    /// The lists of calls that the passes make. In a network whose samples meet they are numbered by phase, and long ones come in parts:
    /// <c>ForwardRows1Part0</c>.
    /// </summary>
    private static readonly ImmutableHashSet<string> Lists =
    [
        "BackwardFinish", "BackwardRows", "ForwardFinish", "ForwardRows", "InferFewRows", "InferRows", "InputsFinish", "InputsRows", "PrepareBackward",
        "PrepareFew", "PrepareForward", "PrepareInference", "PrepareInputs",
    ];

    private static readonly Regex PhaseAndPart = new("[0-9]*(Part[0-9]+)?$", RegexOptions.CultureInvariant);

    /// <summary>
    /// Every name that a generated part declares, other than as an explicit implementation; beside them the emitter writes only
    /// <see cref="Lists"/> with a number.
    /// </summary>
    public static ImmutableHashSet<string> Names { get; } =
    [
        .. Overloadable.Keys, .. Lists, "At", "BoundSlabsOfPanel", "ClassWeightTable", "Compiled",
        "DifferentiatePart", "FewLayout", "Gradients", "IKernels", "InferFew", "InferPart", "InferenceLayout",
        "LossOfPanel", "Parameters", "RandomSeed", "ScalarKernels", "Schema", "StateTensors", "Tensors", "TrainingLayout", "Vector128Kernels", "Vector256Kernels",
        "Vector512Kernels", "WeightGradientSlab", "runtime",
    ];

    /// <summary>Whether a generated part may declare the name.</summary>
    public static bool IsReserved(string name) => Names.Contains(name) || Lists.Contains(PhaseAndPart.Replace(name, "", 1));

    /// <summary>
    /// The members of a class that stand where generated ones go. For an analyzer the generated part is there already; its members do not
    /// count.
    /// </summary>
    public static IEnumerable<ISymbol> DeclaredBy(INamedTypeSymbol type)
    {
        string generated = HintName.Of(type);
        return type.GetMembers().Where(member => IsTaken(member) && !IsIn(generated, member));
    }

    /// <summary>
    /// Whether a member is one that is generated, or cannot stand beside it: a constructor of (), (ulong) or (NetworkRuntime), or one of the
    /// names, but for overloads.
    /// </summary>
    public static bool IsTaken(ISymbol member) => !member.IsImplicitlyDeclared && member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => IsEmitted(constructor),
        IMethodSymbol { AssociatedSymbol: not null } => false,
        IMethodSymbol method when Overloadable.TryGetValue(method.Name, out string[]? parameters) =>
            method.IsGenericMethod || (parameters is not null && HasParameters(method, parameters)),
        _ => IsReserved(member.Name),
    };

    /// <summary>Whichever the element type is: changing it shall not break the class.</summary>
    private static bool HasParameters(IMethodSymbol method, string[] parameters) =>
        method.Parameters.Length == parameters.Length && new[] { "float", "double" }.Any(element =>
            method.Parameters.Zip(parameters, (declared, emitted) => emitted == Self
                ? SymbolEqualityComparer.Default.Equals(declared.Type, method.ContainingType)
                : declared.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString() == emitted.Replace("<T>", $"<{element}>")).All(equal => equal));

    private static bool IsEmitted(IMethodSymbol constructor) => constructor.Parameters.Length == 0
        || constructor.Parameters is [{ Type.SpecialType: SpecialType.System_UInt64 }] or [{ Type.Name: "NetworkRuntime" }];

    private static bool IsIn(string file, ISymbol member) =>
        member.Locations[0].SourceTree is { } tree && Path.GetFileName(tree.FilePath).StartsWith($"{file}.", StringComparison.Ordinal);
}
