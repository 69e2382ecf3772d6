using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Diagnostics;

/// <summary>Reports what is wrong with the networks that a compilation declares, each fault at its element.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        ClassRules.NotPartial,
        PropertyRules.NoLayers,
        PropertyRules.NotUnderstood,
        LayerRules.InputNotFirst,
        LayerRules.NotPositive,
        LayerRules.LossNotLast,
        LayerRules.TwoLosses,
        LayerRules.TooLarge,
        ClassRules.CannotCarry,
        LayerRules.Nothing,
        LayerRules.BadName,
        ClassRules.MemberTaken,
        PropertyRules.UnknownElementType,
        LayerRules.BadInit,
        BlockRules.Empty,
        BlockRules.ShapesDiffer,
        OptionRules.OutOfRange,
        OptionRules.ClassCount,
        OptionRules.OneClass,
        ImageRules.WindowTooLarge,
        ImageRules.Groups,
        ImageRules.PoolingMisfit,
        ImageRules.NeedsImage,
        ImageRules.NeedsFeatures,
        ImageRules.JoinDiffers,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // Networks that the user's own tools wrote count: code is generated for them, and it must not fail first when it runs.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var sink = new DiagnosticSink(context.Compilation, context.ReportDiagnostic, context.CancellationToken);
        DeclarationParser.Parse((INamedTypeSymbol)context.Symbol, context.Compilation, sink, context.CancellationToken);
    }
}
