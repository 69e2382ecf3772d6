using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Simd.Nets.Generators.Flow;

namespace Simd.Nets.CodeFixes;

/// <summary>A remedy that was tried.</summary>
/// <param name="Key">Of the remedy.</param>
/// <param name="Title">What it does and what comes of it.</param>
/// <param name="Texts">The changed files.</param>
/// <param name="Remains">Whether the finding is still there, though weaker.</param>
/// <param name="Distance">How far from one the ratio of gradients is then.</param>
internal sealed record Prospect(
    string Key, string Title, IReadOnlyDictionary<SyntaxTree, SourceText> Texts, bool Remains, double Distance)
{
    /// <summary>What helps against a finding, best first.</summary>
    /// <param name="network">The network as it is.</param>
    /// <param name="rule">The finding's rule.</param>
    /// <param name="place">Its place.</param>
    /// <param name="token">Cancels.</param>
    public static IEnumerable<Prospect> All(WrittenNetwork network, string rule, TextSpan place, CancellationToken token) =>
        Remedies.For(network, rule, place)
            .Select(remedy => Try(remedy, network, rule, token))
            .OfType<Prospect>()
            .BestFirst(prospect => !prospect.Remains, prospect => prospect.Distance);

    private static Prospect? Try(Remedy remedy, WrittenNetwork network, string rule, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var edits = new SourceEdits(network);
        remedy.Write(edits);
        if (edits.Apply() is not { } texts)
        {
            return null;
        }

        Compilation changed = network.Compilation;
        foreach (KeyValuePair<SyntaxTree, SourceText> text in texts)
        {
            changed = changed.ReplaceSyntaxTree(text.Key, text.Key.WithChangedText(text.Value));
        }

        if (network.In(changed, token) is not { } healed || HasErrors(healed, token))
        {
            return null;
        }

        (Figure before, Figure after) = (Figure.Of(network, rule), Figure.Of(healed, rule));
        bool remains = Count(healed) >= Count(network) || (IsOfChains(rule) && Count(healed) > 0);
        return Burden(healed) <= Burden(network) && (!remains || (IsOfChains(rule) && ChangeRanking.Helps(before.Distance, after.Distance)))
            ? new($"Simd.Nets.{remedy.Key}", $"{remedy.Text}: {before.Name} {before.Text} → {after.Text}", texts, remains, after.Distance)
            : null;

        int Count(WrittenNetwork it) => it.Findings.Count(finding => IsOfChains(rule) ? IsOfChains(finding.Rule.Id) : finding.Rule.Id == rule);
    }

    /// <summary>The findings that are warnings: none may come in the place of another.</summary>
    private static int Burden(WrittenNetwork network) => network.Findings.Count(finding => finding.Severity == DiagnosticSeverity.Warning);

    /// <summary>Rules of what becomes of gradients along a chain of layers, of which a network has one finding.</summary>
    private static bool IsOfChains(string rule) => string.CompareOrdinal(rule, FlowRules.Narrow.Id) < 0;

    private static bool HasErrors(WrittenNetwork network, CancellationToken token) => network.Layers
        .Select(layer => layer.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>()!)
        .Distinct()
        .Any(member => network.Model(member).GetDiagnostics(member.Span, token).Any(found => found.Severity == DiagnosticSeverity.Error));
}
