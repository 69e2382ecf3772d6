using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Simd.Nets;

/// <summary>
/// Mean-field propagation: moments of every value forward, squared norms of gradients backward. Weights are independent of one another and
/// of what they meet, gradients of values; exact for wide layers at initialisation (Poole et al. 2016, Schoenholz et al. 2017).
/// </summary>
internal sealed partial class FlowPropagation : ILayerVisitor<FlowValue>
{
    private readonly Stack<Action> backward = new();
    private readonly List<FlowEntry> entries = [];
    private readonly List<List<int>> chains = [];
    private readonly double inputSquare;
    private readonly bool isCentred;
    private readonly bool isNormalised;
    private readonly FlowFunctions functions;
    private Init? init;

    // Where the visit is.
    private LayerStack stack;
    private int position;
    private string path = "";
    private string name = "";
    private FlowValue x;

    private FlowPropagation(LayerStack layers, double inputSquare, FlowFunctions functions)
    {
        this.inputSquare = inputSquare;
        this.functions = functions;
        stack = layers;
        isCentred = Holds(layers, layer => layer is BatchNormLayer);
        isNormalised = Holds(layers, layer => layer is BatchNormLayer or LayerNormLayer or RmsNormLayer);
        x = new([], null);
    }

    /// <summary>All layers, each before those inside it, and the layers of each stack by their positions, the network's own last.</summary>
    public static (LayerFlow[] Layers, List<List<int>> Chains) Through(LayerStack layers, double inputSquare, FlowFunctions functions)
    {
        var flow = new FlowPropagation(layers, inputSquare, functions);
        flow.Chain(layers);
        Send(flow.x, i => (flow.x.Parts[i].Channels / flow.x.Channels, 0));
        flow.DrawIfNeeded(layers);
        while (flow.backward.Count > 0)
        {
            flow.backward.Pop()();
        }

        return ([.. flow.entries.Select(entry => entry.Flow())], flow.chains);
    }

    public FlowValue Visit(InputLayer layer)
    {
        init = layer.Init;
        double channels = layer.Image?.Channels ?? layer.Features;
        return new([new(channels, new(inputSquare, 0, 0))], layer.Image);
    }

    public FlowValue Visit(DenseLayer layer)
    {
        double fanIn = x.Features;
        WeightMoments weight = WeightMoments.Of(InitOf(layer.Init), fanIn, layer.Units, layer.Units);
        return Linear(fanIn, fanIn, layer.Units, null, weight, Bias(layer.Bias, layer.Init, fanIn, layer.Units));
    }

    public FlowValue Visit(ConvolutionLayer layer)
    {
        ImageShape from = x.Image!.Value;
        (WindowAxis rows, WindowAxis columns) = WindowAxis.Of(layer, from);
        double taps = (double)layer.KernelHeight * layer.KernelWidth;
        double channels = (double)from.Channels / layer.Groups;
        double fanIn = taps * channels;
        WeightMoments weight = WeightMoments.Of(InitOf(layer.Init), fanIn, taps * layer.Channels / layer.Groups, layer.Channels);
        return Linear(
            rows.MeanTaps * columns.MeanTaps * channels,
            rows.CommonTaps * columns.CommonTaps * channels,
            layer.Channels,
            new ImageShape(rows.Positions, columns.Positions, layer.Channels),
            weight,
            Bias(layer.Bias, layer.Init, fanIn, layer.Channels));
    }

    public FlowValue Visit(PoolingLayer layer)
    {
        (WindowAxis rows, WindowAxis columns) = WindowAxis.Of(layer, x.Image!.Value);
        double inside = rows.MeanTaps * columns.MeanTaps;
        double divisor = layer.CountsPadding ? (double)layer.Height * layer.Width : inside;
        return Pool(layer.Kind, rows.Positions, columns.Positions, inside, divisor);
    }

    public FlowValue Visit(AdaptivePoolingLayer layer)
    {
        double inside = Math.Max(1, (double)x.Image!.Value.Height / layer.Height) * Math.Max(1, (double)x.Image.Value.Width / layer.Width);
        return Pool(layer.Kind, layer.Height, layer.Width, inside, inside);
    }

    public FlowValue Visit(FlattenLayer layer)
    {
        double pixels = x.Pixels;
        return EachPart(null, part => (part with { Channels = part.Channels * pixels }, 1), isLinear: true);
    }

    public FlowValue Visit(ActivationLayer layer) => Activate(functions.Of(layer));

    public FlowValue Visit(PReluLayer layer) => Activate(functions.Of(layer));

