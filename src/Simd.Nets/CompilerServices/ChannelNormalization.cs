using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015) of sample blocks, <c>[block][pixel][channel][16 samples]</c>: statistics of channels over
/// the pixels of a batch. Samples are measured one by one and combined in their order, so that nothing depends on who measured them.
/// </summary>
/// <remarks>
/// A block's slot holds two numbers for each channel of each sample, <c>[2][channel][16 samples]</c>: means and sums of squared deviations
/// over the pixels, or in the backward pass <c>Σ du</c> and <c>Σ du·x̂</c>. A batch's statistics are those of
/// <see cref="ColumnNormalization"/>: padded rows of mean, <c>1/√(variance + ε)</c> and biased variance.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ChannelNormalization
{
    /// <summary>Writes means and <c>Σ (x − mean)²</c> of each channel of each sample to the blocks' slots.</summary>
    /// <remarks>
    /// One pass over differences from a pixel (Chan, Golub and LeVeque 1983, "Algorithms for computing the sample variance"): what cancels
    /// is at most <c>pixels</c> times the sum itself, and that only where this pixel alone differs from the others. It is <c>middle</c>, far
    /// from the border: in a padded image that differs from all others in every channel.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Statistics<TVector, T>(ref T x, int blocks, int pixels, int middle, int channels, ref T slots, WorkShare share)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint pixel = (nint)channels * SampleBlocks.Samples;
        nint centre = middle * pixel;
        nint firstLane = (nint)share.First(channels) * SampleBlocks.Samples;
        nint endLane = (nint)share.End(channels) * SampleBlocks.Samples;
        TVector count = TVector.Broadcast(T.CreateTruncating(pixels));
        for (int block = 0; block < blocks; block++)
        {
            for (nint lane = firstLane; lane < endLane; lane += TVector.Lanes)
            {
                TVector.Store(TVector.Zero, ref slots, lane);
                TVector.Store(TVector.Zero, ref slots, pixel + lane);
            }

            nint all = pixels * pixel;
            nint quads = (pixels & -4) * pixel;
            for (nint quad = 0; quad < quads; quad += 4 * pixel)
            {
                for (nint lane = firstLane; lane < endLane; lane += TVector.Lanes)
                {
                    TVector shift = TVector.Load(ref x, centre + lane);
                    TVector difference0 = TVector.Load(ref x, quad + lane) - shift;
                    TVector difference1 = TVector.Load(ref x, quad + pixel + lane) - shift;
                    TVector difference2 = TVector.Load(ref x, quad + (2 * pixel) + lane) - shift;
                    TVector difference3 = TVector.Load(ref x, quad + (3 * pixel) + lane) - shift;
                    TVector sum = (difference0 + difference1) + (difference2 + difference3);
                    TVector squares01 = TVector.MultiplyAdd(difference0, difference0, difference1 * difference1);
                    TVector squares23 = TVector.MultiplyAdd(difference2, difference2, difference3 * difference3);
                    TVector.Store(TVector.Load(ref slots, lane) + sum, ref slots, lane);
                    TVector.Store(TVector.Load(ref slots, pixel + lane) + (squares01 + squares23), ref slots, pixel + lane);
                }
            }

            for (nint rest = quads; rest < all; rest += pixel)
            {
                for (nint lane = firstLane; lane < endLane; lane += TVector.Lanes)
                {
                    TVector difference = TVector.Load(ref x, rest + lane) - TVector.Load(ref x, centre + lane);
                    TVector squares = TVector.MultiplyAdd(difference, difference, TVector.Load(ref slots, pixel + lane));
                    TVector.Store(TVector.Load(ref slots, lane) + difference, ref slots, lane);
                    TVector.Store(squares, ref slots, pixel + lane);
                }
            }

            for (nint lane = firstLane; lane < endLane; lane += TVector.Lanes)
            {
                TVector sum = TVector.Load(ref slots, lane);
                TVector moved = sum / count;
                TVector squares = TVector.MultiplyAdd(-sum, moved, TVector.Load(ref slots, pixel + lane));
                TVector.Store(TVector.Load(ref x, centre + lane) + moved, ref slots, lane);
                TVector.Store(TVector.Max(TVector.Zero, squares), ref slots, pixel + lane);
            }

            x = ref Unsafe.Add(ref x, all);
            slots = ref Unsafe.Add(ref slots, 2 * pixel);
        }
    }
}
