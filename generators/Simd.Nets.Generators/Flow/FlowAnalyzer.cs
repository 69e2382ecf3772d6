using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Flow;

/// <summary>Foresees vanishing and exploding gradients of the networks that a compilation declares. Silent on wrong declarations.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FlowAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => FlowRules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var places = new ElementPlaces();
        NetworkDeclaration? declaration = DeclarationParser.Parse(
            (INamedTypeSymbol)context.Symbol, context.Compilation, places, context.CancellationToken);
        if (declaration is not { IsValid: true, Layers: { } layers })
        {
            return;
        }

        var limits = FlowLimits.Of(context.Options.AnalyzerConfigOptionsProvider, context.Symbol.Locations[0].SourceTree);
        var reported = new HashSet<(string, Location)>();
        foreach (FlowFinding finding in FlowFindings.Of(layers, limits))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (places.Of(finding.Path) is ({ } element, var inHelper) && reported.Add((finding.Rule.Id, element)))
            {
                IEnumerable<Location>? additional = inHelper is null ? null : [inHelper];
                context.ReportDiagnostic(Diagnostic.Create(
                    finding.Rule, element, finding.Severity, additional, properties: null, finding.Arguments));
            }
        }
    }
}
