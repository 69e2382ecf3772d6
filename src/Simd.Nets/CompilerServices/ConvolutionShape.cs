using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>
/// How a convolution over blocks of samples lies: from source pixels, through a window of weights, to target pixels. Forward, sources are
/// the image's pixels; for the gradient of the inputs it is the other way round, and a stride then makes classes of target pixels that meet
/// different taps.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConvolutionShape
{
    /// <summary>The shape of a layer.</summary>
    /// <param name="isTransposed">Whether it leads from outputs back to inputs, by transposed weights.</param>
    /// <param name="height">Rows of the layer's input.</param>
    /// <param name="width">Columns of the layer's input.</param>
    /// <param name="channels">Channels of the layer's input.</param>
    /// <param name="outHeight">Rows of its output.</param>
    /// <param name="outWidth">Columns of its output.</param>
    /// <param name="outChannels">Channels of its output.</param>
    /// <param name="kernelHeight">Rows of the window.</param>
    /// <param name="kernelWidth">Columns of the window.</param>
    /// <param name="strideHeight">Rows from window to window.</param>
    /// <param name="strideWidth">Columns from window to window.</param>
    /// <param name="dilationHeight">Rows from tap to tap.</param>
    /// <param name="dilationWidth">Columns from tap to tap.</param>
    /// <param name="padTop">Rows of zeros above.</param>
    /// <param name="padLeft">Columns of zeros to the left.</param>
    /// <param name="padRight">Columns of zeros to the right.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="pitch">Elements from row to row of the weights as they are read.</param>
    public ConvolutionShape(
        bool isTransposed,
        int height,
        int width,
        int channels,
        int outHeight,
        int outWidth,
        int outChannels,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        int padTop,
        int padLeft,
        int padRight,
        int groups,
        int pitch)
    {
        Rows = new(isTransposed, height, outHeight, kernelHeight, strideHeight, dilationHeight, padTop);
        Columns = new(isTransposed, width, outWidth, kernelWidth, strideWidth, dilationWidth, padLeft);
        SourceChannels = isTransposed ? outChannels : channels;
        TargetChannels = isTransposed ? channels : outChannels;
        Groups = groups;
        Pitch = pitch;
        int depth = channels / groups;
        TapPitch = isTransposed ? depth : depth * pitch;
        GroupPitch = isTransposed ? outChannels / groups * pitch : outChannels / groups;
        IsMerged = !isTransposed && groups == 1 && dilationWidth == 1;
        IsPadded = padLeft > 0 || padRight > 0;
    }

    /// <summary>Down the image.</summary>
    public ConvolutionAxis Rows { get; }

    /// <summary>Along its rows.</summary>
    public ConvolutionAxis Columns { get; }

    /// <summary>Channels that are read, of all groups.</summary>
    public int SourceChannels { get; }

    /// <summary>Channels that are written, of all groups.</summary>
    public int TargetChannels { get; }

    /// <summary>Groups of channels that do not see each other.</summary>
    public int Groups { get; }

    /// <summary>Elements from row to row of the weights: from a source channel to the next.</summary>
    public int Pitch { get; }

    /// <summary>Elements from tap to tap of the weights.</summary>
    public int TapPitch { get; }

    /// <summary>Elements from the weights of a group to those of the next.</summary>
    public int GroupPitch { get; }

    /// <summary>Whether the taps of a row of the window lie side by side, in the image as in the weights, as if they were one with more
    /// channels.</summary>
    public bool IsMerged { get; }

    /// <summary>Whether windows reach over the image to the left or to the right.</summary>
    public bool IsPadded { get; }

    /// <summary>Source channels of a group.</summary>
    public int Depth => SourceChannels / Groups;

    /// <summary>Target channels of a group.</summary>
    public int Width => TargetChannels / Groups;
}

