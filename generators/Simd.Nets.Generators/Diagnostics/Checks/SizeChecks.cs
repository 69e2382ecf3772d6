using System.Collections.Generic;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>
/// Every size positive and within <see cref="Limits"/>, windows that fit, layers that meet what they work on, what is added or joined of
/// one size, and outputs that suit the loss. A visit yields the shape behind the layer: null behind a fault, so that what follows from it
/// is not reported too.
/// </summary>
internal sealed class SizeChecks : ILayerVisitor<ValueShape?>
{
    private readonly List<Finding> findings = [];
    private readonly WindowChecks windows;
    private string path = "";
    private ValueShape? shape;

    private SizeChecks()
    {
        Totals = new(findings);
        windows = new(findings);
    }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>What the network takes, as far as its shapes are known.</summary>
    public SizeTotals Totals { get; }

    private bool IsInside => path.IndexOf('/') >= 0;

    public static SizeChecks Of(LayerStack layers)
    {
        var checks = new SizeChecks();
        checks.Walk(layers, "");
        return checks;
    }

    public ValueShape? Visit(InputLayer layer)
    {
        if (layer.Image is not { } image)
        {
            return AreSizes(layer, (layer.Features, 1, "features")) && !IsInside ? new(layer.Features) : null;
        }

        if (!AreSizes(layer, (image.Height, 1, "rows"), (image.Width, 1, "columns"), (image.Channels, 1, "channels")) || IsInside)
        {
            return null;
        }

        if (layer.Features == image.Features)
        {
            return Within(image);
        }

        string features = $"{nameof(layer.Features)} to be {Sizes.Text(image.Features)}, as its image has, "
            + $"and {Sizes.Text(layer.Features)} came: leave it out";
        findings.Add(new(OptionRules.OutOfRange, path, LayerSpelling.Of(layer), features));
        return null;
    }

    public ValueShape? Visit(DenseLayer layer)
    {
        bool areUnits = AreSizes(layer, (layer.Units, 1, "units"));
        if (areUnits && Flat() is { } row)
        {
            Totals.AddWeights(path, row.Features, layer.Units);
            Totals.AddParameters(path, layer.Bias ? 1 : 0, layer.Units);
        }

        return areUnits ? new(layer.Units) : null;
    }

    public ValueShape? Visit(ConvolutionLayer layer)
    {
        if (windows.Behind(layer, path, shape) is not { } image)
        {
            return null;
        }

        long taps = (long)layer.KernelHeight * layer.KernelWidth;
        Totals.AddParameters(path, (taps * (shape!.Value.Channels / layer.Groups)) + (layer.Bias ? 1 : 0), layer.Channels);
        return Within(image);
    }

    public ValueShape? Visit(PoolingLayer layer) => Pooled(layer.Kind, windows.Behind(layer, path, shape));

    public ValueShape? Visit(AdaptivePoolingLayer layer) => Pooled(layer.Kind, windows.Behind(layer, path, shape));

    public ValueShape? Visit(FlattenLayer layer) => Flat();

    public ValueShape? Visit(ActivationLayer layer) => shape;

    public ValueShape? Visit(PReluLayer layer) => WithVectors(1, layer.PerChannel ? shape?.Channels : 1);

    public ValueShape? Visit(SoftmaxLayer layer) => OfFeatures(layer) ? shape : null;

    public ValueShape? Visit(BatchNormLayer layer) => Normalized(layer.Affine ? 2 : 0);

    public ValueShape? Visit(LayerNormLayer layer) => OfFeatures(layer) ? Normalized(layer.Affine ? 2 : 0) : null;

    public ValueShape? Visit(RmsNormLayer layer) => OfFeatures(layer) ? Normalized(layer.Affine ? 1 : 0) : null;

    public ValueShape? Visit(StandardizeLayer layer) => Normalized(0);

    public ValueShape? Visit(DropoutLayer layer) => shape;

    public ValueShape? Visit(ResidualLayer layer)
    {
        (string here, ValueShape? x) = (path, shape);
        ValueShape? body = Behind(layer.Body, Element.Prefix(here, NestedStack.Body), x);
        ValueShape? around = layer.Projection is { } projection ? Behind(projection, Element.Prefix(here, NestedStack.Projection), x) : x;
        if (body is { } sum && around is { } other && sum != other)
        {
            string what = layer.Projection is null ? "input" : "projection";
            string remedy = Projections.Remedy(x!.Value, sum, other);
            findings.Add(new(BlockRules.ShapesDiffer, here, LayerSpelling.Of(layer), Sizes.Text(sum), Sizes.Text(other), what, remedy));
            return null;
        }

        return around is null ? null : body;
    }

    public ValueShape? Visit(ConcatLayer layer) => Joined(layer, layer.Body, path, shape);

