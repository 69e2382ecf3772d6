using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <content>The backward pass.</content>
public static partial class ChannelNormalization
{
    /// <summary>
    /// <c>dx = [addend +] gain · rstd · (du − mean du − x̂ · mean du·x̂)</c>, where <c>x̂ = (x − mean) · rstd</c>; zero in missing lanes.
    /// dx may lie over any other operand of its shape.
    /// </summary>
    /// <param name="x">What was normalised. Not read where the statistics are constants.</param>
    /// <param name="du">The adjoint of <c>u = gain · x̂ + bias</c>; zero in missing lanes.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="pixels">Pixels of a sample.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="pitch">Channels with padding.</param>
    /// <param name="statistics">Two padded rows: mean and rstd.</param>
    /// <param name="means">What <see cref="CombineGradients"/> wrote; a null reference where the statistics are constants, and both means
    /// of the formula fall away.</param>
    /// <param name="gain">A gain for each channel; a null reference for gains of 1.</param>
    /// <param name="addend">What is added, zero in missing lanes; may be a null reference.</param>
    /// <param name="dx">The result.</param>
    /// <param name="share">Which of the pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Gradient<TVector, T>(
        ref T x,
        ref T du,
        int rows,
        int pixels,
        int channels,
        int pitch,
        ref T statistics,
        ref T means,
        ref T gain,
        ref T addend,
        ref T dx,
        WorkShare share)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (bool hasMeans, bool hasGain, bool hasAddend) =
            (!Unsafe.IsNullRef(ref means), !Unsafe.IsNullRef(ref gain), !Unsafe.IsNullRef(ref addend));
        ref T reciprocals = ref Unsafe.Add(ref statistics, pitch);
        int imagePixels = (rows + SampleBlocks.Samples - 1) / SampleBlocks.Samples * pixels;
        int firstPixel = share.First(imagePixels);
        int endPixel = share.End(imagePixels);
        nint pixelElements = (nint)channels * SampleBlocks.Samples;
        nint element = firstPixel * pixelElements;
        for (int pixel = firstPixel; pixel < endPixel; pixel++)
        {
            for (int channel = 0; channel < channels; channel++, element += SampleBlocks.Samples)
            {
                T reciprocal = Unsafe.Add(ref reciprocals, channel);
                TVector factor = TVector.Broadcast(hasGain ? Unsafe.Add(ref gain, channel) * reciprocal : reciprocal);
                if (!hasMeans)
                {
                    for (int lane = 0; lane < SampleBlocks.Samples; lane += TVector.Lanes)
                    {
                        TVector gradient = TVector.Load(ref du, element + lane) * factor;
                        TVector.Store(hasAddend ? TVector.Load(ref addend, element + lane) + gradient : gradient, ref dx, element + lane);
                    }

                    continue;
                }

                TVector mean = TVector.Broadcast(Unsafe.Add(ref statistics, channel));
                TVector shift = TVector.Broadcast(Unsafe.Add(ref means, channel));
                TVector slope = TVector.Broadcast(-(Unsafe.Add(ref means, pitch + channel) * reciprocal));
                for (int lane = 0; lane < SampleBlocks.Samples; lane += TVector.Lanes)
                {
                    TVector centred = TVector.Load(ref du, element + lane) - shift;
                    TVector gradient = TVector.MultiplyAdd(TVector.Load(ref x, element + lane) - mean, slope, centred) * factor;
                    TVector.Store(hasAddend ? TVector.Load(ref addend, element + lane) + gradient : gradient, ref dx, element + lane);
                }
            }
        }

        if (hasMeans && rows % SampleBlocks.Samples != 0)
        {
            nint lastPixels = Math.Max(0, endPixel - Math.Max(firstPixel, imagePixels - pixels));
            nint elements = lastPixels * pixelElements;
            SampleBlocks.ClearMissing<TVector, T>(ref Unsafe.Add(ref dx, element - elements), rows % SampleBlocks.Samples, elements);
        }
    }
}
