using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <content>What the samples' slots make together.</content>
public static partial class ChannelNormalization
{
    /// <summary>
    /// The statistics of the batch from those of its samples, in their order: mean, <c>1/√(variance + ε)</c> and biased variance over
    /// <c>batch · pixels</c>. All three are 0 in padding.
    /// </summary>
    /// <param name="slots">What <see cref="Statistics"/> wrote, block after block.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="pixels">Pixels of a sample.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="pitch">Channels with padding.</param>
    /// <param name="epsilon">Keeps the root from zero.</param>
    /// <param name="statistics">Three padded rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Combine<TVector, T>(
        ref T slots, int batch, int pixels, int channels, int pitch, T epsilon, ref T statistics)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T reciprocals = ref Unsafe.Add(ref statistics, pitch);
        ref T variances = ref Unsafe.Add(ref statistics, 2 * (nint)pitch);
        nint plane = (nint)channels * SampleBlocks.Samples;
        T samples = T.CreateTruncating(batch);
        T weight = T.CreateTruncating(pixels);
        for (int channel = 0; channel < channels; channel++)
        {
            nint element = channel * SampleBlocks.Samples;
            T mean = Total<TVector, T>(ref slots, element, 2 * plane, batch) / samples;
            TVector centre = TVector.Broadcast(mean);
            (TVector within, TVector between) = (TVector.Zero, TVector.Zero);
            for (int sample = 0; sample < batch; sample += SampleBlocks.Samples, element += 2 * plane)
            {
                int present = Math.Min(batch - sample, SampleBlocks.Samples);
                for (int lane = 0; lane < present; lane += TVector.Lanes)
                {
                    int count = Math.Min(present - lane, TVector.Lanes);
                    TVector difference = TVector.LoadMasked(ref slots, element + lane, count, mean) - centre;
                    between = TVector.MultiplyAdd(difference, difference, between);
                    within += TVector.LoadMasked(ref slots, element + plane + lane, count, T.Zero);
                }
            }

            T variance = ((TVector.Sum(within) / weight) + TVector.Sum(between)) / samples;
            Unsafe.Add(ref statistics, channel) = mean;
            Unsafe.Add(ref reciprocals, channel) = T.One / T.Sqrt(variance + epsilon);
            Unsafe.Add(ref variances, channel) = variance;
        }

        for (int channel = channels; channel < pitch; channel++)
        {
            Unsafe.Add(ref statistics, channel) = T.Zero;
            Unsafe.Add(ref reciprocals, channel) = T.Zero;
            Unsafe.Add(ref variances, channel) = T.Zero;
        }
    }

    /// <summary>
    /// Adds the samples' slots, <c>Σ du</c> and <c>Σ du·x̂</c>, in their order: over <c>batch · pixels</c> to <paramref name="means"/>,
    /// whole to the gradients of bias and gain.
    /// </summary>
    /// <param name="slots">The blocks' slots.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="pixels">Pixels of a sample.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="pitch">Channels with padding.</param>
    /// <param name="means">Two padded rows: the means of du and of <c>du·x̂</c>, 0 in padding.</param>
    /// <param name="dGain"><c>Σ du·x̂</c>, padding untouched; a null reference without a gain.</param>
    /// <param name="dBias"><c>Σ du</c>, padding untouched; a null reference without a bias.</param>
    /// <param name="accumulate">Whether the gradients are added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void CombineGradients<TVector, T>(
        ref T slots, int batch, int pixels, int channels, int pitch, ref T means, ref T dGain, ref T dBias, bool accumulate)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (bool hasGain, bool hasBias) = (!Unsafe.IsNullRef(ref dGain), !Unsafe.IsNullRef(ref dBias));
        ref T scaledMeans = ref Unsafe.Add(ref means, pitch);
        nint plane = (nint)channels * SampleBlocks.Samples;
        T count = T.CreateTruncating((long)batch * pixels);
        for (int channel = 0; channel < channels; channel++)
        {
            nint element = channel * SampleBlocks.Samples;
            T plain = Total<TVector, T>(ref slots, element, 2 * plane, batch);
            T scaled = Total<TVector, T>(ref slots, plane + element, 2 * plane, batch);
            Unsafe.Add(ref means, channel) = plain / count;
            Unsafe.Add(ref scaledMeans, channel) = scaled / count;
            if (hasGain)
            {
                Unsafe.Add(ref dGain, channel) = accumulate ? Unsafe.Add(ref dGain, channel) + scaled : scaled;
            }

            if (hasBias)
            {
                Unsafe.Add(ref dBias, channel) = accumulate ? Unsafe.Add(ref dBias, channel) + plain : plain;
            }
        }

        for (int channel = channels; channel < pitch; channel++)
        {
            Unsafe.Add(ref means, channel) = T.Zero;
            Unsafe.Add(ref scaledMeans, channel) = T.Zero;
        }
    }

    /// <summary>The sum over the samples of a batch, 16 a step; missing lanes do not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Total<TVector, T>(ref T slots, nint element, nint step, int batch)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector sum = TVector.Zero;
        for (int sample = 0; sample < batch; sample += SampleBlocks.Samples, element += step)
        {
            int present = Math.Min(batch - sample, SampleBlocks.Samples);
            for (int lane = 0; lane < present; lane += TVector.Lanes)
            {
                sum += TVector.LoadMasked(ref slots, element + lane, Math.Min(present - lane, TVector.Lanes), T.Zero);
            }
        }

        return TVector.Sum(sum);
    }
}
