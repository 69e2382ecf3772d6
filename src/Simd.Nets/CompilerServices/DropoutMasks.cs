using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>
/// Which elements a dropout layer keeps (Srivastava et al. 2014), as bits. They are a function of seed, pass, layer, sample and feature
/// alone, so they do not depend on threads, panels or the machine.
/// </summary>
/// <remarks>
/// The word of feature f of sample s is word (f / 16) mod 4 of the <see cref="Philox"/> block with the seed as key and the counter
/// <c>s · 2^32 + (f / 64) · 16 + f mod 16</c> below, <c>2^63 + site · 2^48 + pass</c> above: 16 blocks hold the words of 64 features, in
/// the order in which vectors yield their bits. On 64 × 64 elements one takes, on a Zen 4 core, 0.45 ns with vectors of 512 bits, 0.9 with
/// 256, 1.7 with 128 and 4 without (least of many runs): <c>bench --filter '*RowKernels.DropoutMask*'</c>.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class DropoutMasks
{
    private const int GroupBlocks = 16;
    private const int GroupColumns = 64;

    /// <summary>
    /// Writes bit i of a row's ushort g: whether the element in column 16 g + i is kept, its word no less than the threshold. Bits of
    /// padding are 0.
    /// </summary>
    /// <param name="bits">The first row's bits; a row has a ushort for every 16 columns begun.</param>
    /// <param name="bitsPitch">Elements of <typeparamref name="T"/> from row to row.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="columns">Features.</param>
    /// <param name="seed">The network's.</param>
    /// <param name="pass">Number of the training pass: below 2^48.</param>
    /// <param name="site">Number of the dropout layer: below 2^15.</param>
    /// <param name="firstSample">The first row's number in the batch.</param>
    /// <param name="threshold">The share to drop, in units of 2^−32.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Fill<T>(
        ref T bits, nint bitsPitch, int rows, int columns, ulong seed, ulong pass, int site, int firstSample, uint threshold)
        where T : unmanaged
    {
        ref ushort words = ref Unsafe.As<T, ushort>(ref bits);
        nint pitch = bitsPitch * Unsafe.SizeOf<T>() / sizeof(ushort);
        Draw(ref words, pitch, rows, columns, seed, Counter(pass, site), firstSample, threshold, 0);
    }

    /// <summary>The masks at one width; <paramref name="counter"/> is the counter's upper half, and the first column begins group
    /// <paramref name="firstGroup"/> of 64 features.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Fill<TLanes>(
        ref ushort bits,
        nint pitch,
        int rows,
        int columns,
        ulong seed,
        ulong counter,
        int firstSample,
        uint threshold,
        int firstGroup = 0)
        where TLanes : struct, IPhiloxLanes<TLanes>
    {
        TLanes multiplier0 = TLanes.Broadcast(Philox.Multiplier0);
        TLanes multiplier1 = TLanes.Broadcast(Philox.Multiplier1);
        TLanes weyl0 = TLanes.Broadcast(Philox.Weyl0);
        TLanes weyl1 = TLanes.Broadcast(Philox.Weyl1);
        TLanes bound = TLanes.Broadcast(threshold);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column += GroupColumns)
            {
                ulong dropped = 0;
                for (int block = 0; block < GroupBlocks; block += 2 * TLanes.Lanes)
                {
                    // Two vectors a and b: neither waits for the other's multiplications.
                    uint first = (uint)(((firstGroup + (column / GroupColumns)) * GroupBlocks) + block);
                    (TLanes a0, TLanes b0) = (TLanes.From(first), TLanes.From(first + (uint)TLanes.Lanes));
                    TLanes a1 = TLanes.Broadcast((uint)(firstSample + row));
                    TLanes a2 = TLanes.Broadcast((uint)counter);
                    TLanes a3 = TLanes.Broadcast((uint)(counter >> 32));
                    (TLanes b1, TLanes b2, TLanes b3) = (a1, a2, a3);
                    (TLanes key0, TLanes key1) = (TLanes.Broadcast((uint)seed), TLanes.Broadcast((uint)(seed >> 32)));
                    for (int round = 0; round < Philox.Rounds; round++)
                    {
                        (TLanes product0, TLanes product1) = (a0 * multiplier0, a2 * multiplier1);
                        a0 = TLanes.Xor(TLanes.Upper(product1), a1, key0);
                        a2 = TLanes.Xor(TLanes.Upper(product0), a3, key1);
                        (a1, a3) = (product1, product0);
                        (product0, product1) = (b0 * multiplier0, b2 * multiplier1);
                        b0 = TLanes.Xor(TLanes.Upper(product1), b1, key0);
                        b2 = TLanes.Xor(TLanes.Upper(product0), b3, key1);
                        (b1, b3) = (product1, product0);
                        key0 += weyl0;
                        key1 += weyl1;
                    }

                    ulong below = Below(a0, b0, bound) | Below(a1, b1, bound) << 16
                        | Below(a2, b2, bound) << 32 | Below(a3, b3, bound) << 48;
                    dropped |= below << block;
                }

                int left = columns - column;
                ulong kept = left < GroupColumns ? ~dropped & ((1ul << left) - 1) : ~dropped;
                ref ushort group = ref Unsafe.Add(ref bits, (row * pitch) + (column / 16));
                for (int word = 0; word < Math.Min(left, GroupColumns); word += 16)
                {
                    Unsafe.Add(ref group, word / 16) = (ushort)(kept >> word);
                }
            }
        }
    }

    /// <summary>The upper half of a layer's counters.</summary>
    private static ulong Counter(ulong pass, int site) => 1ul << 63 | (ulong)site << 48 | pass;

    private static void Draw(
        ref ushort bits,
        nint pitch,
        int rows,
        int columns,
        ulong seed,
        ulong counter,
        int firstSample,
        uint threshold,
        int firstGroup)
    {
        if (SimdTarget.Use512)
        {
            Fill<PhiloxLanes512>(ref bits, pitch, rows, columns, seed, counter, firstSample, threshold, firstGroup);
        }
        else if (SimdTarget.Use256)
        {
            Fill<PhiloxLanes256>(ref bits, pitch, rows, columns, seed, counter, firstSample, threshold, firstGroup);
        }
        else if (SimdTarget.Use128)
        {
            Fill<PhiloxLanes128>(ref bits, pitch, rows, columns, seed, counter, firstSample, threshold, firstGroup);
        }
        else
        {
            Fill<PhiloxLane>(ref bits, pitch, rows, columns, seed, counter, firstSample, threshold, firstGroup);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Below<TLanes>(TLanes a, TLanes b, TLanes bound)
        where TLanes : struct, IPhiloxLanes<TLanes> => TLanes.Below(a, bound) | (TLanes.Below(b, bound) << TLanes.Lanes);
}
