using System.ComponentModel;

namespace Simd.Nets.CompilerServices;

/// <summary>The windows of a pooling. Every window holds a pixel of the image at least.</summary>
/// <param name="Height">Rows of the image.</param>
/// <param name="Width">Columns of the image.</param>
/// <param name="Channels">Channels of a pixel.</param>
/// <param name="OutHeight">Rows of windows.</param>
/// <param name="OutWidth">Columns of windows.</param>
/// <param name="WindowHeight">Rows of a window.</param>
/// <param name="WindowWidth">Columns of a window.</param>
/// <param name="StrideHeight">Rows from window to window.</param>
/// <param name="StrideWidth">Columns from window to window.</param>
/// <param name="PadTop">Rows of padding in front of the first.</param>
/// <param name="PadLeft">Columns of padding in front of the first.</param>
/// <param name="PadBottom">Rows of padding behind the last.</param>
/// <param name="PadRight">Columns of padding behind the last.</param>
/// <param name="IsAdaptive">Whether the windows follow from the sizes alone, as <see cref="AdaptivePoolingLayer"/> says; windows, strides
/// and padding do not count then.</param>
/// <param name="CountsPadding">Whether a mean counts the padding's zeros.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PoolingShape(
    int Height,
    int Width,
    int Channels,
    int OutHeight,
    int OutWidth,
    int WindowHeight,
    int WindowWidth,
    int StrideHeight,
    int StrideWidth,
    int PadTop,
    int PadLeft,
    int PadBottom,
    int PadRight,
    bool IsAdaptive,
    bool CountsPadding)
{
    /// <summary>Whether every pixel lies in exactly one window.</summary>
    internal bool IsTiling => IsAdaptive
        ? Height % OutHeight == 0 && Width % OutWidth == 0
        : StrideHeight == WindowHeight && OutHeight * StrideHeight == Height && PadTop == 0
            && StrideWidth == WindowWidth && OutWidth * StrideWidth == Width && PadLeft == 0;

    /// <summary>A window's rows.</summary>
    internal PoolingWindow Rows(int position) => Window(position, Height, OutHeight, WindowHeight, StrideHeight, PadTop, PadBottom);

    /// <summary>A window's columns.</summary>
    internal PoolingWindow Columns(int position) => Window(position, Width, OutWidth, WindowWidth, StrideWidth, PadLeft, PadRight);

    private PoolingWindow Window(int position, int size, int positions, int window, int stride, int before, int after)
    {
        if (IsAdaptive)
        {
            int first = (int)((long)position * size / positions);
            int end = (int)((((position + 1L) * size) + positions - 1) / positions);
            return new(first, end - first, end - first);
        }

        int start = (position * stride) - before;
        int firstPixel = Math.Max(start, 0);
        int pixels = Math.Min(start + window, size) - firstPixel;
        return new(firstPixel, pixels, CountsPadding ? Math.Min(start + window, size + after) - start : pixels);
    }
}

/// <summary>Where a window lies along an axis.</summary>
/// <param name="First">Its first pixel in the image.</param>
/// <param name="Pixels">Its pixels in the image.</param>
/// <param name="Counted">Pixels that a mean counts.</param>
internal readonly record struct PoolingWindow(int First, int Pixels, int Counted);
