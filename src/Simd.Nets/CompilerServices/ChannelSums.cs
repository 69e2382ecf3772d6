using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>Sums of channels, which kernels on sample blocks gather lane by lane.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ChannelSums
{
    /// <summary><c>totals (+)= Σ sums</c> over the lanes of <c>[channel][16 samples]</c>; nothing behind the last channel is
    /// touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Fold<TVector, T>(ref T sums, int channels, ref T totals, bool accumulate)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int channel = 0; channel < channels; channel++)
        {
            TVector sum = TVector.Load(ref sums, 0);
            for (int lane = TVector.Lanes; lane < SampleBlocks.Samples; lane += TVector.Lanes)
            {
                sum += TVector.Load(ref sums, lane);
            }

            ref T total = ref Unsafe.Add(ref totals, channel);
            total = accumulate ? total + TVector.Sum(sum) : TVector.Sum(sum);
            sums = ref Unsafe.Add(ref sums, SampleBlocks.Samples);
        }
    }
}