    public ValueShape? Visit(DenseBlockLayer layer)
    {
        if (layer.Count < 1)
        {
            findings.Add(new(LayerRules.NotPositive, path, LayerSpelling.Of(layer), "a count of 1 or more", Sizes.Text(layer.Count)));
        }

        (string here, ValueShape? joined) = (path, shape);
        int copies = 0;
        do
        {
            joined = Joined(layer, layer.Body, here, joined);
        }
        while (++copies < layer.Count && joined is not null);

        return joined;
    }

    public ValueShape? Visit(LossLayer layer)
    {
        if (!IsInside && shape is { } outputs)
        {
            findings.AddRange(ClassChecks.Run(layer, path, outputs.Features));
        }

        return shape;
    }

    private void Walk(LayerStack layers, string prefix)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            string here = path = Element.PathOf(prefix, i);
            shape = layers[i].Accept(this);
            AddValues(here, 1, shape);
        }
    }

    private ValueShape? Behind(LayerStack layers, string prefix, ValueShape? x)
    {
        shape = x;
        Walk(layers, prefix);
        return shape;
    }

    /// <summary>The features of x, then those of a body; of images the channels of each pixel.</summary>
    private ValueShape? Joined(Layer layer, LayerStack body, string here, ValueShape? x)
    {
        if (Behind(body, Element.Prefix(here, NestedStack.Body), x) is not { } grown || x is not { } before)
        {
            return null;
        }

        if (Pixels(before) != Pixels(grown))
        {
            string remedy = Pixels(grown) is null
                ? "put Flatten before the block, or let its body end with an image"
                : "let the windows in its body move by one pixel, with Padding.Same";
            findings.Add(new(ImageRules.JoinDiffers, here, LayerSpelling.Of(layer), Sizes.Text(before), Sizes.Text(grown), remedy));
            return null;
        }

        long columns = (long)before.Channels + grown.Channels;
        if (columns > Limits.Width)
        {
            string noun = before.Image is null ? "features behind a layer" : "channels behind a layer";
            findings.Add(SizeTotals.TooLarge(here, noun, Limits.Width, columns, "make its body narrower"));
            return null;
        }

        path = here;
        ValueShape? joined = before.Image is { } image ? Within(image with { Channels = (int)columns }) : new((int)columns);
        // The row and its adjoint: no other is so wide, so none gives them its place.
        AddValues(here, 2, joined);
        return joined;
    }

    private static (int Height, int Width)? Pixels(ValueShape shape) => shape.Image is { } image ? (image.Height, image.Width) : null;

    /// <summary>A maximum keeps where it was.</summary>
    private ValueShape? Pooled(PoolingKind kind, ImageShape? image)
    {
        ValueShape? pooled = image is { } behind ? Within(behind) : null;
        AddValues(path, kind == PoolingKind.Max ? 1 : 0, pooled);
        return pooled;
    }

    /// <summary>The row of features that a layer of features makes of an image first.</summary>
    private ValueShape? Flat()
    {
        if (shape is not { Image: { } image })
        {
            return shape;
        }

        if (image.Features > Limits.Width)
        {
            string noun = $"features of a flattened image (of {image})";
            findings.Add(SizeTotals.TooLarge(path, noun, Limits.Width, image.Features, "pool it before, or take larger strides"));
            return null;
        }

        var row = new ValueShape(image.Features);
        AddValues(path, 1, row);
        return row;
    }

    /// <summary>A normalisation has up to two vectors, and keeps statistics of samples, channels or features beside its values.</summary>
    private ValueShape? Normalized(int vectors)
    {
        AddValues(path, 1, shape);
        return WithVectors(vectors, shape?.Channels);
    }

    private ValueShape? WithVectors(int vectors, int? columns)
    {
        Totals.AddParameters(path, vectors, columns ?? 0);
        return shape;
    }

    private bool OfFeatures(Layer layer)
    {
        if (shape?.Image is not { } image)
        {
            return true;
        }

        string remedy = layer is SoftmaxLayer
            ? "put Flatten before it"
            : "take BatchNorm, which works by channel, or put Flatten before it";
        findings.Add(new(ImageRules.NeedsFeatures, path, LayerSpelling.Of(layer), image, remedy));
        return false;
    }

    private ValueShape? Within(ImageShape image)
    {
        if (image.Features <= Limits.Image)
        {
            return new(image.Features, image);
        }

        findings.Add(SizeTotals.TooLarge(
            path, $"numbers in an image (it is {image})", Limits.Image, (long)image.Pixels * image.Channels, "make the layer smaller"));
        return null;
    }

    private void AddValues(string at, int count, ValueShape? values) => Totals.AddValues(at, count, values ?? default);

    private bool AreSizes(Layer layer, params (int Size, int Least, string Noun)[] sizes) => Sizes.Check(findings, layer, path, sizes);
}
