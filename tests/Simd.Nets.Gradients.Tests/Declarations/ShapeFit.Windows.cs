namespace Simd.Nets.Gradients.Tests;

/// <content>Layers that move windows over images.</content>
internal sealed partial class ShapeFit
{
    public Layer Visit(ConvolutionLayer layer)
    {
        if (shape.Pixels is not { } pixels)
        {
            return Visit(new DenseLayer(layer.Channels) { Bias = layer.Bias, Init = layer.Init, Name = layer.Name });
        }

        ConvolutionLayer fitted = Grouped(layer with { IsOneDimensional = layer.IsOneDimensional && pixels.Height == 1 });
        if (keepsPixels)
        {
            fitted = fitted with { StrideHeight = 1, StrideWidth = 1, Padding = Padding.Same };
        }

        (int height, int width) spans =
            (((fitted.KernelHeight - 1) * fitted.DilationHeight) + 1, ((fitted.KernelWidth - 1) * fitted.DilationWidth) + 1);
        if (Positions(pixels, spans, (1, 1), fitted.Padding) is not { Height: > 0, Width: > 0 })
        {
            fitted = fitted with { Padding = Padding.Same };
        }

        int inputs = Features / fitted.Groups;
        shape = new(new(0, fitted.Channels), Positions(pixels, spans, (fitted.StrideHeight, fitted.StrideWidth), fitted.Padding));
        work += (long)Flat * inputs * fitted.KernelHeight * fitted.KernelWidth;
        return fitted;
    }

    public Layer Visit(PoolingLayer layer)
    {
        if (shape.Pixels is not { } pixels)
        {
            return Layers.Standardize;
        }

        PoolingLayer fitted = layer with { Height = Math.Min(layer.Height, pixels.Height), Width = Math.Min(layer.Width, pixels.Width) };
        if (keepsPixels)
        {
            fitted = fitted with { StrideHeight = 1, StrideWidth = 1, Padding = Padding.Same };
        }
        else if (!fitted.Padding.IsSame)
        {
            Padding padding = fitted.Padding;
            fitted = fitted with
            {
                Padding = Padding.Of(Math.Min(padding.Vertical, fitted.Height / 2), Math.Min(padding.Horizontal, fitted.Width / 2)),
            };
        }

        (int, int) strides = (fitted.StrideHeight, fitted.StrideWidth);
        shape = shape with { Pixels = Positions(pixels, (fitted.Height, fitted.Width), strides, fitted.Padding) };
        return fitted;
    }

    public Layer Visit(AdaptivePoolingLayer layer)
    {
        if (shape.Pixels is not { } pixels || keepsPixels)
        {
            return Layers.Standardize;
        }

        AdaptivePoolingLayer fitted =
            layer with { Height = Math.Min(layer.Height, pixels.Height), Width = Math.Min(layer.Width, pixels.Width) };
        shape = shape with { Pixels = (fitted.Height, fitted.Width) };
        return fitted;
    }

    public Layer Visit(FlattenLayer layer)
    {
        if (keepsPixels && shape.Pixels is not null)
        {
            return Layers.Standardize;
        }

        shape = shape.Flat;
        return layer;
    }

    // In a dense block channels differ from copy to copy: nothing but one divides them all.
    private ConvolutionLayer Grouped(ConvolutionLayer layer)
    {
        int channels = shape.Width.TimesInput == 0 ? shape.Width.Features : 1;
        int groups = Enumerable.Range(1, Math.Min(layer.Groups, channels)).Last(groups => channels % groups == 0);
        return layer with { Groups = groups, Channels = ((layer.Channels - 1) / groups * groups) + groups };
    }

    private static (int Height, int Width) Positions(
        (int Height, int Width) pixels, (int Height, int Width) spans, (int Height, int Width) strides, Padding padding)
    {
        return (Along(pixels.Height, spans.Height, strides.Height, padding.Vertical),
            Along(pixels.Width, spans.Width, strides.Width, padding.Horizontal));

        int Along(int size, int span, int stride, int sides) => padding.IsSame
            ? ((size - 1) / stride) + 1
            : size + (2 * sides) < span ? 0 : ((size + (2 * sides) - span) / stride) + 1;
    }
}
