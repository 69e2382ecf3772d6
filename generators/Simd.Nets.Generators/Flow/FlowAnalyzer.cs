using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Flow;

/// <summary>Foresees vanishing and exploding gradients of the networks that a compilation declares. Silent on wrong declarations.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FlowAnalyzer : DiagnosticAnalyzer
{
    /// <summary>What options in <c>.editorconfig</c> start with.</summary>
    internal const string OptionPrefix = "simd_nets.gradient_flow.";

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
        var places = new Places();
        NetworkDeclaration? declaration = DeclarationParser.Parse(
            (INamedTypeSymbol)context.Symbol, context.Compilation, places, context.CancellationToken);
        if (declaration is not { IsValid: true, Layers: { } layers })
        {
            return;
        }

        var reported = new HashSet<(string, Location)>();
        foreach (FlowFinding finding in FlowFindings.Of(layers, Limits(context)))
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

    /// <summary>The limits in force where the class is declared; what is no positive number is as if it were not there.</summary>
    private static FlowLimits Limits(SymbolAnalysisContext context)
    {
        SyntaxTree? tree = context.Symbol.Locations[0].SourceTree;
        AnalyzerConfigOptions options = tree is null
            ? context.Options.AnalyzerConfigOptionsProvider.GlobalOptions
            : context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree);
        var limits = new FlowLimits();
        return new(
            Read("vanishing_below") ?? limits.Vanishing, Read("exploding_above") ?? limits.Exploding, Read("input_second_moment"));

        double? Read(string key) =>
            options.TryGetValue(OptionPrefix + key, out string? text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value > 0 && !double.IsInfinity(value)
                ? value
                : null;
    }

    /// <summary>Where elements stand; faults of the declaration are the other analyzer's.</summary>
    private sealed class Places : IElementSink
    {
        private readonly Dictionary<string, (Location Element, Location? InHelper)> places = [];

        public void Place(string path, Location element, Location? inHelper) => places[path] = (element, inHelper);

        public void Report(DiagnosticDescriptor rule, Location at, Location? inHelper, params object[] arguments) { }

        public void Report(DiagnosticDescriptor rule, string path, params object[] arguments) { }

        public (Location? Element, Location? InHelper) Of(string path) =>
            places.TryGetValue(path, out (Location, Location?) place) ? place : (null, null);
    }
}
