using System;
using System.Linq;

namespace Simd.Nets;

/// <summary>A window that moves along one axis of an image.</summary>
/// <param name="Size">Pixels of the image.</param>
/// <param name="Window">Taps of the window.</param>
/// <param name="Stride">Pixels from position to position.</param>
/// <param name="Dilation">Pixels from tap to tap.</param>
/// <param name="Before">Padding in front of the first pixel.</param>
/// <param name="After">Padding behind the last.</param>
internal readonly record struct WindowAxis(int Size, int Window, int Stride, int Dilation, int Before, int After)
{
    /// <summary>Pixels from the first tap to the last, both counted.</summary>
    public long Span => ((Window - 1L) * Dilation) + 1;

    /// <summary>Pixels of the padded image.</summary>
    public long Padded => (long)Size + Before + After;

    /// <summary>Where the window can stand; 0 or less if it does not fit.</summary>
    public int Positions => Padded < Span ? 0 : (int)((Padded - Span) / Stride) + 1;

    /// <summary>The pixel under a tap of the window at a position; in the padding it is negative, or too large.</summary>
    public int Pixel(int position, int tap) => (position * Stride) + (tap * Dilation) - Before;

    /// <summary>Taps that meet the image and no padding: the mean over positions.</summary>
    public double MeanTaps => Enumerable.Range(0, Window).Sum(Inside) / (double)Positions;

    /// <summary>Taps that meet the image at both of two positions: the mean over all pairs. Pixels at the border have less in common with
    /// others than with themselves.</summary>
    public double CommonTaps
    {
        get
        {
            double positions = Positions;
            return Enumerable.Range(0, Window).Select(Inside).Sum(inside => Math.Pow(inside / positions, 2));
        }
    }

    /// <summary>The axes of a convolution: rows, columns.</summary>
    public static (WindowAxis Rows, WindowAxis Columns) Of(ConvolutionLayer layer, ImageShape image) => (
        Of(image.Height, layer.KernelHeight, layer.StrideHeight, layer.DilationHeight, layer.Padding, layer.Padding.Vertical),
        Of(image.Width, layer.KernelWidth, layer.StrideWidth, layer.DilationWidth, layer.Padding, layer.Padding.Horizontal));

    /// <summary>The axes of a pooling: rows, columns.</summary>
    public static (WindowAxis Rows, WindowAxis Columns) Of(PoolingLayer layer, ImageShape image) => (
        Of(image.Height, layer.Height, layer.StrideHeight, 1, layer.Padding, layer.Padding.Vertical),
        Of(image.Width, layer.Width, layer.StrideWidth, 1, layer.Padding, layer.Padding.Horizontal));

    /// <summary>The number of positions p at which a tap meets the image: 0 &lt;= p · Stride + offset &lt; Size.</summary>
    private long Inside(int tap)
    {
        long offset = ((long)tap * Dilation) - Before;
        long first = offset >= 0 ? 0 : ((-offset - 1) / Stride) + 1;
        long last = Size - 1 - offset < 0 ? -1 : Math.Min(Positions - 1, (Size - 1 - offset) / Stride);
        return Math.Max(0, last - first + 1);
    }

    // Sizes are positive.
    private static WindowAxis Of(int size, int window, int stride, int dilation, Padding padding, int sides)
    {
        var axis = new WindowAxis(size, window, stride, dilation, sides, sides);
        if (!padding.IsSame)
        {
            return axis;
        }

        long positions = (((long)size - 1) / stride) + 1;
        int total = (int)Math.Min(int.MaxValue, Math.Max(0, ((positions - 1) * stride) + axis.Span - size));
        return axis with { Before = total / 2, After = total - (total / 2) };
    }
}
