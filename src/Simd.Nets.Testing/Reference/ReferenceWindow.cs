namespace Simd.Nets.Testing;

/// <summary>A window on its way along one axis of an image.</summary>
/// <param name="Positions">Where it can stand.</param>
/// <param name="Taps">Pixels that it looks at.</param>
/// <param name="Stride">Pixels from position to position.</param>
/// <param name="Dilation">Pixels from tap to tap.</param>
/// <param name="Before">Pixels of padding in front of the first.</param>
internal sealed record ReferenceWindow(int Positions, int Taps, int Stride, int Dilation, int Before)
{
    /// <summary>A window over a number of pixels.</summary>
    /// <param name="size">The image's pixels along the axis.</param>
    /// <param name="taps">The window's.</param>
    /// <param name="stride">From position to position.</param>
    /// <param name="dilation">From tap to tap.</param>
    /// <param name="padding">On each side; null for as much as gives ⌈size / stride⌉ positions, an odd pixel of it behind the last.</param>
    public static ReferenceWindow Over(int size, int taps, int stride, int dilation, int? padding)
    {
        int span = ((taps - 1) * dilation) + 1;
        int positions = padding is { } sides ? (int)Math.Floor((size + (2.0 * sides) - span) / stride) + 1 : (int)Math.Ceiling((double)size / stride);
        int before = padding ?? Math.Max(0, ((positions - 1) * stride) + span - size) / 2;
        return positions > 0
            ? new(positions, taps, stride, dilation, before)
            : throw new ArgumentException($"a window of {span} pixels does not fit into {size} pixels with a padding of {padding}.");
    }

    /// <summary>The pixel under a tap; in the padding it is negative, or too large.</summary>
    public int Pixel(int position, int tap) => (position * Stride) + (tap * Dilation) - Before;
}
