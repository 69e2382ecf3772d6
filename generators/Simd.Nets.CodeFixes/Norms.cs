using System.Linq;

namespace Simd.Nets.CodeFixes;

/// <summary>Normalisations.</summary>
internal static class Norms
{
    /// <summary>One before each activation; layer normalisation knows rows only.</summary>
    public static Remedy Inserted(WrittenNetwork network)
    {
        string norm = IsOfRows(network) ? "LayerNorm" : "BatchNorm";
        return new("Insert" + norm, $"Put {norm} before each activation", edits =>
        {
            for (int i = 1; i < network.Layers.Count; i++)
            {
                (WrittenLayer before, WrittenLayer written) = (network.Layers[i - 1], network.Layers[i]);
                if (written.Layer is not (ActivationLayer or PReluLayer) || IsNorm(before.Layer))
                {
                    continue;
                }

                bool inHelper = written.Syntax.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.ExpressionElementSyntax;
                edits.InsertBefore(inHelper ? written.Syntax : written.Element, edits.Spelling(written.Syntax, norm));
                if (!IsOfRows(network) && before.Layer is DenseLayer { Bias: true } or ConvolutionLayer { Bias: true })
                {
                    edits.SetOption(before.Syntax, "bias", "false");
                }
            }
        });
    }

    /// <summary>Batch normalisation replaced, or left out where images come.</summary>
    public static Remedy Replaced(WrittenNetwork network) => IsOfRows(network)
        ? new("LayerNorm", "Replace BatchNorm by LayerNorm", edits =>
        {
            foreach (WrittenLayer written in network.Layers.Where(written => written.Layer is BatchNormLayer))
            {
                edits.Replace(written.Syntax, edits.Spelling(written.Syntax, "LayerNorm"));
            }
        })
        : new("WithoutBatchNorm", "Leave BatchNorm out", edits =>
        {
            foreach (WrittenLayer written in network.Layers.Where(written => written.Layer is BatchNormLayer))
            {
                edits.Remove(written.Syntax);
            }
        });

    public static bool IsNorm(Layer layer) => layer is BatchNormLayer or LayerNormLayer or RmsNormLayer;

    private static bool IsOfRows(WrittenNetwork network) => network.Stack[0] is InputLayer { Image: null };
}
