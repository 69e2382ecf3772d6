using System;
using System.Collections.Generic;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>
/// Windows that fit into their images. Each method yields the image behind its layer: null behind a fault, or where the image before it is
/// not known.
/// </summary>
internal sealed class WindowChecks(List<Finding> findings)
{
    public ImageShape? Behind(ConvolutionLayer layer, string path, ValueShape? x)
    {
        bool areSizes = Sizes.Check(
            findings,
            layer,
            path,
            (layer.Channels, 1, "channels"),
            (layer.KernelHeight, 1, "rows of its kernel"),
            (layer.KernelWidth, 1, "columns of its kernel"),
            (layer.StrideHeight, 1, "rows of its stride"),
            (layer.StrideWidth, 1, "columns of its stride"),
            (layer.DilationHeight, 1, "rows of its dilation"),
            (layer.DilationWidth, 1, "columns of its dilation"),
            (layer.Groups, 1, "groups"),
            (layer.Padding.Vertical, 0, "rows of padding"),
            (layer.Padding.Horizontal, 0, "columns of padding"));
        if (!areSizes || Image(layer, path, x, layer.IsOneDimensional) is not { } image || !IsSequence(layer, path, image)
            || Positions(layer, path, image, WindowAxis.Of(layer, image)) is not { } positions)
        {
            return null;
        }

        ImageShape behind = positions with { Channels = layer.Channels };
        if (image.Channels % layer.Groups == 0 && layer.Channels % layer.Groups == 0)
        {
            return behind;
        }

        findings.Add(new(ImageRules.Groups, path, LayerSpelling.Of(layer), Sizes.Text(layer.Groups), image, behind));
        return null;
    }

    public ImageShape? Behind(PoolingLayer layer, string path, ValueShape? x)
    {
        bool areSizes = Sizes.Check(
            findings,
            layer,
            path,
            (layer.Height, 1, "rows of its window"),
            (layer.Width, 1, "columns of its window"),
            (layer.StrideHeight, 1, "rows of its stride"),
            (layer.StrideWidth, 1, "columns of its stride"),
            (layer.Padding.Vertical, 0, "rows of padding"),
            (layer.Padding.Horizontal, 0, "columns of padding"));
        if (!areSizes || Image(layer, path, x, layer is { Height: 1, Width: > 1 }) is not { } image)
        {
            return null;
        }

        if (layer.Padding.Vertical <= layer.Height / 2 && layer.Padding.Horizontal <= layer.Width / 2)
        {
            return Positions(layer, path, image, WindowAxis.Of(layer, image));
        }

        string padding = Text(layer.Padding.Vertical, layer.Padding.Horizontal);
        string half = Text(layer.Height / 2, layer.Width / 2);
        findings.Add(new(
            ImageRules.PoolingMisfit,
            path,
            LayerSpelling.Of(layer),
            $"has {padding} pixels of padding on each side of an image of {image}, and its window is {Text(layer.Height, layer.Width)}",
            $"pad {half} at most, half the window, so that each window meets the image"));
        return null;
    }

    public ImageShape? Behind(AdaptivePoolingLayer layer, string path, ValueShape? x)
    {
        bool areSizes = Sizes.Check(findings, layer, path, (layer.Height, 1, "rows"), (layer.Width, 1, "columns"));
        if (!areSizes || Image(layer, path, x, ofSequences: false) is not { } image)
        {
            return null;
        }

        ImageShape behind = image with { Height = layer.Height, Width = layer.Width };
        if (layer.Height <= image.Height && layer.Width <= image.Width)
        {
            return behind;
        }

        string most = Text(Math.Min(layer.Height, image.Height), Math.Min(layer.Width, image.Width));
        findings.Add(new(
            ImageRules.PoolingMisfit,
            path,
            LayerSpelling.Of(layer),
            $"makes an image of {behind} from one of {image}, and a pooling makes none larger",
            $"ask for {most}, or keep the image larger before it"));
        return null;
    }

    private ImageShape? Image(Layer layer, string path, ValueShape? x, bool ofSequences)
    {
        if (x is { Image: null } row)
        {
            string expected = ofSequences ? "a sequence" : "an image";
            string input = ofSequences ? "Input(length, channels)" : "Input(height, width, channels)";
            string remedy = $"declare {input}, and put it before Flatten or Dense";
            findings.Add(new(ImageRules.NeedsImage, path, LayerSpelling.Of(layer), expected, Sizes.Text(row), remedy));
        }

        return x?.Image;
    }

    /// <summary>Whether a layer of sequences meets one, and stays on its row.</summary>
    private bool IsSequence(ConvolutionLayer layer, string path, ImageShape image)
    {
        string? actual = !layer.IsOneDimensional ? null
            : image.Height != 1 ? $"an image of {image}"
            : layer.KernelHeight != 1 ? $"a kernel of {Text(layer.KernelHeight, layer.KernelWidth)}"
            : layer.Padding.Vertical != 0 ? $"a padding of {Text(layer.Padding.Vertical, layer.Padding.Horizontal)}"
            : null;
        if (actual is not null)
        {
            const string expected = "a sequence, which is an image of one row";
            const string remedy = "write Conv2D, or stay on the row of an Input(length, channels)";
            findings.Add(new(ImageRules.NeedsImage, path, LayerSpelling.Of(layer), expected, actual, remedy));
        }

        return actual is null;
    }

    private ImageShape? Positions(Layer layer, string path, ImageShape image, (WindowAxis Rows, WindowAxis Columns) axes)
    {
        (WindowAxis rows, WindowAxis columns) = axes;
        if (Math.Max(rows.Span, columns.Span) is var span and > Limits.Width)
        {
            findings.Add(SizeTotals.TooLarge(
                path, "pixels along a window, dilation counted", Limits.Width, span, "make its kernel or its dilation smaller"));
            return null;
        }

        if (rows.Positions > 0 && columns.Positions > 0)
        {
            return image with { Height = rows.Positions, Width = columns.Positions };
        }

        findings.Add(new(
            ImageRules.WindowTooLarge,
            path,
            LayerSpelling.Of(layer),
            Text(rows.Span, columns.Span),
            image,
            Text(rows.Padded, columns.Padded)));
        return null;
    }

    private static string Text(long rows, long columns) => FormattableString.Invariant($"{rows}×{columns}");
}
