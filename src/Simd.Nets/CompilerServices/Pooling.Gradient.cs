using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Simd.Nets.CompilerServices;

/// <content>The backward pass.</content>
public static partial class Pooling
{
    /// <summary>
    /// <c>dx = [addend +]</c> what windows hand to their largest elements: to the first of equal ones, row by row. A window whose largest
    /// element is NaN hands out nothing.
    /// </summary>
    /// <param name="x">What was pooled.</param>
    /// <param name="y">What <see cref="Max"/> wrote.</param>
    /// <param name="dy">The adjoint of y.</param>
    /// <param name="ofRelu">Whether x is max(0, z), and the adjoint of z is wanted: where y is 0, so is that.</param>
    /// <param name="blocks">Blocks.</param>
    /// <param name="shape">The windows.</param>
    /// <param name="addend">Laid out as x, and an adjoint of the same as the result; may be a null reference.</param>
    /// <param name="dx">The result; may lie over the addend or, where each pixel lies in one window, over x.</param>
    /// <param name="share">Which of the channels; where windows overlap or leave pixels out, the first takes all.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void MaxGradient<TVector, T>(
        ref T x, ref T y, ref T dy, bool ofRelu, int blocks, in PoolingShape shape, ref T addend, ref T dx, WorkShare share)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Debug.Assert(shape.IsTiling || !Unsafe.AreSame(ref x, ref dx), "what begins as the addend is no longer x");
        if (!shape.IsTiling && share.Members > 1)
        {
            // What begins as the addend has no shares.
            if (share.Member > 0)
            {
                return;
            }

            share = WorkShare.Whole;
        }

        addend = ref Begin(blocks, in shape, ref addend, ref dx);
        bool hasAddend = !Unsafe.IsNullRef(ref addend);
        nint pixel = (nint)shape.Channels * SampleBlocks.Samples;
        nint line = shape.Width * pixel;
        nint firstLane = (nint)share.First(shape.Channels) * SampleBlocks.Samples;
        nint endLane = (nint)share.End(shape.Channels) * SampleBlocks.Samples;
        (nint image, nint pooled) = (0, 0);
        for (int block = 0; block < blocks; block++, image += shape.Height * line)
        {
            for (int outRow = 0; outRow < shape.OutHeight; outRow++)
            {
                PoolingWindow rows = shape.Rows(outRow);
                for (int outColumn = 0; outColumn < shape.OutWidth; outColumn++, pooled += pixel)
                {
                    PoolingWindow columns = shape.Columns(outColumn);
                    nint width = columns.Pixels * pixel;
                    nint first = image + (rows.First * line) + (columns.First * pixel);
                    bool isOfFour = rows.Pixels == 2 && columns.Pixels == 2;
                    for (nint lane = firstLane; lane < endLane; lane += TVector.Lanes)
                    {
                        TVector largest = TVector.Load(ref y, pooled + lane);
                        TVector left = TVector.Load(ref dy, pooled + lane);
                        left = ofRelu ? TVector.Select(TVector.LessThan(TVector.Zero, largest), left, TVector.Zero) : left;
                        nint element = first + lane;
                        if (isOfFour)
                        {
                            left = HandOut(ref x, largest, left, ref addend, hasAddend, ref dx, element);
                            left = HandOut(ref x, largest, left, ref addend, hasAddend, ref dx, element + pixel);
                            left = HandOut(ref x, largest, left, ref addend, hasAddend, ref dx, element + line);
                            HandOut(ref x, largest, left, ref addend, hasAddend, ref dx, element + line + pixel);
                            continue;
                        }

                        for (nint end = element + (rows.Pixels * line); element < end; element += line - width)
                        {
                            for (nint rowEnd = element + width; element < rowEnd; element += pixel)
                            {
                                left = HandOut(ref x, largest, left, ref addend, hasAddend, ref dx, element);
                            }
                        }
                    }
                }
            }
        }
    }

    /// <summary><c>dx = [addend +]</c> what windows hand to their elements, to each the same share.</summary>
    /// <param name="dy">The adjoint of the means.</param>
    /// <param name="blocks">Blocks.</param>
    /// <param name="shape">The windows.</param>
    /// <param name="addend">Laid out as dx; may be a null reference.</param>
    /// <param name="dx">The result; may lie over the addend.</param>
    /// <param name="share">Which of the channels; where windows overlap or leave pixels out, the first takes all.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AverageGradient<TVector, T>(ref T dy, int blocks, in PoolingShape shape, ref T addend, ref T dx, WorkShare share)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!shape.IsTiling && share.Members > 1)
        {
            // What begins as the addend has no shares.
            if (share.Member > 0)
            {
                return;
            }

            share = WorkShare.Whole;
        }

        addend = ref Begin(blocks, in shape, ref addend, ref dx);
        bool hasAddend = !Unsafe.IsNullRef(ref addend);
        nint pixel = (nint)shape.Channels * SampleBlocks.Samples;
        nint line = shape.Width * pixel;
        nint firstLane = (nint)share.First(shape.Channels) * SampleBlocks.Samples;
        nint endLane = (nint)share.End(shape.Channels) * SampleBlocks.Samples;
        (nint image, nint pooled) = (0, 0);
        for (int block = 0; block < blocks; block++, image += shape.Height * line)
        {
            for (int outRow = 0; outRow < shape.OutHeight; outRow++)
            {
                PoolingWindow rows = shape.Rows(outRow);
                for (int outColumn = 0; outColumn < shape.OutWidth; outColumn++, pooled += pixel)
                {
                    PoolingWindow columns = shape.Columns(outColumn);
                    nint width = columns.Pixels * pixel;
                    TVector fraction = TVector.Broadcast(T.One / T.CreateTruncating((long)rows.Counted * columns.Counted));

                    // Pixel by pixel, since a window can be the image.
                    nint element = image + (rows.First * line) + (columns.First * pixel);
                    for (nint end = element + (rows.Pixels * line); element < end; element += line - width)
                    {
                        for (nint rowEnd = element + width; element < rowEnd; element += pixel)
                        {
                            for (nint lane = firstLane; lane < endLane; lane += TVector.Lanes)
                            {
                                TVector own = TVector.Load(ref dy, pooled + lane) * fraction;
                                nint target = element + lane;
                                TVector.Store(hasAddend ? TVector.Load(ref addend, target) + own : own, ref dx, target);
                            }
                        }
                    }
                }
            }
        }
    }

    // What is left of a window's adjoint goes to this element if it is the largest; returns what is left then.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector HandOut<TVector, T>(
        ref T x, TVector largest, TVector left, ref T addend, bool hasAddend, ref T dx, nint element)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector isLargest = TVector.Equal(TVector.Load(ref x, element), largest);
        TVector taken = TVector.Select(isLargest, left, TVector.Zero);
        TVector.Store(hasAddend ? TVector.Load(ref addend, element) + taken : taken, ref dx, element);
        return TVector.Select(isLargest, TVector.Zero, left);
    }

    // Where windows overlap or leave pixels out, dx begins as the addend and then is the addend itself.
    private static ref T Begin<T>(int blocks, in PoolingShape shape, ref T addend, ref T dx)
        where T : unmanaged
    {
        if (shape.IsTiling)
        {
            return ref addend;
        }

        int elements = shape.Height * shape.Width * shape.Channels * SampleBlocks.Samples;
        for (nint block = 0; block < blocks && !Unsafe.AreSame(ref addend, ref dx); block++)
        {
            Span<T> target = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref dx, block * elements), elements);
            if (Unsafe.IsNullRef(ref addend))
            {
                target.Clear();
            }
            else
            {
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref addend, block * elements), elements).CopyTo(target);
            }
        }

        return ref dx;
    }
}
