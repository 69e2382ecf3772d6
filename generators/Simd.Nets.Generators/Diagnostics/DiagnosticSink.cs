using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Diagnostics;

/// <summary>Makes diagnostics of what a parse reports.</summary>
internal sealed class DiagnosticSink(Compilation compilation, Action<Diagnostic> report, CancellationToken token) : IElementSink
{
    private readonly Dictionary<string, (Location Element, Location? InHelper)> places = [];
    private readonly HashSet<(string Rule, Location At)> reported = [];

    public void Place(string path, Location element, Location? inHelper) => places[path] = (element, inHelper);

    public void Report(DiagnosticDescriptor rule, string path, params object[] arguments)
    {
        (Location element, Location? inHelper) = places.TryGetValue(path, out (Location, Location?) place) ? place : places[""];
        Report(rule, element, inHelper, arguments);
    }

    /// <summary>
    /// Once a place: a repeated element is wrong in every copy. What the compiler cannot read either has its own error already.
    /// </summary>
    public void Report(DiagnosticDescriptor rule, Location at, Location? inHelper, params object[] arguments)
    {
        if (rule.Id == PropertyRules.NotUnderstood.Id && IsWrongCSharp(inHelper ?? at))
        {
            return;
        }

        if (reported.Add((rule.Id, at)))
        {
            report(Diagnostic.Create(rule, at, inHelper is null ? null : [inHelper], arguments));
        }
    }

    private bool IsWrongCSharp(Location at) => at.SourceTree is { } tree
        && compilation.GetSemanticModel(tree).GetDiagnostics(at.SourceSpan, token).Any(found => found.Severity == DiagnosticSeverity.Error);
}
