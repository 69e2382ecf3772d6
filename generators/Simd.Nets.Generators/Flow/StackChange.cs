using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Simd.Nets.Generators.Flow;

/// <summary>What a change does; code fixes write each in their own way.</summary>
internal enum ChangeKind
{
    /// <summary>One initialiser where initialisers are declared, else at the input.</summary>
    Initialiser,

    /// <summary>No declared initialisers.</summary>
    OwnInitialisers,

    /// <summary>Relu instead of other activations, without initialisers.</summary>
    Rectifiers,

    /// <summary>A normalisation before every activation.</summary>
    InsertNorm,

    /// <summary>Another normalisation instead of the batch's.</summary>
    ReplaceBatchNorm,

    /// <summary>No batch normalisation.</summary>
    WithoutBatchNorm,

    /// <summary>A scale at every residual branch.</summary>
    ScaleBranches,

    /// <summary>Repeated layers as residual blocks, each from behind its weights to behind the next.</summary>
    WrapTurned,

    /// <summary>Repeated layers as residual blocks.</summary>
    WrapAsWritten,
}

/// <summary>A change to a network that may heal its gradients.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Text">The same in words, as in "…: ratio 0.5".</param>
/// <param name="Layers">The network after it.</param>
/// <param name="Value">What is written: the initialiser behind <c>Init.</c>, the normalisation or the scale.</param>
internal sealed partial record StackChange(ChangeKind Kind, string Text, LayerStack Layers, string Value = "")
{
    /// <summary>The library's choice of initialisers instead of the declared ones.</summary>
    public static StackChange OwnInitialisers(LayerStack layers) => new(
        ChangeKind.OwnInitialisers, "leave the initialiser to the activation", Each(layers, layer => [WithInit(layer, _ => null)]));

    /// <summary>He's, Xavier's or LeCun's initialiser.</summary>
    public static StackChange Initialised(LayerStack layers, string name, Init init) =>
        new(ChangeKind.Initialiser, $"use {name} initialisation", Initialised(layers, init), name);

    /// <summary>LeCun's initialiser with a gain.</summary>
    public static StackChange Tuned(LayerStack layers, double gain)
    {
        string text = gain.ToString("R", CultureInfo.InvariantCulture);
        return new(
            ChangeKind.Initialiser,
            $"use LeCun initialisation with gain {text}",
            Initialised(layers, Init.LeCun with { Gain = gain }),
            $"LeCun with {{ Gain = {text} }}");
    }

    /// <summary>Rectifiers instead of what saturates, or of all other activations where nothing does; the outputs' stays.</summary>
    public static StackChange Rectifiers(LayerStack layers)
    {
        Layer[] replaced = [.. Replaceable(layers)];
        string[] kinds = [.. replaced.Select(layer => layer.GetType().Name.Replace("Layer", "")).Distinct()];
        string old = string.Join(" and ", kinds.Length < 3 ? kinds : [string.Join(", ", kinds.Take(kinds.Length - 1)), kinds.Last()]);
        return new(
            ChangeKind.Rectifiers,
            $"replace {old} by Relu, initialised for it",
            kinds.Length == 0 ? layers : EachHidden(layers, (layer, _, _) =>
                [replaced.Contains(layer) ? Nets.Layers.Relu with { Name = layer.Name } : WithInit(layer, _ => null)]));
    }

    /// <summary>A normalisation before every hidden activation that has none; layer normalisation knows rows only.</summary>
    public static StackChange Normalised(LayerStack layers)
    {
        bool ofRows = IsOfRows(layers);
        Layer norm = ofRows ? Nets.Layers.LayerNorm : Nets.Layers.BatchNorm;
        string name = ofRows ? "LayerNorm" : "BatchNorm";
        return new(
            ChangeKind.InsertNorm,
            $"put {name} before each activation",
            EachHidden(layers, (layer, before, behind) =>
                TakesNorm(layer, before) ? [norm, layer] : [!ofRows && behind is not null && TakesNorm(behind, layer) ? WithoutBias(layer) : layer]),
            name);
    }

