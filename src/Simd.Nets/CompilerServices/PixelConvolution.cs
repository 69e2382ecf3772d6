using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Simd.Nets.CompilerServices;

/// <summary>
/// Convolutions of few samples, forward: <c>[sample][row][column][channel]</c>, the channels of a pixel in the lanes and padded to 16, as rows
/// of features are. A vector of weights meets one number of each of eight pixels.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PixelConvolution
{
    private const int Granule = 16;
    private const int Tile = 8;

    /// <summary><c>y = φ(skip + scale · (x∗W + b))</c>, without groups.</summary>
    /// <param name="x">The samples' source pixels.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="shape">How the convolution lies.</param>
    /// <param name="w">Rows (window row, window column, source channel) of padded target channels.</param>
    /// <param name="b">Padded target channels; a null reference without a bias.</param>
    /// <param name="skip">What is added, as y lies; a null reference without a skip.</param>
    /// <param name="scale">What the sum is multiplied with before.</param>
    /// <param name="isRectified">Whether φ is a rectifier.</param>
    /// <param name="y">The samples' target pixels.</param>
    /// <param name="scratch">Room for a sample within its padding.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Direct<TVector, T>(
        ref T x, int rows, ConvolutionShape shape, ref T w, ref T b, ref T skip, T scale, bool isRectified, ref T y, ref T scratch)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ConvolutionPhase down = shape.Rows.Phase(0);
        ConvolutionPhase along = shape.Columns.Phase(0);
        int pitch = shape.Pitch;
        int sourcePixel = Padded(shape.SourceChannels);
        int pixels = down.Count * along.Count;
        // Where a pixel's padding lies between taps, taps are read one by one.
        bool isMerged = along.SourcePerTap == 1 && sourcePixel == shape.SourceChannels;
        int runs = isMerged ? 1 : along.Taps;
        int run = isMerged ? along.Taps * sourcePixel : shape.SourceChannels;
        nint nextRun = (nint)along.SourcePerTap * sourcePixel;
        for (int sample = 0; sample < rows; sample++)
        {
            ref T image = ref Surrounded(
                ref Unsafe.Add(ref x, (nint)sample * down.Sources * along.Sources * sourcePixel), down, along, sourcePixel, ref scratch, out nint line);
            nint first = (nint)sample * pixels * pitch;
            nint perTarget = (nint)along.SourcePerTarget * sourcePixel;
            for (int pixel = 0; pixel < pixels; pixel += Tile)
            {
                int last = Math.Min(Tile, pixels - pixel) - 1;
                ref T x0 = ref Window(ref image, pixel, along.Count, down.SourcePerTarget * line, perTarget);
                ref T x1 = ref Window(ref image, pixel + Math.Min(1, last), along.Count, down.SourcePerTarget * line, perTarget);
                ref T x2 = ref Window(ref image, pixel + Math.Min(2, last), along.Count, down.SourcePerTarget * line, perTarget);
                ref T x3 = ref Window(ref image, pixel + Math.Min(3, last), along.Count, down.SourcePerTarget * line, perTarget);
                ref T x4 = ref Window(ref image, pixel + Math.Min(4, last), along.Count, down.SourcePerTarget * line, perTarget);
                ref T x5 = ref Window(ref image, pixel + Math.Min(5, last), along.Count, down.SourcePerTarget * line, perTarget);
                ref T x6 = ref Window(ref image, pixel + Math.Min(6, last), along.Count, down.SourcePerTarget * line, perTarget);
                ref T x7 = ref Window(ref image, pixel + Math.Min(7, last), along.Count, down.SourcePerTarget * line, perTarget);
                for (nint column = 0; column < pitch; column += TVector.Lanes)
                {
                    TVector s0 = Unsafe.IsNullRef(ref b) ? TVector.Zero : TVector.Load(ref b, column);
                    TVector s1 = s0;
                    TVector s2 = s0;
                    TVector s3 = s0;
                    TVector s4 = s0;
                    TVector s5 = s0;
                    TVector s6 = s0;
                    TVector s7 = s0;
                    ref T weights = ref Unsafe.Add(ref w, column);
                    for (int tapRow = 0; tapRow < down.Taps; tapRow++)
                    {
                        nint start = tapRow * down.SourcePerTap * line;
                        for (int tap = 0; tap < runs; tap++)
                        {
                            for (nint at = start; at < start + run; at++)
                            {
                                TVector weight = TVector.Load(ref weights, 0);
                                s0 = TVector.MultiplyAdd(TVector.Broadcast(Unsafe.Add(ref x0, at)), weight, s0);
                                s1 = TVector.MultiplyAdd(TVector.Broadcast(Unsafe.Add(ref x1, at)), weight, s1);
                                s2 = TVector.MultiplyAdd(TVector.Broadcast(Unsafe.Add(ref x2, at)), weight, s2);
                                s3 = TVector.MultiplyAdd(TVector.Broadcast(Unsafe.Add(ref x3, at)), weight, s3);
                                s4 = TVector.MultiplyAdd(TVector.Broadcast(Unsafe.Add(ref x4, at)), weight, s4);
                                s5 = TVector.MultiplyAdd(TVector.Broadcast(Unsafe.Add(ref x5, at)), weight, s5);
                                s6 = TVector.MultiplyAdd(TVector.Broadcast(Unsafe.Add(ref x6, at)), weight, s6);
                                s7 = TVector.MultiplyAdd(TVector.Broadcast(Unsafe.Add(ref x7, at)), weight, s7);
                                weights = ref Unsafe.Add(ref weights, pitch);
                            }

                            start += nextRun;
                        }
                    }

                    // Sums beyond the last pixel repeat it.
                    nint target = first + ((nint)pixel * pitch) + column;
                    Finish(s7, target + (Math.Min(7, last) * pitch), ref skip, scale, isRectified, ref y);
                    Finish(s6, target + (Math.Min(6, last) * pitch), ref skip, scale, isRectified, ref y);
                    Finish(s5, target + (Math.Min(5, last) * pitch), ref skip, scale, isRectified, ref y);
                    Finish(s4, target + (Math.Min(4, last) * pitch), ref skip, scale, isRectified, ref y);
                    Finish(s3, target + (Math.Min(3, last) * pitch), ref skip, scale, isRectified, ref y);
                    Finish(s2, target + (Math.Min(2, last) * pitch), ref skip, scale, isRectified, ref y);
                    Finish(s1, target + (Math.Min(1, last) * pitch), ref skip, scale, isRectified, ref y);
                    Finish(s0, target, ref skip, scale, isRectified, ref y);
                }
            }
        }
    }

    /// <summary>The same where every channel is a group of its own.</summary>
    /// <inheritdoc cref="Direct"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Depthwise<TVector, T>(
        ref T x, int rows, ConvolutionShape shape, ref T w, ref T b, ref T skip, T scale, bool isRectified, ref T y, ref T scratch)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ConvolutionPhase down = shape.Rows.Phase(0);
        ConvolutionPhase along = shape.Columns.Phase(0);
        int pitch = shape.Pitch;
        for (int sample = 0; sample < rows; sample++)
        {
            ref T image = ref Surrounded(
                ref Unsafe.Add(ref x, (nint)sample * down.Sources * along.Sources * pitch), down, along, pitch, ref scratch, out nint line);
            nint first = (nint)sample * down.Count * along.Count * pitch;
            for (int pixel = 0; pixel < down.Count * along.Count; pixel++)
            {
                ref T window = ref Window(ref image, pixel, along.Count, down.SourcePerTarget * line, (nint)along.SourcePerTarget * pitch);
                for (nint column = 0; column < pitch; column += TVector.Lanes)
                {
                    TVector sum = Unsafe.IsNullRef(ref b) ? TVector.Zero : TVector.Load(ref b, column);
                    nint weights = column;
                    for (int tapRow = 0; tapRow < down.Taps; tapRow++)
                    {
                        nint at = (tapRow * down.SourcePerTap * line) + column;
                        for (int tap = 0; tap < along.Taps; tap++)
                        {
                            sum = TVector.MultiplyAdd(TVector.Load(ref window, at), TVector.Load(ref w, weights), sum);
                            at += along.SourcePerTap * pitch;
                            weights += pitch;
                        }
                    }

                    Finish(sum, first + ((nint)pixel * pitch) + column, ref skip, scale, isRectified, ref y);
                }
            }
        }
    }

    /// <summary>The same by minimal filtering, with weights and room as <see cref="CompilerServices.Winograd"/> needs them: for the
    /// transformed tiles of a sample and for their products.</summary>
    /// <inheritdoc cref="Direct"/>
    public static void Winograd<TVector, T>(
        ref T x, int rows, ConvolutionShape shape, ref T u, ref T b, ref T skip, T scale, bool isRectified, ref T y, ref T scratch)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int tiles = (shape.Columns.Targets + 1) / 2;
        int tileRows = (shape.Rows.Targets + 1) / 2;
        int sourcePixel = Padded(shape.SourceChannels);
        int pitch = shape.Pitch;
        nint points = (nint)tileRows * tiles * sourcePixel;
        nint results = (nint)tileRows * tiles * pitch;
        nint weights = (nint)shape.SourceChannels * pitch;
        nint source = (nint)shape.Rows.Sources * shape.Columns.Sources * sourcePixel;
        nint target = (nint)shape.Rows.Targets * shape.Columns.Targets * pitch;
        // All tiles as an image of one row, under a window of one tap.
        int all = tileRows * tiles;
        var product = new ConvolutionShape(
            false, 1, all, shape.SourceChannels, 1, all, shape.TargetChannels, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, pitch);
        ref T none = ref Unsafe.NullRef<T>();
        ref T m = ref Unsafe.Add(ref scratch, CompilerServices.Winograd.Points * points);
        for (int sample = 0; sample < rows; sample++)
        {
            for (int tileRow = 0; tileRow < tileRows; tileRow++)
            {
                CompilerServices.Winograd.TransformInputs<TVector, T>(
                    ref Unsafe.Add(ref x, sample * source),
                    in shape,
                    sourcePixel,
                    tileRow,
                    0,
                    tiles,
                    ref Unsafe.Add(ref scratch, (nint)tileRow * tiles * sourcePixel),
                    points);
            }

            for (int point = 0; point < CompilerServices.Winograd.Points; point++)
            {
                Direct<TVector, T>(
                    ref Unsafe.Add(ref scratch, point * points),
                    1,
                    product,
                    ref Unsafe.Add(ref u, point * weights),
                    ref none,
                    ref none,
                    T.One,
                    false,
                    ref Unsafe.Add(ref m, point * results),
                    ref none);
            }

            ref T skipped = ref Unsafe.IsNullRef(ref skip) ? ref none : ref Unsafe.Add(ref skip, sample * target);
            for (int tileRow = 0; tileRow < tileRows; tileRow++)
            {
                CompilerServices.Winograd.TransformOutputs<TVector, T>(
                    ref Unsafe.Add(ref m, (nint)tileRow * tiles * pitch),
                    results,
                    in shape,
                    pitch,
                    1,
                    tileRow,
                    0,
                    tiles,
                    ref b,
                    ref none,
                    ref skipped,
                    scale,
                    isRectified,
                    ref Unsafe.Add(ref y, sample * target));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TVector, T>(TVector sum, nint at, ref T skip, T scale, bool isRectified, ref T y)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!Unsafe.IsNullRef(ref skip))
        {
            sum = TVector.MultiplyAdd(TVector.Broadcast(scale), sum, TVector.Load(ref skip, at));
        }

        // A NaN among the second operands comes out.
        TVector.Store(isRectified ? TVector.Max(TVector.Zero, sum) : sum, ref y, at);
    }

    /// <summary>The first source pixel under the window of a target pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T Window<T>(ref T image, int pixel, int width, nint perRow, nint perColumn)
    {
        (int row, int column) = Math.DivRem(pixel, width);
        return ref Unsafe.Add(ref image, (row * perRow) + (column * perColumn));
    }

    /// <summary>The image as far as windows reach, with zeros where they reach over it: a copy, unless none does. A line is
    /// its elements from row to row.</summary>
    private static ref T Surrounded<T>(ref T x, ConvolutionPhase down, ConvolutionPhase along, int pixel, ref T scratch, out nint line)
        where T : unmanaged
    {
        int height = Reach(down);
        int width = Reach(along);
        int top = -down.Source;
        int left = -along.Source;
        int source = along.Sources * pixel;
        line = source;
        if (top == 0 && left == 0 && height <= down.Sources && width <= along.Sources)
        {
            return ref x;
        }

        line = width * pixel;
        Span<T> copy = MemoryMarshal.CreateSpan(ref scratch, height * (int)line);
        copy.Clear();
        int count = Math.Min(width - left, along.Sources) * pixel;
        int end = Math.Min(height, top + down.Sources);
        for (int row = top; row < end && count > 0; row++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref x, (nint)(row - top) * source), count)
                .CopyTo(copy[((row * (int)line) + (left * pixel))..]);
        }

        return ref scratch;
    }

    private static int Reach(ConvolutionPhase axis) => ((axis.Count - 1) * axis.SourcePerTarget) + ((axis.Taps - 1) * axis.SourcePerTap) + 1;

    private static int Padded(int channels) => (channels + Granule - 1) & -Granule;
}
