using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Simd.Nets.Generators.Flow;

namespace Simd.Nets.CodeFixes;

/// <summary>Normalisations.</summary>
internal static class Norms
{
    /// <summary>One before each activation that has none.</summary>
    public static void Insert(WrittenNetwork network, SourceEdits edits, string norm)
    {
        foreach (WrittenLayer written in network.Layers.Where(written => written.Layer is ActivationLayer or PReluLayer))
        {
            WrittenLayer? before = Before(network, written);
            if (before is not null && StackChange.IsNorm(before.Layer))
            {
                continue;
            }

            bool inHelper = written.Syntax.Parent is ExpressionElementSyntax;
            edits.InsertBefore(inHelper ? written.Syntax : written.Element, edits.Spelling(written.Syntax, norm));
            if (norm == "BatchNorm" && before?.Layer is DenseLayer { Bias: true } or ConvolutionLayer { Bias: true })
            {
                edits.SetOption(before!.Syntax, "bias", "false");
            }
        }
    }

    /// <summary>Another one instead of the batch's.</summary>
    public static void Replace(WrittenNetwork network, SourceEdits edits, string norm)
    {
        foreach (WrittenLayer written in network.Layers.Where(written => written.Layer is BatchNormLayer))
        {
            edits.Replace(written.Syntax, edits.Spelling(written.Syntax, norm));
        }
    }

    /// <summary>No batch normalisation.</summary>
    public static void Remove(WrittenNetwork network, SourceEdits edits)
    {
        foreach (WrittenLayer written in network.Layers.Where(written => written.Layer is BatchNormLayer))
        {
            edits.Remove(written.Syntax);
        }
    }

    /// <summary>What stands before a layer in its stack.</summary>
    private static WrittenLayer? Before(WrittenNetwork network, WrittenLayer written)
    {
        int start = written.Path.LastIndexOf('/') + 1;
        int index = int.Parse(written.Path.Substring(start), CultureInfo.InvariantCulture);
        string path = written.Path.Substring(0, start) + (index - 1).ToString(CultureInfo.InvariantCulture);
        return network.Layers.FirstOrDefault(layer => layer.Path == path);
    }
}