    /// <summary>Batch normalisation replaced, or left out where images come.</summary>
    public static StackChange OtherNorm(LayerStack layers) => IsOfRows(layers)
        ? new(ChangeKind.ReplaceBatchNorm, "replace BatchNorm by LayerNorm",
            Each(layers, layer => [layer is BatchNormLayer ? Nets.Layers.LayerNorm with { Name = layer.Name } : layer]), "LayerNorm")
        : new(ChangeKind.WithoutBatchNorm, "leave BatchNorm out", Each(layers, layer => layer is BatchNormLayer ? [] : [layer]));

    /// <summary>Each residual branch without a scale, inside others too, gets one over the root of their number.</summary>
    public static StackChange ScaledBranches(LayerStack layers)
    {
        int blocks = All(layers).Count(layer => layer is ResidualLayer { Scale: 1 });
        double scale = Scale(blocks);
        string text = scale.ToString("R", CultureInfo.InvariantCulture);
        return new(
            ChangeKind.ScaleBranches,
            $"scale the branches by {text} (1/√{blocks})",
            Each(layers, layer => [layer is ResidualLayer { Scale: 1 } block ? block with { Scale = scale } : layer]),
            text);
    }

    /// <summary>Whether an activation is flat where it is large, on both sides.</summary>
    public static bool Saturates(Layer layer) => layer is SigmoidLayer or TanhLayer or HardSigmoidLayer or HardTanhLayer;

    /// <summary>The hidden activations that rectifiers come instead of.</summary>
    public static IEnumerable<Layer> Replaceable(LayerStack layers)
    {
        Layer[] all = [.. All(Hidden(layers)).Where(layer => layer is ActivationLayer and not ReluLayer)];
        Layer[] saturating = [.. all.Where(Saturates)];
        return saturating.Length > 0 ? saturating : all;
    }

    /// <summary>Whether a normalisation comes before a hidden layer, which has none, where all activations get one.</summary>
    public static bool TakesNorm(Layer layer, Layer? before) =>
        layer is ActivationLayer or PReluLayer && !(before is not null && IsNorm(before));

    /// <summary>The initialiser that a layer declares.</summary>
    public static Init? InitOf(Layer layer) => layer switch
    {
        InputLayer input => input.Init,
        DenseLayer dense => dense.Init,
        ConvolutionLayer convolution => convolution.Init,
        _ => null,
    };

    /// <summary>Whether a layer normalises.</summary>
    public static bool IsNorm(Layer layer) => layer is BatchNormLayer or LayerNormLayer or RmsNormLayer;

    /// <summary>Whether a layer multiplies by weights, by itself.</summary>
    public static bool HasWeights(Layer layer) => layer is DenseLayer or ConvolutionLayer;

    private static LayerStack Initialised(LayerStack layers, Init init) => All(layers).Any(layer => InitOf(layer) is not null)
        ? Each(layers, layer => [WithInit(layer, old => old is null ? null : init)])
        : Each(layers, layer => [layer is InputLayer ? WithInit(layer, _ => init) : layer]);

    private static bool IsOfRows(LayerStack layers) => layers[0] is InputLayer { Image: null };

    private static double Scale(int blocks) => Math.Round(1 / Math.Sqrt(Math.Max(1, blocks)), 3);

    // Batch normalisation takes it off.
    private static Layer WithoutBias(Layer layer) => layer switch
    {
        DenseLayer dense => dense with { Bias = false },
        ConvolutionLayer convolution => convolution with { Bias = false },
        _ => layer,
    };

    private static Layer WithInit(Layer layer, Func<Init?, Init?> change) => layer switch
    {
        InputLayer input => input with { Init = change(input.Init) },
        DenseLayer dense => dense with { Init = change(dense.Init) },
        ConvolutionLayer convolution => convolution with { Init = change(convolution.Init) },
        _ => layer,
    };
}
