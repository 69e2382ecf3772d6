using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>Pooling of sample blocks, <c>[block][row][column][channel][16 samples]</c>, channel by channel.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Pooling
{
    /// <summary><c>y</c> = the largest element of every window; a NaN, if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Max<TVector, T>(ref T x, int blocks, in PoolingShape shape, ref T y, WorkShare share)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint pixel = (nint)shape.Channels * SampleBlocks.Samples;
        nint line = shape.Width * pixel;
        nint firstLane = (nint)share.First(shape.Channels) * SampleBlocks.Samples;
        nint endLane = (nint)share.End(shape.Channels) * SampleBlocks.Samples;
        for (int block = 0; block < blocks; block++)
        {
            for (int outRow = 0; outRow < shape.OutHeight; outRow++)
            {
                PoolingWindow rows = shape.Rows(outRow);
                nint height = rows.Pixels * line;
                for (int outColumn = 0; outColumn < shape.OutWidth; outColumn++)
                {
                    PoolingWindow columns = shape.Columns(outColumn);
                    nint width = columns.Pixels * pixel;
                    ref T window = ref Unsafe.Add(ref x, (rows.First * line) + (columns.First * pixel));
                    bool isOfFour = rows.Pixels == 2 && columns.Pixels == 2;
                    for (nint lane = firstLane; lane < endLane; lane += TVector.Lanes)
                    {
                        TVector largest = TVector.Load(ref window, lane);
                        if (isOfFour)
                        {
                            largest = Larger<TVector, T>(TVector.Load(ref window, lane + pixel), largest);
                            largest = Larger<TVector, T>(TVector.Load(ref window, lane + line), largest);
                            TVector.Store(Larger<TVector, T>(TVector.Load(ref window, lane + line + pixel), largest), ref y, lane);
                            continue;
                        }

                        for (nint row = lane; row < height; row += line)
                        {
                            for (nint element = row; element < row + width; element += pixel)
                            {
                                largest = Larger<TVector, T>(TVector.Load(ref window, element), largest);
                            }
                        }

                        TVector.Store(largest, ref y, lane);
                    }

                    y = ref Unsafe.Add(ref y, pixel);
                }
            }

            x = ref Unsafe.Add(ref x, shape.Height * line);
        }
    }

    /// <summary><c>y</c> = the mean of every window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Average<TVector, T>(ref T x, int blocks, in PoolingShape shape, ref T y, WorkShare share)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint pixel = (nint)shape.Channels * SampleBlocks.Samples;
        nint line = shape.Width * pixel;
        nint firstLane = (nint)share.First(shape.Channels) * SampleBlocks.Samples;
        nint endLane = (nint)share.End(shape.Channels) * SampleBlocks.Samples;
        for (int block = 0; block < blocks; block++)
        {
            for (int outRow = 0; outRow < shape.OutHeight; outRow++)
            {
                PoolingWindow rows = shape.Rows(outRow);
                nint height = rows.Pixels * line;
                for (int outColumn = 0; outColumn < shape.OutWidth; outColumn++)
                {
                    PoolingWindow columns = shape.Columns(outColumn);
                    nint width = columns.Pixels * pixel;
                    TVector count = TVector.Broadcast(T.CreateTruncating((long)rows.Counted * columns.Counted));
                    ref T window = ref Unsafe.Add(ref x, (rows.First * line) + (columns.First * pixel));
                    for (nint lane = firstLane; lane < endLane; lane += TVector.Lanes)
                    {
                        TVector sum = TVector.Zero;
                        for (nint row = lane; row < height; row += line)
                        {
                            for (nint element = row; element < row + width; element += pixel)
                            {
                                sum += TVector.Load(ref window, element);
                            }
                        }

                        TVector.Store(sum / count, ref y, lane);
                    }

                    y = ref Unsafe.Add(ref y, pixel);
                }
            }

            x = ref Unsafe.Add(ref x, shape.Height * line);
        }
    }

    // NaN, if one of them is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Larger<TVector, T>(TVector value, TVector largest)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TVector.Select(TVector.Equal(value, value), TVector.Max(value, largest), value);
}
