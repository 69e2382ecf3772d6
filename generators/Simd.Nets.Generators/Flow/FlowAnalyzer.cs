using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Simd.Nets.Generators.Flow.Writing;

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
        if (WrittenNetwork.Of(
            (INamedTypeSymbol)context.Symbol, context.Compilation, context.Options.AnalyzerConfigOptionsProvider, context.CancellationToken)
            is not { } network)
        {
            return;
        }

        var reported = new HashSet<(string, Location)>();
        foreach (FlowFinding finding in network.Findings)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (network.Places.Of(finding.Path) is ({ } element, var inHelper) && reported.Add((finding.Rule.Id, element)))
            {
                IEnumerable<Location>? additional = inHelper is null ? null : [inHelper];
                context.ReportDiagnostic(Diagnostic.Create(
                    finding.Rule, element, finding.Severity, additional, properties: null, finding.Arguments));
            }
        }
    }
}
