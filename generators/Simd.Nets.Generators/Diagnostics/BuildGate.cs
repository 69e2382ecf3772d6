using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
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
/// <para>
/// This alone in the generators keeps where something stands, as the values of a span of text: a class that is broken has no other way to
/// be the only error. A symbol, a tree or a compilation is never kept; an edit that moves a broken class reports it anew.
/// </para>
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class BuildGate : IIncrementalGenerator
{
    /// <summary>The tracked step whose outputs are broken classes.</summary>
    internal const string TrackingName = "Broken";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<Broken> broken = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                NetworkClass.AttributeName,
                static (node, _) => DeclarationProvider.IsClass(node),
                static (found, token) => DeclarationProvider.IsFirst(found) ? Broken.Of(found, token) : null)
            .SelectMany(static (broken, _) => broken is null ? ImmutableArray<Broken>.Empty : [broken])
            .WithTrackingName(TrackingName);
        context.RegisterImplementationSourceOutput(broken, static (output, broken) =>
        {
            foreach (Stop stop in broken.Stops)
            {
                output.ReportDiagnostic(stop.ToDiagnostic());
            }
        });

        // The same for every class, so any one's will do.
        IncrementalValueProvider<string?> standIns = broken.Collect().Select(static (all, _) => all.FirstOrDefault()?.StandIns);
        context.RegisterImplementationSourceOutput(standIns, static (output, source) =>
        {
            if (source is not null)
            {
                output.AddSource("StandIns.g.cs", SourceText.From(source, Encoding.UTF8));
            }
        });
    }

    /// <summary>A class into which no code can be written: why, and the source to write instead.</summary>
    private sealed record Broken(EquatableArray<Stop> Stops, string StandIns)
    {
        public static Broken? Of(GeneratorAttributeSyntaxContext found, CancellationToken token)
        {
            Compilation compilation = found.SemanticModel.Compilation;
            return NetworkClass.Of((INamedTypeSymbol)found.TargetSymbol, compilation) is { } network
                && new EquatableArray<Stop>(ClassShape.Problems(network).Select(Stop.Of)) is { Count: > 0 } stops
                ? new(stops, Diagnostics.StandIns.For(compilation, token))
                : null;
        }
    }

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
