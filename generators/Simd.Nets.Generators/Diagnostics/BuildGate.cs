using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Diagnostics;

/// <summary>
/// Stops a build at a class into which no code can be written, so that its error is the only one, not one of many about members that the
/// class was never given.
/// </summary>
/// <remarks>
/// The compiler reports in stages: syntax, generators, declarations, then bodies and analyzers; an error that nobody may configure ends
/// the build after declarations. An analyzer's error alone would come together with CS1061 for every <c>net.Predict(...)</c>, or not at
/// all behind a CS0311. So the same error is reported here, which ends the build before any body is looked at; and for signatures a
/// stand-in takes the place of each library type that is constrained to networks: it is found before <c>using Simd.Nets</c> is, and
/// constrains nothing. Neither has a meaning for an editor, where the analyzer reports: implementation outputs are those that editors
/// leave out.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class BuildGate : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<Stop> stops = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                NetworkClass.AttributeName,
                static (node, _) => DeclarationProvider.IsClass(node),
                static (found, _) => DeclarationProvider.IsFirst(found) ? Stops(found) : [])
            .SelectMany(static (stops, _) => stops);
        context.RegisterImplementationSourceOutput(stops, static (output, stop) => output.ReportDiagnostic(stop.ToDiagnostic()));

        IncrementalValueProvider<string?> standIns = stops.Collect().Combine(context.CompilationProvider)
            .Select(static (both, token) => both.Left.IsEmpty ? null : StandIns.For(both.Right, token));
        context.RegisterImplementationSourceOutput(standIns, static (output, source) =>
        {
            if (source is not null)
            {
                output.AddSource("StandIns.g.cs", SourceText.From(source, Encoding.UTF8));
            }
        });
    }

    private static ImmutableArray<Stop> Stops(GeneratorAttributeSyntaxContext found) =>
        NetworkClass.Of((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation) is { } network
            ? [.. ClassShape.Problems(network).Select(Stop.Of)]
            : [];

    /// <summary>A problem as values, so that the pipeline can cache it.</summary>
    private sealed record Stop(
        DiagnosticDescriptor Rule, string File, TextSpan Span, LinePositionSpan Lines, EquatableArray<string> Arguments)
    {
        public static Stop Of(ClassProblem problem)
        {
            FileLinePositionSpan lines = problem.At.GetMappedLineSpan();
            return new(problem.Rule, lines.Path, problem.At.SourceSpan, lines.Span, new(problem.Arguments));
        }

        public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location.Create(File, Span, Lines), [.. Arguments]);
    }
}
