using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Simd.Nets.Generators.Flow;
using Simd.Nets.Generators.Flow.Writing;

namespace Simd.Nets.CodeFixes;

/// <summary>A fix that was tried, and that helps.</summary>
/// <param name="Key">What fixes of one kind have in common.</param>
/// <param name="Title">What it does and what comes of it.</param>
/// <param name="Texts">The changed files.</param>
internal sealed record Offer(string Key, string Title, IReadOnlyDictionary<SyntaxTree, SourceText> Texts)
{
    private const string Prefix = "Simd.Nets.";

    // By so many decades a ratio that is a fault already may be farther from one, where the fix is about something else.
    private const double Tolerance = 0.1;

    /// <summary>What helps against a finding, best first.</summary>
    /// <param name="network">The network as it is.</param>
    /// <param name="rule">The finding's rule.</param>
    /// <param name="place">Its place.</param>
    /// <param name="token">Cancels.</param>
    public static IEnumerable<Offer> All(WrittenNetwork network, string rule, TextSpan place, CancellationToken token) =>
        FlowRules.FaultOf(rule) is { } fault ? OfChains(network, fault, token) : BesideChains(network, rule, place, token);

    /// <summary>The changes that the diagnosis proposes, as the messages do.</summary>
    private static IEnumerable<Offer> OfChains(WrittenNetwork network, ChainFault fault, CancellationToken token)
    {
        ChainDiagnosis diagnosis = ChainFindings.Diagnosis(network.Stack, network.Flow, network.Limits, new(), network.CanMake);
        foreach (Prospect prospect in diagnosis.Prospects(fault, ChainFindings.Telling(network.Stack, network.Flow, network.Limits).Ratio))
        {
            token.ThrowIfCancellationRequested();
            if (network.Edit(prospect.Change).Apply() is { } texts
                && Read(network, texts, token) is { } changed
                && changed.Stack.Equals(prospect.Change.Layers))
            {
                yield return new(Prefix + KeyOf(prospect.Change), Capital(ChainFindings.Text(prospect)), texts);
            }
        }
    }

    private static IEnumerable<Offer> BesideChains(WrittenNetwork network, string rule, TextSpan place, CancellationToken token)
    {
        var tried = new List<(Offer Offer, double Distance)>();
        foreach (Remedy remedy in Remedies.For(network, rule, place))
        {
            var edits = new SourceEdits(network);
            remedy.Write(edits);
            if (edits.Apply() is { } texts && Read(network, texts, token) is { } changed && Heals(network, changed, rule))
            {
                var figure = Figure.Of(changed, rule);
                string title = $"{Capital(remedy.Text)}: {Figure.Of(network, rule).To(figure) ?? $"{rule} no longer applies"}";
                tried.Add((new(Prefix + remedy.Key, title, texts), figure.Distance));
            }
        }

        return tried.BestFirst(_ => true, offer => offer.Distance).Select(offer => offer.Offer);
    }

    /// <summary>Whether a finding fewer is there, and nothing that is as grave or graver in its place.</summary>
    private static bool Heals(WrittenNetwork before, WrittenNetwork after, string rule)
    {
        (FlowFinding[] had, FlowFinding[] has) = (Others(before), Others(after));
        return has.Count(IsOfRule) < had.Count(IsOfRule)
            && !FlowFindings.AreWorse(had, has, had.Where(IsOfRule).Max(finding => finding.Severity))
            && (!IsSick(after) || (IsSick(before) && Distance(after) <= Distance(before) + Tolerance));

        bool IsOfRule(FlowFinding finding) => finding.Rule.Id == rule;

        static bool IsSick(WrittenNetwork network) => network.Findings.Any(finding => FlowRules.FaultOf(finding.Rule.Id) is not null);

        static FlowFinding[] Others(WrittenNetwork network) =>
            [.. network.Findings.Where(finding => FlowRules.FaultOf(finding.Rule.Id) is null)];
    }

    private static double Distance(WrittenNetwork network) =>
        ChangeRanking.Distance(ChainFindings.Telling(network.Stack, network.Flow, network.Limits).Ratio);

    /// <summary>The network of changed files, read as the compiler reads it; null where it is none any more.</summary>
    private static WrittenNetwork? Read(
        WrittenNetwork network, IReadOnlyDictionary<SyntaxTree, SourceText> texts, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        Compilation changed = texts.Aggregate(
            network.Compilation, (compilation, text) => compilation.ReplaceSyntaxTree(text.Key, text.Key.WithChangedText(text.Value)));
        return network.In(changed) is { } read && !HasErrors(read, token) ? read : null;
    }

    private static bool HasErrors(WrittenNetwork network, CancellationToken token) => network.Layers
        .SelectMany(written => new[] { written.Element, written.Syntax })
        .Select(site => site.FirstAncestorOrSelf<MemberDeclarationSyntax>()!)
        .Distinct()
        .Any(member => network.Model(member).GetDiagnostics(member.Span, token).Any(found => found.Severity == DiagnosticSeverity.Error));

    /// <summary>What changes of one kind have in common: gains and scales differ from network to network.</summary>
    public static string KeyOf(StackChange change) => change.Kind switch
    {
        ChangeKind.Initialiser => change.Value.Contains(' ') ? "Gain" : "Use" + change.Value,
        ChangeKind.Rectifiers => "Relu",
        ChangeKind.InsertNorm => "Insert" + change.Value,
        ChangeKind.ReplaceBatchNorm => change.Value,
        ChangeKind.WrapTurned or ChangeKind.WrapAsWritten => "WrapInResidual",
        _ => change.Kind.ToString(),
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