/// <summary>One axis of a <see cref="ConvolutionShape"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConvolutionAxis
{
    private readonly bool isTransposed;
    private readonly int stride;
    private readonly int dilation;
    private readonly int padding;

    /// <summary>An axis of a layer.</summary>
    public ConvolutionAxis(bool isTransposed, int size, int outSize, int taps, int stride, int dilation, int padding)
    {
        this.isTransposed = isTransposed;
        this.stride = stride;
        this.dilation = dilation;
        this.padding = padding;
        Taps = taps;
        Sources = isTransposed ? outSize : size;
        Targets = isTransposed ? size : outSize;
    }

    /// <summary>Source pixels.</summary>
    public int Sources { get; }

    /// <summary>Target pixels.</summary>
    public int Targets { get; }

    /// <summary>Taps of the window.</summary>
    public int Taps { get; }

    /// <summary>Classes of target pixels that meet different taps.</summary>
    public int Phases => isTransposed ? stride : 1;

    /// <summary>A class of target pixels: those at phase, phase + phases, …</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ConvolutionPhase Phase(int phase)
    {
        if (!isTransposed)
        {
            return new(0, 1, Targets, -padding, stride, dilation, 0, 1, Taps, Sources);
        }

        // Tap t of target i reads source (i + padding − t · dilation) / stride, where that is a whole number.
        int first = 0;
        while (first < Taps && (phase + padding - (first * dilation)) % stride != 0)
        {
            first++;
        }

        int step = 1;
        while (step * dilation % stride != 0)
        {
            step++;
        }

        int count = Math.Max(0, (Targets - phase + stride - 1) / stride);
        int taps = first < Taps ? ((Taps - 1 - first) / step) + 1 : 0;
        int source = first < Taps ? (phase + padding - (first * dilation)) / stride : 0;
        return new(phase, stride, count, source, 1, -(step * dilation / stride), first, step, taps, Sources);
    }
}

/// <summary>Target pixels along an axis that meet the same taps, unless these lie outside of the image.</summary>
/// <param name="First">The first pixel.</param>
/// <param name="Step">Pixels from one to the next.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Source">The source pixel of the first one at the first tap, perhaps outside of the image.</param>
/// <param name="SourcePerTarget">Source pixels from one target to the next.</param>
/// <param name="SourcePerTap">Source pixels from one tap to the next; not zero.</param>
/// <param name="FirstTap">The first tap.</param>
/// <param name="TapStep">Taps from one to the next.</param>
/// <param name="Taps">How many they are.</param>
/// <param name="Sources">Pixels of the source.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ConvolutionPhase(
    int First,
    int Step,
    int Count,
    int Source,
    int SourcePerTarget,
    int SourcePerTap,
    int FirstTap,
    int TapStep,
    int Taps,
    int Sources)
{
    /// <summary>The first of a target's taps that lies inside of the image.</summary>
    public int FirstInside(int target)
    {
        int at = Source + (target * SourcePerTarget);
        int outside = SourcePerTap > 0 ? -at : at - Sources + 1;
        return outside <= 0 ? 0 : Math.Min(Taps, Up(outside, Math.Abs(SourcePerTap)));
    }

    /// <summary>Behind the last of a target's taps that lies inside of the image.</summary>
    public int EndInside(int target)
    {
        int at = Source + (target * SourcePerTarget);
        int room = SourcePerTap > 0 ? Sources - at : at + 1;
        return room <= 0 ? 0 : Math.Min(Taps, Up(room, Math.Abs(SourcePerTap)));
    }

    /// <summary>The first target all of whose taps lie inside.</summary>
    public int FirstWhole()
    {
        int least = Source + (SourcePerTap > 0 ? 0 : (Taps - 1) * SourcePerTap);
        return least >= 0 || Taps == 0 ? 0 : Math.Min(Count, Up(-least, SourcePerTarget));
    }

    /// <summary>Behind the last target all of whose taps lie inside, those from <see cref="FirstWhole"/> on.</summary>
    public int EndWhole()
    {
        int room = Sources - Source - (SourcePerTap > 0 ? (Taps - 1) * SourcePerTap : 0);
        return Taps == 0 ? Count : room <= 0 ? 0 : Math.Min(Count, Up(room, SourcePerTarget));
    }

    /// <summary>The first target for which a tap lies inside, of those a tap has; see <see cref="EndTarget"/>.</summary>
    public int FirstTarget(int tap)
    {
        int at = Source + (tap * SourcePerTap);
        return at >= 0 ? 0 : Math.Min(Count, Up(-at, SourcePerTarget));
    }

    /// <summary>Behind the last target for which a tap lies inside.</summary>
    public int EndTarget(int tap)
    {
        int room = Sources - Source - (tap * SourcePerTap);
        return room <= 0 ? 0 : Math.Min(Count, Up(room, SourcePerTarget));
    }

    private static int Up(int number, int divisor) => (number + divisor - 1) / divisor;
}
