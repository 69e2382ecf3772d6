using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets;

/// <content>Where chance is too large for an expansion, and the network a simple chain, it is drawn.</content>
internal sealed partial class FlowPropagation
{
    // By how much an activation's gain may differ from moment to moment for an expansion to hold over many layers, and how far samples of
    // a normalised batch may differ in the logarithm of their moments.
    private const double MostBent = 0.05;
    private const double MostPrivate = 0.4;

    private readonly List<EnsembleStep> steps = [];
    private bool isDrawn;
    private EnsembleFactors? drawn;

    /// <summary>Keeps an activation, should the network have to be drawn; returns its number.</summary>
    private int Remember(ActivationFunction function, FlowValue from, FluctuatingResponse response)
    {
        FlowPart part = from.Parts[0];
        bool isNormalised = position > 0 && stack[position - 1] is BatchNormLayer;
        steps.Add(new(function, part.Moments, isNormalised, part.FromInputs, part.Rigidity, from.Features));
        isDrawn |= !isNormalised && response.Bend * (part.Fluctuation.Common + part.Fluctuation.Private) > MostBent;
        return steps.Count - 1;
    }

    private void DrawIfNeeded(LayerStack layers)
    {
        if (isDrawn && IsPlain(layers) && steps.All(step => step.Moments.Mean == 0))
        {
            drawn = PlainEnsemble.Factors(steps);
        }
        else if (isDrawn && IsNormalised(layers))
        {
            drawn = NormalisedEnsemble.Factors(steps);
        }
    }

    private static bool IsPlain(LayerStack layers) => layers.All(layer =>
        layer is InputLayer or DenseLayer or ConvolutionLayer or ActivationLayer or PReluLayer or DropoutLayer or FlattenLayer or LossLayer);

    // All activations but the first stand behind a normalisation, and each normalisation between weights and an activation.
    private static bool IsNormalised(LayerStack layers)
    {
        Layer[] hidden = [.. layers.Where(layer => layer is not (InputLayer or LossLayer))];
        return hidden.Select((layer, i) => layer switch
        {
            DenseLayer => true,
            BatchNormLayer => i > 0 && hidden[i - 1] is DenseLayer && i + 1 < hidden.Length && hidden[i + 1] is ActivationLayer,
            ActivationLayer => i > 0 && (hidden[i - 1] is BatchNormLayer || !hidden.Take(i).Any(before => before is ActivationLayer)),
            _ => false,
        }).All(fits => fits);
    }
}
