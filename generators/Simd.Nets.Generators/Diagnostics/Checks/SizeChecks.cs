using System.Collections.Generic;
using System.Globalization;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>Every width positive, and all of it within <see cref="Limits"/>.</summary>
internal sealed class SizeChecks : ILayerVisitor<SizeChecks.Size>
{
    private static readonly SizeChecks Visitor = new();

    /// <summary>What a layer says of its width.</summary>
    /// <param name="Width">Features or units; null for a layer that keeps the width before it.</param>
    /// <param name="Noun">What it counts.</param>
    /// <param name="HasWeights">Whether every input meets every unit.</param>
    internal readonly record struct Size(int? Width, string Noun, bool HasWeights);

    public static IEnumerable<Finding> Run(LayerStack layers)
    {
        if (layers.Count > Limits.Layers)
        {
            yield return TooLarge(Limits.Layers, "layers in a network", Limits.Layers, layers.Count, "declare fewer layers");
        }

        long parameters = 0;
        long width = 0;
        long workspace = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            Size size = layers[i].Accept(Visitor);
            long filled = workspace;
            workspace += (long)Limits.Rows * Layout.Pitch(size.Width is > 0 and <= Limits.Width ? size.Width.Value : (int)width);
            if (filled <= Limits.Workspace && workspace > Limits.Workspace)
            {
                yield return TooLarge(
                    i,
                    $"numbers between layers (with padding, for {Limits.Rows} samples)",
                    Limits.Workspace,
                    workspace,
                    "make it or an earlier layer smaller, or declare fewer layers");
            }

            if (size.Width is not { } next)
            {
                continue;
            }

            if (next <= 0)
            {
                string path = i.ToString(CultureInfo.InvariantCulture);
                yield return new(LayerRules.NotPositive, path, LayerSpelling.Of(layers[i]), $"1 or more {size.Noun}", Text(next));
            }
            else if (next > Limits.Width)
            {
                yield return TooLarge(i, $"{size.Noun} in a layer", Limits.Width, next, "make the layer smaller");
            }
            else
            {
                long before = parameters;
                parameters += size.HasWeights ? (width + 1) * Layout.Pitch(next) : 0;
                if (before <= Limits.Parameters && parameters > Limits.Parameters)
                {
                    yield return TooLarge(
                        i, "parameters in a network (with padding)", Limits.Parameters, parameters, "make it or an earlier layer smaller");
                }

                width = next;
            }
        }
    }

    public Size Visit(InputLayer layer) => new(layer.Features, "features", false);

    public Size Visit(DenseLayer layer) => new(layer.Units, "units", true);

    public Size Visit(ActivationLayer layer) => default;

    public Size Visit(LossLayer layer) => default;

    public Size Visit(PReluLayer layer) => default;

    public Size Visit(SoftmaxLayer layer) => default;

    public Size Visit(BatchNormLayer layer) => default;

    public Size Visit(LayerNormLayer layer) => default;

    public Size Visit(RmsNormLayer layer) => default;

    public Size Visit(StandardizeLayer layer) => default;

    public Size Visit(DropoutLayer layer) => default;

    public Size Visit(ResidualLayer layer) => default;

    public Size Visit(ConcatLayer layer) => default;

    public Size Visit(DenseBlockLayer layer) => default;

    private static Finding TooLarge(int index, string noun, long limit, long actual, string remedy) =>
        new(LayerRules.TooLarge, index.ToString(CultureInfo.InvariantCulture), noun, Text(limit), Text(actual), remedy);

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
