using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Simd.Nets.CompilerServices;

/// <content>Masks of sample blocks.</content>
public static partial class DropoutMasks
{
    private const int GroupWords = GroupColumns / 16;

    /// <summary>
    /// The same bits transposed: a ushort for each feature of a block, whose bit i belongs to the block's sample i. Bits of samples that
    /// the last block lacks are drawn too.
    /// </summary>
    /// <param name="bits">The first block's bits.</param>
    /// <param name="bitsPitch">A sixteenth of the elements of <typeparamref name="T"/> from block to block.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="features">Features.</param>
    /// <param name="seed">The network's.</param>
    /// <param name="pass">Number of the training pass: below 2^48.</param>
    /// <param name="site">Number of the dropout layer: below 2^15.</param>
    /// <param name="firstSample">The first row's number in the batch.</param>
    /// <param name="threshold">The share to drop, in units of 2^−32.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FillBlocks<T>(
        ref T bits, int bitsPitch, int rows, int features, ulong seed, ulong pass, int site, int firstSample, uint threshold)
        where T : unmanaged
    {
        Span<ushort> drawn = stackalloc ushort[SampleBlocks.Samples * GroupWords];
        for (int sample = 0; sample < rows; sample += SampleBlocks.Samples)
        {
            ref ushort block = ref Unsafe.As<T, ushort>(ref Unsafe.Add(ref bits, (nint)sample * bitsPitch));
            for (int group = 0; group * GroupColumns < features; group++)
            {
                int columns = Math.Min(features - (group * GroupColumns), GroupColumns);
                Draw(
                    ref drawn[0],
                    GroupWords,
                    SampleBlocks.Samples,
                    columns,
                    seed,
                    Counter(pass, site),
                    firstSample + sample,
                    threshold,
                    group);
                Transpose(drawn, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref block, group * GroupColumns), columns));
            }
        }
    }

    private static void Transpose(ReadOnlySpan<ushort> drawn, Span<ushort> features)
    {
        Span<byte> octet = stackalloc byte[SampleBlocks.Samples];
        for (int first = 0; first < features.Length; first += 8)
        {
            for (int sample = 0; sample < octet.Length; sample++)
            {
                octet[sample] = (byte)(drawn[(sample * GroupWords) + (first / 16)] >> (first % 16));
            }

            // What a shift carries from byte to byte stays below the uppermost bit.
            Vector128<ushort> samples = Vector128.Create<byte>(octet).AsUInt16();
            for (int bit = 0; bit < Math.Min(8, features.Length - first); bit++)
            {
                features[first + bit] = (ushort)(samples << (7 - bit)).AsByte().ExtractMostSignificantBits();
            }
        }
    }
}
