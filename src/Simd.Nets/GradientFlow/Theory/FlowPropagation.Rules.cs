using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Simd.Nets;

/// <content>What layers have in common: each yields a value, and leaves behind how its gradient goes back.</content>
internal sealed partial class FlowPropagation
{
    private const double LargestSquare = 1e76;
    private const double LeastSquare = 1e-76;

    // A factor of 20 a layer: where there is more, no such expansion holds.
    private const double MostTogether = 3;

    /// <summary>Visits the layers of a stack one after the other; the last value stays in x.</summary>
    private void Chain(LayerStack layers)
    {
        var chain = new List<int>();
        (LayerStack, int, string, string) outside = (stack, position, path, name);
        bool isOuter = path.Length == 0;
        stack = layers;
        for (position = 0; position < layers.Count; position++)
        {
            Layer layer = layers[position];
            path = outside.Item3 + position.ToString(CultureInfo.InvariantCulture);
            name = outside.Item4 + (layer.Name ?? (layer is InputLayer ? "input" : Index(isOuter)));
            int index = entries.Count;
            FlowValue from = x = Alias(x);
            var entry = new FlowEntry(path, name, layer, from);
            entries.Add(entry);
            FlowValue to = layer.Accept(this);
            entry.To = x = to == from ? Alias(to) : to;
            entry.HasWeights = layer is DenseLayer or ConvolutionLayer || entries.Skip(index + 1).Any(inner => inner.HasWeights);
            chain.Add(index);
        }

        chains.Add(chain);
        (stack, position, path, name) = outside;

        // The input stands before the first layer that counts.
        string Index(bool behindInput) => (behindInput ? position - 1 : position).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What a nested stack makes of x, which stays.</summary>
    private FlowValue Branch(LayerStack layers, string stackPath, string stackName)
    {
        (FlowValue before, string outerPath, string outerName) = (x, path, name);
        path = $"{path}/{stackPath}/";
        name = $"{name}.{stackName}.";
        Chain(layers);
        (FlowValue result, x, path, name) = (x, before, outerPath, outerName);
        return result;
    }

    /// <summary>The same value with a gradient of its own: what one of several readers sends back.</summary>
    private FlowValue Alias(FlowValue value) => Yield(
        new(value.Parts, value.Image), y => Send(value, i => (y.Gradient[i], y.Tilt[i]), y.Radial));

    /// <param name="image">The shape of the result.</param>
    /// <param name="pass">What becomes of a part, and by what factor the squared norm of its gradient changes.</param>
    /// <param name="isLinear">Whether a change of scale goes through as it is.</param>
    /// <param name="chance">What to multiply the factor by, known on the way back only; 1 if there is none.</param>
    private FlowValue EachPart(
        ImageShape? image,
        Func<FlowPart, (FlowPart Part, double Factor)> pass,
        bool isLinear = false,
        Func<FlowPart, double>? chance = null)
    {
        FlowValue from = x;
        (FlowPart Part, double Factor)[] passed = [.. from.Parts.Select(pass)];
        return Yield(new([.. passed.Select(part => part.Part)], image), y => Send(from, i => Back(i, y), isLinear ? y.Radial : 0));

        (double Gradient, double Tilt) Back(int i, FlowValue y)
        {
            double factor = passed[i].Factor * (chance?.Invoke(from.Parts[i]) ?? 1);
            return (factor * y.Gradient[i], factor * y.Tilt[i]);
        }
    }

    /// <param name="inputs">That a number of the result is a sum of.</param>
    /// <param name="common">Those that two of them are sums of, with the same weights: numbers of two samples, at two pixels of an image.</param>
    /// <param name="units">Channels of the result, or features.</param>
    /// <param name="image">Its shape.</param>
    /// <param name="weight">Of the weights.</param>
    /// <param name="bias">Of the bias.</param>
    private FlowValue Linear(double inputs, double common, double units, ImageShape? image, WeightMoments weight, WeightMoments bias)
    {
        FlowValue from = x;
        SignalMoments all = from.Moments;
        // A mean of the weights multiplies the sum of the inputs, which is the same for all units.
        double mean = inputs * weight.Mean * all.Mean;
        var sum = new SignalMoments(Sum(inputs, all.Square), Sum(common, all.Shared), mean);
        SignalMoments z = sum.Plus(new(bias.Square, bias.Square, bias.Mean));
        double fromInputs = z.Square > 0 ? sum.Square / z.Square : 0;
        SignalMoments floats = AsFloats(z);
        // Images share weights between pixels: there the rest is not independent of what is along the value.
        double radial = image is null && floats == z ? fromInputs * fromInputs : 0;
        var part = new FlowPart(units, floats)
        {
            Fluctuation = from.Fluctuation.Share(fromInputs),
            FromInputs = fromInputs,
            Rigidity = image is null ? fromInputs * fromInputs * weight.Rigidity : 0,
            Narrowness = 2 / inputs,
        };
        return Yield(new([part], image), y => Send(
            from,
            i =>
            {
                double along = from.Norm > 0 ? from.Share(i) * radial * y.Radial / from.Norm : 0;
                double factor = inputs * from.Parts[i].Channels / from.Channels * weight.Square;
                return ((factor * y.Gradient[0]) + along, factor * y.Tilt[0] * fromInputs * from.Share(i));
            },
            radial * y.Radial));

        double Sum(double terms, double product) =>
            (terms * ((weight.Variance * product) + (weight.Mean * weight.Mean * (product - (all.Mean * all.Mean))))) + (mean * mean);
    }

    /// <summary>
    /// Floats begin at 1.2e-38 and end at 3.4e38, and so does what can be said of them; fourth powers of these are doubles still.
    /// </summary>
    private static SignalMoments AsFloats(SignalMoments moments)
    {
        double within = Math.Min(Math.Max(moments.Square, LeastSquare), LargestSquare);
        return moments.Square > 0 && within != moments.Square ? moments.Times(Math.Sqrt(within / moments.Square)) : moments;
    }

    private FlowValue Activate(ActivationFunction function)
    {
        FlowValue from = x;
        FluctuatingResponse[] fluctuating =
        [
            .. from.Parts.Select(part => FluctuatingResponse.Of(
                function, part, part.Channels * from.Pixels, isCentred)),
        ];
        Response[] responses = [.. from.Parts.Select(part => Response.Of(function, part.Moments))];
        int step = Remember(function, from, fluctuating[0]);
        return Yield(
            new(
                [
                    .. from.Parts.Select((part, i) => new FlowPart(part.Channels, responses[i].Moments)
                    {
                        Activation = (function, part.Moments, responses[i].SlopeSquare),
                        Fluctuation = fluctuating[i].After,
                    }),
                ],
                from.Image),
            y =>
            {
                (double along, double radial) = Radially(y);
                Send(from, i => Back(i, y, along), radial);
            });

        (double Gradient, double Tilt) Back(int i, FlowValue y, double along)
        {
            if (drawn is not null)
            {
                return (y.Gradient[i] * responses[i].SlopeSquare * drawn.Slopes[step], 0);
            }

            // Samples that are large, and their gradients with them, stay so.
            (FluctuatingResponse response, double tilt) = (fluctuating[i], y.Gradient[i] is > 0 and < FlowValue.LargestChance ? y.Tilt[i] / y.Gradient[i] : 0);
            double together = response.SlopeGain * response.Gain * tilt * from.Parts[i].Fluctuation.Private;
            double slope = responses[i].SlopeSquare * response.SlopeFactor * Math.Exp(Math.Min(together, MostTogether));
            double gradient = ((y.Gradient[i] - along) * slope) + (along * response.SlopeAlong);
            return (gradient, gradient * (response.SlopeGain + (response.Gain * tilt)));
        }

        // The part of the gradient along the value, and what is along the value before. Normalisations leave none.
        (double Along, double Radial) Radially(FlowValue y)
        {
            if (isNormalised || y.Parts.Count > 1 || !(y.Norm > 0) || !(y.Gradient[0] < FlowValue.LargestChance))
            {
                return (0, 0);
            }

            (FluctuatingResponse response, double gradient, double square) = (fluctuating[0], y.Gradient[0], y.Moments.Square);
            double along = Math.Min(gradient, Math.Max(0, (gradient / y.Features) + (y.Radial / y.Norm)));
            double kept = response.Gain * response.Gain;
            double whole = (kept * (y.Radial + (square * gradient))) + ((response.Spread - (kept * square)) * (gradient - along));
            double before = ((gradient - along) * responses[0].SlopeSquare * response.SlopeFactor) + (along * response.SlopeAlong);
            return (along, whole - (from.Moments.Square * before));
        }
    }

    /// <summary>Pixels of a window are like samples: they share the weights.</summary>
    /// <param name="kind">Maximum or mean.</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="inside">Pixels of a window.</param>
    /// <param name="divisor">What the mean divides by.</param>
    private FlowValue Pool(PoolingKind kind, int height, int width, double inside, double divisor)
    {
        ImageShape image = new(height, width, x.Image!.Value.Channels);
        return EachPart(image, part =>
        {
            if (kind == PoolingKind.Average)
            {
                double square = ((inside * part.Moments.Square) + (inside * (inside - 1) * part.Moments.Shared)) / (divisor * divisor);
                double share = inside / divisor;
                return (new(part.Channels, part.Moments.Times(share) with { Square = square }), inside / (divisor * divisor));
            }

            // The largest is where the function is steep: that the gradient finds it there belongs to the factor.
            (ActivationFunction function, SignalMoments before, double slope) =
                part.Activation ?? (ActivationFunction.Identity, part.Moments, 1);
            var response = Response.Of(function, before, Math.Max(1, inside));
            return (new(part.Channels, response.Moments), slope > 0 ? response.SlopeSquare / slope : 1);
        });
    }

    /// <summary>
    /// What normalises a row: (h + shift) / √divisor. That gradients lose a direction or two, and that the inverse of a row's variance is
    /// larger than that of its mean, cancel each other in layers of finite width.
    /// </summary>
    private FlowValue Scale(double divisor, double shift) => EachPart(x.Image, part =>
    {
        SignalMoments moved = part.Moments.Plus(new(shift * shift, shift * shift, shift));
        return (new(part.Channels, moved.Times(1 / Math.Sqrt(divisor))), 1 / divisor);
    });

    private FlowValue Add(FlowValue around, FlowValue body, double scale)
    {
        var parts = new List<FlowPart>();
        var origins = new List<(int Around, int Body, double Share)>();
        (int a, int b, double doneA, double doneB) = (0, 0, 0, 0);
        while (a < around.Parts.Count && b < body.Parts.Count)
        {
            (double leftA, double leftB) = (around.Parts[a].Channels - doneA, body.Parts[b].Channels - doneB);
            double channels = Math.Min(leftA, leftB);
            (FlowPart one, FlowPart other) = (around.Parts[a], body.Parts[b]);
            SignalMoments sum = one.Moments.Plus(other.Moments.Times(scale));
            double share = sum.Square > 0 ? Math.Min(1, one.Moments.Square / sum.Square) : 0;
            parts.Add(new(channels, sum) { Fluctuation = one.Fluctuation.Share(share).Plus(other.Fluctuation.Share(1 - share)) });
            origins.Add((a, b, share));
            (a, doneA) = leftA == channels ? (a + 1, 0.0) : (a, doneA + channels);
            (b, doneB) = leftB == channels ? (b + 1, 0.0) : (b, doneB + channels);
        }

        return Yield(new(parts, body.Image), y =>
        {
            for (int i = 0; i < origins.Count; i++)
            {
                (int one, int other, double share) = origins[i];
                around.Gradient[one] += y.Gradient[i];
                around.Tilt[one] += y.Tilt[i] * share;
                body.Gradient[other] += scale * scale * y.Gradient[i];
                body.Tilt[other] += scale * scale * y.Tilt[i] * (1 - share);
            }

            if (origins.Count == 1)
            {
                around.AddRadial(origins[0].Share * origins[0].Share * y.Radial);
                body.AddRadial((1 - origins[0].Share) * (1 - origins[0].Share) * y.Radial);
            }
        });
    }

    private FlowValue Join(FlowValue from, FlowValue body)
    {
        ImageShape? image = from.Image is { } shape ? shape with { Channels = (int)(from.Channels + body.Channels) } : null;
        return Yield(new([.. from.Parts, .. body.Parts], image), y =>
        {
            Send(from, i => (y.Gradient[i], y.Tilt[i]));
            Send(body, i => (y.Gradient[from.Parts.Count + i], y.Tilt[from.Parts.Count + i]));
        });
    }

    private FlowValue Yield(FlowValue value, Action<FlowValue> back)
    {
        backward.Push(() => back(value));
        return value;
    }

    private static void Send(FlowValue to, Func<int, (double Gradient, double Tilt)> back, double radial = 0)
    {
        to.AddRadial(radial);
        for (int i = 0; i < to.Gradient.Length; i++)
        {
            (double gradient, double tilt) = back(i);
            to.Gradient[i] += gradient;
            to.Tilt[i] += tilt;
        }
    }
}
