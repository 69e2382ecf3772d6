namespace Simd.Nets.Onnx;

/// <summary>A window on its way along one axis of an image.</summary>
/// <param name="Positions">Where it can stand.</param>
/// <param name="Before">Pixels of padding in front of the image.</param>
/// <param name="After">Pixels of padding behind it.</param>
internal readonly record struct Window(int Positions, int Before, int After)
{
    /// <summary>A window over a number of pixels.</summary>
    /// <param name="size">The image's pixels along the axis.</param>
    /// <param name="taps">The window's.</param>
    /// <param name="stride">From position to position.</param>
    /// <param name="dilation">From tap to tap.</param>
    /// <param name="padding">Which of its rules decides.</param>
    /// <param name="sides">The padding on each side, where it is given.</param>
    public static Window Over(int size, int taps, int stride, int dilation, Padding padding, int sides)
    {
        int span = ((taps - 1) * dilation) + 1;
        if (!padding.IsSame)
        {
            return new(((size + (2 * sides) - span) / stride) + 1, sides, sides);
        }

        int positions = (size + stride - 1) / stride;
        int all = Math.Max(0, ((positions - 1) * stride) + span - size);
        return new(positions, all / 2, all - (all / 2));
    }

    /// <summary>The attribute of two axes.</summary>
    public static OnnxAttribute Pads(Window rows, Window columns) =>
        OnnxAttribute.Of("pads", rows.Before, columns.Before, rows.After, columns.After);
}
