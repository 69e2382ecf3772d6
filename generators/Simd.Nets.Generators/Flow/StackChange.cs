using System;
using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets.Generators.Flow;

/// <summary>A change to a network that may heal its gradients.</summary>
/// <param name="Text">What to do, as in "…: ratio 0.5".</param>
/// <param name="Layers">The network after it.</param>
internal sealed record StackChange(string Text, LayerStack Layers)
{
    /// <summary>The library's choice of initialisers instead of the declared ones.</summary>
    public static StackChange OwnInitialisers(LayerStack layers) =>
        new("leave the initialiser to the activation (no init:)", Each(layers, layer => [WithoutInit(layer)]));

    /// <summary>One initialiser for all layers.</summary>
    public static LayerStack Initialised(LayerStack layers, Init init) =>
        Each(layers, layer => [layer is InputLayer input ? input with { Init = init } : WithoutInit(layer)]);

    /// <summary>Rectifiers instead of what saturates.</summary>
    public static StackChange Rectifiers(LayerStack layers) => new(
        "replace the saturating activation by Relu, without init:",
        Each(layers, layer => [Saturates(layer) ? Nets.Layers.Relu with { Name = layer.Name } : WithoutInit(layer)]));

    /// <summary>A normalisation before every activation; layer normalisation knows rows only.</summary>
    public static StackChange Normalised(LayerStack layers)
    {
        Layer norm = layers[0] is InputLayer { Image: null } ? Nets.Layers.LayerNorm : Nets.Layers.BatchNorm;
        string text = norm is LayerNormLayer ? "LayerNorm" : "BatchNorm";
        return new(
            $"put {text} before each activation", Each(layers, layer => layer is ActivationLayer or PReluLayer ? [norm, layer] : [layer]));
    }

    /// <summary>Batch normalisation replaced, or left out where images come.</summary>
    public static StackChange OtherNorm(LayerStack layers) => layers[0] is InputLayer { Image: null }
        ? new("replace BatchNorm by LayerNorm, or wrap its blocks in Residual",
            Each(layers, layer => [layer is BatchNormLayer ? Nets.Layers.LayerNorm with { Name = layer.Name } : layer]))
        : new("leave BatchNorm out, or wrap its blocks in Residual", Each(layers, layer => layer is BatchNormLayer ? [] : [layer]));

    /// <summary>Each residual branch scaled by one over the root of their number.</summary>
    public static StackChange ScaledBranches(LayerStack layers)
    {
        int blocks = layers.Count(layer => layer is ResidualLayer);
        double scale = Math.Round(1 / Math.Sqrt(Math.Max(1, blocks)), 3);
        return new(
            FormattableString.Invariant($"write scale: {scale:R} (1/√{blocks})"),
            Each(layers, layer => [layer is ResidualLayer { Scale: 1 } block ? block with { Scale = scale } : layer]));
    }

    /// <summary>Whether an activation is flat where it is large, on both sides.</summary>
    public static bool Saturates(Layer layer) => layer is SigmoidLayer or TanhLayer or HardSigmoidLayer or HardTanhLayer;

    /// <summary>Every layer, those inside others too, replaced by some.</summary>
    private static LayerStack Each(LayerStack layers, Func<Layer, IEnumerable<Layer>> change) =>
        LayerStack.Create(layers.SelectMany(layer => change(Inside(layer, change))).ToArray());

    private static Layer Inside(Layer layer, Func<Layer, IEnumerable<Layer>> change) => layer switch
    {
        ResidualLayer block => block with
        {
            Body = Each(block.Body, change),
            Projection = block.Projection is { } projection ? Each(projection, change) : null,
        },
        ConcatLayer block => block with { Body = Each(block.Body, change) },
        DenseBlockLayer block => block with { Body = Each(block.Body, change) },
        _ => layer,
    };

    private static Layer WithoutInit(Layer layer) => layer switch
    {
        InputLayer input => input with { Init = null },
        DenseLayer dense => dense with { Init = null },
        ConvolutionLayer convolution => convolution with { Init = null },
        _ => layer,
    };
}
