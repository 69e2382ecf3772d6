using System;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>The kernels of chains of elementwise operations.</summary>
internal static class ChainKernelChoice
{
    public static ChainKernel Forward(ChainStep step, int[] bitsPitches)
    {
        ChainShape shape = Shape(step.Chain, bitsPitches);
        string value = Value(step.Chain, "x");
        string formula = step.Skip switch
        {
            null => $"y = {value}",
            { Scale: 1 } => $"y = skip + {value}",
            { Scale: var scale } => Text($"y = skip + {scale:R}·({value})"),
        };
        return new(Name(shape) + (step.Skip is null ? "" : "Skip"), formula, shape, step.Skip is not null, step.Skip?.Scale ?? 1);
    }

    public static ChainGradientKernel Gradient(ChainGradientStep step, int[] bitsPitches)
    {
        NormalizeOperation? normalization = step.Chain.Normalization;
        bool ofBatch = step.PanelSums is not null;
        ChainShape shape = Shape(step.Chain, bitsPitches);
        string name = Name(shape)
            + "Gradient"
            + (step.DX is null ? "OfParameters" : "")
            + (step.Skip is null ? "" : "Skip")
            + (step.X is not null && step.H is not null ? "FromBoth" : "");
        string value = Value(step.Chain with { Normalization = null }, "u");
        string formula = normalization is null ? $"{(step.Skip is null ? "" : "skip + ")}dy ⊙ ({value})'" : $"du = dy ⊙ ({value})', Σ du, Σ du ⊙ x̂";
        return new(name, formula, shape, step.X is not null, step.H is not null)
        {
            HasSkip = step.Skip is not null,
            HasResultRows = step.DX is not null,
            HasGainSum = ofBatch || normalization?.Gain is not null,
            HasBiasSum = ofBatch || normalization?.Bias is not null,
        };
    }

    private static ChainShape Shape(Chain chain, int[] bitsPitches)
    {
        NormalizationShape? normalization = chain.Normalization is { } operation
            ? new(operation.OfRows, operation.Gain is not null, operation.Bias is not null)
            : null;
        int dropouts = 0;
        var stages = new EquatableArray<Stage>(chain.Stages.Select(
            stage => Stage(stage, stage is DropoutOperation ? bitsPitches[dropouts++] : 0)));
        bool knowsColumns = normalization is not null || stages.Any(stage => stage is SlopeStage or DropoutStage);
        bool ofBlocks = knowsColumns && chain.Image is not null;
        return new(normalization, stages, knowsColumns && !ofBlocks ? chain.Width : 0, ofBlocks);
    }

    private static Stage Stage(ElementwiseOperation operation, int bitsPitch)
    {
        switch (operation)
        {
            case PointwiseOperation pointwise:
                return new FunctionStage(pointwise.Function);
            case PReluOperation slope:
                return new SlopeStage(slope.PerColumn);
            case DropoutOperation { Alpha: false, Rate: var rate, PerChannel: var perChannel }:
                return new DropoutStage(1 / (1 - rate), 0, 0, bitsPitch, perChannel);
            case DropoutOperation { Rate: var rate }:
                // Klambauer et al. 2017, section "New dropout technique": mean and variance stay 0 and 1.
                const double Limit = -1.7580993408473766;
                double scale = 1 / Math.Sqrt((1 - rate) * (1 + (rate * Limit * Limit)));
                double shift = -scale * rate * Limit;
                return new DropoutStage(scale, shift, (scale * Limit) + shift, bitsPitch, false);
            default:
                throw new ArgumentOutOfRangeException(nameof(operation), operation, "not an elementwise operation");
        }
    }

    private static string Name(ChainShape shape)
    {
        string normalization = shape.Normalization switch
        {
            null => "",
            { OfRows: true } => "NormalizeRow",
            _ => "Normalize",
        };
        string affine = shape.Normalization switch
        {
            null or { HasGain: true, HasBias: true } => "",
            { HasGain: true } => "Gain",
            _ => "Plain",
        };
        string stages = string.Concat(shape.Stages.Select(stage => stage switch
        {
            FunctionStage function => function.Function.Name,
            SlopeStage { PerColumn: true } => "PReluPerColumn",
            SlopeStage => "PRelu",
            _ => "Dropout",
        }));
        string extent = shape.OfBlocks ? "Channels" : shape.IsFlat ? "" : Text($"{shape.Columns}");
        return normalization + affine + stages + extent;
    }

    private static string Value(Chain chain, string input)
    {
        string value = chain.Normalization switch
        {
            null => input,
            { Gain: null } => "x̂",
            { Bias: null } => "γ·x̂",
            _ => "γ·x̂ + β",
        };
        foreach (ElementwiseOperation operation in chain.Stages)
        {
            value = operation switch
            {
                PointwiseOperation pointwise => pointwise.Function.Of(value),
                PReluOperation => $"prelu({value})",
                _ => $"dropout({value})",
            };
        }

        return value;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
