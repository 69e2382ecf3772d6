using System.Linq;
using Simd.Nets.Generators.Flow;

namespace Simd.Nets.CodeFixes;

/// <summary>Changes of a network as changes of its source.</summary>
internal static class Written
{
    /// <summary>What writes a change.</summary>
    public static Remedy Of(StackChange change, WrittenNetwork network)
    {
        string text = char.ToUpperInvariant(change.Text[0]) + change.Text.Substring(1);
        return change.Kind switch
        {
            ChangeKind.Initialiser => new(KeyOf(change.Value), text, edits => SetInitialisers(network, edits, change.Value)),
            ChangeKind.OwnInitialisers => new("OwnInitialisers", text, edits => RemoveInitialisers(network, edits)),
            ChangeKind.Rectifiers => new("Relu", text, edits => Rectify(network, edits)),
            ChangeKind.InsertNorm => new("Insert" + change.Value, text, edits => Norms.Insert(network, edits, change.Value)),
            ChangeKind.ReplaceBatchNorm => new(change.Value, text, edits => Norms.Replace(network, edits, change.Value)),
            ChangeKind.WithoutBatchNorm => new("WithoutBatchNorm", text, edits => Norms.Remove(network, edits)),
            ChangeKind.ScaleBranches => new("ScaleBranches", text, edits => Blocks.Scale(network, edits, change.Value)),
            _ => new("WrapInResidual", text, edits => Blocks.Wrap(network, edits, change.Value)),
        };
    }

    // Gains differ from network to network and are one kind of remedy.
    private static string KeyOf(string initialiser) => initialiser.Contains(' ') ? "Gain" : "Use" + initialiser;

    private static void SetInitialisers(WrittenNetwork network, SourceEdits edits, string initialiser)
    {
        WrittenLayer[] declaring = [.. network.Layers.Where(written => edits.Option(written.Syntax, "init") is not null)];
        foreach (WrittenLayer written in declaring.Length > 0 ? declaring : [.. network.Layers.Take(1)])
        {
            edits.SetOption(written.Syntax, "init", $"{edits.TypeSpelling(written.Syntax, "Init")}.{initialiser}");
        }
    }

    private static void RemoveInitialisers(WrittenNetwork network, SourceEdits edits)
    {
        foreach (WrittenLayer written in network.Layers)
        {
            edits.RemoveOption(written.Syntax, "init");
        }
    }

    private static void Rectify(WrittenNetwork network, SourceEdits edits)
    {
        Layer[] replaced = [.. StackChange.Replaceable(network.Stack)];
        RemoveInitialisers(network, edits);
        foreach (WrittenLayer written in network.Layers.Where(written => replaced.Contains(written.Layer)))
        {
            string name = edits.Option(written.Syntax, "name") is { } named ? $" with {{ Name = {named} }}" : "";
            edits.Replace(written.Syntax, edits.Spelling(written.Syntax, "Relu") + name);
        }
    }
}
