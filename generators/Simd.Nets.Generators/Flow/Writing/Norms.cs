using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Simd.Nets.Generators.Flow.Writing;

/// <summary>Normalisations.</summary>
internal static class Norms
{
    /// <summary>One before each activation that has none.</summary>
    public static void Insert(WrittenNetwork network, SourceEdits edits, string norm)
    {
        var weights = new HashSet<string>();
        foreach (IGrouping<ExpressionSyntax, WrittenLayer> site in network.Layers.ToLookup(written => written.Site))
        {
            (WrittenLayer Layer, WrittenLayer? Before)[] layers = [.. site.Select(written => (written, Before(network, written)))];
            int taking = layers.Count(at => StackChange.TakesNorm(at.Layer.Layer, at.Before?.Layer)
                && !StackChange.IsOfOutputs(network.Stack, at.Layer.Path));
            if (taking == layers.Length && site.Key.Parent is ExpressionElementSyntax)
            {
                edits.InsertBefore(site.Key, edits.Spelling(site.Key, norm));
                weights.UnionWith(layers.Where(at => at.Before is not null).Select(at => at.Before!.Path));
            }
            else if (taking > 0)
            {
                edits.GiveUp();
            }
        }

        if (norm == "BatchNorm")
        {
            DropBiases(network, edits, weights);
        }
    }

    // What makes weights elsewhere, too, without a normalisation behind them, would lose a bias that has an effect.
    private static void DropBiases(WrittenNetwork network, SourceEdits edits, HashSet<string> normalised)
    {
        foreach (IGrouping<ExpressionSyntax, WrittenLayer> site in network.Sites.Where(site => site.Any(IsBiased)))
        {
            if (site.All(written => normalised.Contains(written.Path)))
            {
                edits.SetOption(site.Key, "bias", "false");
            }
            else if (site.Any(written => IsBiased(written) && normalised.Contains(written.Path)))
            {
                edits.GiveUp();
            }
        }

        static bool IsBiased(WrittenLayer written) => written.Layer is DenseLayer { Bias: true } or ConvolutionLayer { Bias: true };
    }

    /// <summary>Another one instead of the batch's.</summary>
    public static void Replace(WrittenNetwork network, SourceEdits edits, string norm) => ChangeWriter.Each(
        network, edits, written => written.Layer is BatchNormLayer, site =>
        {
            string name = edits.Option(site, "name") is { } named ? $" with {{ Name = {named} }}" : "";
            edits.Replace(site, edits.Spelling(site, norm) + name);
        });

    /// <summary>No batch normalisation.</summary>
    public static void Remove(WrittenNetwork network, SourceEdits edits)
    {
        foreach (WrittenLayer written in network.Layers.Where(written => written.Layer is BatchNormLayer))
        {
            edits.Remove(written);
        }
    }

    /// <summary>What stands before a layer in its stack.</summary>
    private static WrittenLayer? Before(WrittenNetwork network, WrittenLayer written)
    {
        int start = written.Path.LastIndexOf('/') + 1;
        int index = int.Parse(written.Path.Substring(start), CultureInfo.InvariantCulture);
        return network.At(written.Path.Substring(0, start) + (index - 1).ToString(CultureInfo.InvariantCulture));
    }
}
