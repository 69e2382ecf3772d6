using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Simd.Nets.Generators.Flow.Writing;

/// <summary>Changes of a network as changes of its source. What makes several layers is changed for all of them or not at all.</summary>
internal static class ChangeWriter
{
    /// <summary>Writes a change.</summary>
    public static void Write(StackChange change, WrittenNetwork network, SourceEdits edits)
    {
        switch (change.Kind)
        {
            case ChangeKind.Initialiser:
                SetInitialisers(network, edits, change.Value);
                break;
            case ChangeKind.OwnInitialisers:
                RemoveInitialisers(network, edits);
                break;
            case ChangeKind.Rectifiers:
                Rectify(network, edits);
                break;
            case ChangeKind.InsertNorm:
                Norms.Insert(network, edits, change.Value);
                break;
            case ChangeKind.ReplaceBatchNorm:
                Norms.Replace(network, edits, change.Value);
                break;
            case ChangeKind.WithoutBatchNorm:
                Norms.Remove(network, edits);
                break;
            case ChangeKind.ScaleBranches:
                Each(network, edits, written => written.Layer is ResidualLayer { Scale: 1 }, site => edits.SetOption(site, "scale", change.Value));
                break;
            default:
                new Wrapping(network, edits, change).Write();
                break;
        }
    }

    /// <summary>Edits every expression that makes layers of a kind; gives up where one makes some that are and some that are not.</summary>
    public static void Each(
        WrittenNetwork network, SourceEdits edits, Func<WrittenLayer, bool> isSought, Action<ExpressionSyntax> edit)
    {
        foreach (IGrouping<ExpressionSyntax, WrittenLayer> site in network.Sites)
        {
            int sought = site.Count(isSought);
            if (sought == site.Count())
            {
                edit(site.Key);
            }
            else if (sought > 0)
            {
                edits.GiveUp();
            }
        }
    }

    private static void SetInitialisers(WrittenNetwork network, SourceEdits edits, string initialiser)
    {
        if (network.Layers.Any(Declares))
        {
            Each(network, edits, Declares, Set);
        }
        else if (network.Layers.Count > 0)
        {
            Set(network.Layers[0].Syntax);
        }

        void Set(ExpressionSyntax site) => edits.SetOption(site, "init", $"{edits.TypeSpelling(site, "Init")}.{initialiser}");
    }

    private static void RemoveInitialisers(WrittenNetwork network, SourceEdits edits) =>
        Each(network, edits, Declares, site => edits.RemoveOption(site, "init"));

    private static bool Declares(WrittenLayer written) => StackChange.InitOf(written.Layer) is not null;

    private static void Rectify(WrittenNetwork network, SourceEdits edits)
    {
        HashSet<Layer> replaced = [.. StackChange.Replaceable(network.Stack)];
        RemoveInitialisers(network, edits);
        Each(network, edits, written => replaced.Contains(written.Layer) && !StackChange.IsOfOutputs(network.Stack, written.Path), site =>
        {
            string name = edits.Option(site, "name") is { } named ? $" with {{ Name = {named} }}" : "";
            edits.Replace(site, edits.Spelling(site, "Relu") + name);
        });
    }
}