    // A wide softmax: the sum is its mean, and e^z is log-normal with the variance of z; at most all on one feature.
    public FlowValue Visit(SoftmaxLayer layer)
    {
        double features = x.Features;
        return EachPart(x.Image, part =>
        {
            double variance = Math.Max(0, part.Moments.Square - (part.Moments.Mean * part.Moments.Mean));
            double shared = Math.Max(0, part.Moments.Shared - (part.Moments.Mean * part.Moments.Mean));
            double square = Math.Min(Math.Exp(variance) / (features * features), 1 / features);
            var moments = new SignalMoments(square, Math.Min(Math.Exp(shared) / (features * features), square), 1 / features);
            return (new(part.Channels, moments), square);
        });
    }

    public FlowValue Visit(BatchNormLayer layer)
    {
        int next = steps.Count;
        return EachPart(
            x.Image,
            part =>
            {
                double inverse = 1 / (part.Moments.Private + layer.Eps);
                var normalised = new FlowPart(part.Channels, new(part.Moments.Private * inverse, 0, 0))
                {
                    Fluctuation = part.Fluctuation.Normalised(),
                };
                isDrawn |= part.Fluctuation.Private > MostPrivate;
                return (normalised, inverse * Math.Exp(part.Narrowness));
            },
            chance: part => drawn?.Normalisations[next] ?? Math.Exp(-part.Fluctuation.Drift - (part.Fluctuation.Private / 2)));
    }

    public FlowValue Visit(LayerNormLayer layer)
    {
        SignalMoments all = x.Moments;
        return Scale(all.Square - (all.Mean * all.Mean) + layer.Eps, -all.Mean);
    }

    public FlowValue Visit(RmsNormLayer layer) => Scale(x.Moments.Square + layer.Eps, 0);

    // With the statistics of the training data, which is what it is for.
    public FlowValue Visit(StandardizeLayer layer) => EachPart(x.Image, part =>
        (new(part.Channels, new(1, 0, 0)), part.Moments.Private > 0 ? 1 / part.Moments.Private : 1));

    public FlowValue Visit(DropoutLayer layer)
    {
        double keep = 1 - layer.Rate;
        if (!layer.Alpha)
        {
            return EachPart(x.Image, part =>
                (part with { Moments = part.Moments with { Square = part.Moments.Square / keep }, Activation = null }, 1 / keep), isLinear: true);
        }

        // y = factor · (x or SELU's limit) + shift.
        const double Limit = -1.7580993408473766;
        double factor = 1 / Math.Sqrt(keep * (1 + (Limit * Limit * layer.Rate)));
        double shift = -factor * layer.Rate * Limit;
        return EachPart(x.Image, part =>
        {
            SignalMoments kept = part.Moments.Times(factor);
            double dropped = layer.Rate * factor * factor * Limit * Limit;
            double square = (keep * (kept.Square + (2 * shift * kept.Mean))) + dropped - (shift * shift);
            return (new(part.Channels, new(square, keep * keep * kept.Shared, keep * kept.Mean)), factor * factor * keep);
        });
    }

    public FlowValue Visit(ResidualLayer layer)
    {
        FlowValue body = Branch(layer.Body, "body", "body");
        FlowValue around = layer.Projection is null ? x : Branch(layer.Projection, "projection", "projection");
        return Add(around, body, layer.Scale);
    }

    public FlowValue Visit(ConcatLayer layer) => Join(x, Branch(layer.Body, "body", "body"));

    public FlowValue Visit(DenseBlockLayer layer)
    {
        for (int i = 0; i < layer.Count; i++)
        {
            x = Join(x, Branch(layer.Body, "body", i.ToString(CultureInfo.InvariantCulture) + ".body"));
        }

        return x;
    }

    public FlowValue Visit(LossLayer layer) => x;

    private static bool Holds(LayerStack layers, Func<Layer, bool> isSought) => layers.Any(layer => isSought(layer) || layer switch
    {
        ResidualLayer block => Holds(block.Body, isSought) || (block.Projection is { } around && Holds(around, isSought)),
        ConcatLayer block => Holds(block.Body, isSought),
        DenseBlockLayer block => Holds(block.Body, isSought),
        _ => false,
    });

    private Init InitOf(Init? declared) => declared ?? init ?? InitialiserChoice.For(stack, position);

    private WeightMoments Bias(bool exists, Init? declared, double fanIn, double units) =>
        exists && InitOf(declared) is { Bias: true } start ? WeightMoments.Of(start, fanIn, units, units) : default;
}
