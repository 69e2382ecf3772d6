using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Masks are, bit for bit and at every width, what the counter says.</summary>
public class DropoutMaskTests
{
    private const int Rows = 3;
    private const ulong Seed = 0x1234_5678_9ABC_DEF0;

    public static TheoryData<ulong, int, int, uint> Draws => new()
    {
        { 0, 0, 0, 1u << 31 },
        { 1, 0, 64, 1u << 29 },
        { 77, 3, 5, 3_000_000_000 },
        { 0x0000_FFFF_FFFF_FFFF, 0x7FFF, int.MaxValue - Rows, 1u << 31 },
        { 9, 1, 0, 0 },
        { 9, 1, 0, uint.MaxValue },
    };

    [Theory]
    [MemberData(nameof(Draws))]
    public void Every_width_writes_the_bits_of_the_counter(ulong pass, int site, int firstSample, uint threshold)
    {
        ulong counter = 0x8000_0000_0000_0000 | ((ulong)site << 48) | pass;
        foreach (int columns in Enumerable.Range(1, 67).Concat([100, 128, 200]))
        {
            int pitch = ((columns + 15) / 16) + 2;
            ushort[] expected = Expected(columns, pitch, pass, site, firstSample, threshold);
            Assert.Equal(expected, Written(new ushort[Rows * pitch], bits =>
                DropoutMasks.Fill<PhiloxLanes512>(ref bits[0], pitch, Rows, columns, Seed, counter, firstSample, threshold)));
            Assert.Equal(expected, Written(new ushort[Rows * pitch], bits =>
                DropoutMasks.Fill<PhiloxLanes256>(ref bits[0], pitch, Rows, columns, Seed, counter, firstSample, threshold)));
            Assert.Equal(expected, Written(new ushort[Rows * pitch], bits =>
                DropoutMasks.Fill<PhiloxLanes128>(ref bits[0], pitch, Rows, columns, Seed, counter, firstSample, threshold)));
            Assert.Equal(expected, Written(new ushort[Rows * pitch], bits =>
                DropoutMasks.Fill<PhiloxLane>(ref bits[0], pitch, Rows, columns, Seed, counter, firstSample, threshold)));
        }
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Rows_lie_a_pitch_of_elements_apart(ulong pass, int site, int firstSample, uint threshold)
    {
        const int Columns = 67;
        Check<float>(4);
        Check<double>(2);

        void Check<T>(int pitch)
            where T : unmanaged
        {
            var bits = new T[Rows * pitch];
            DropoutMasks.Fill(ref bits[0], pitch, Rows, Columns, Seed, pass, site, firstSample, threshold);
            ushort[] found = new ushort[Rows * 8];
            Unsafe.CopyBlock(ref Unsafe.As<ushort, byte>(ref found[0]), ref Unsafe.As<T, byte>(ref bits[0]), (uint)(2 * found.Length));
            Assert.Equal(Expected(Columns, 8, pass, site, firstSample, threshold), found);
        }
    }

    [Fact]
    public void Samples_draw_alike_wherever_a_panel_begins()
    {
        const int Columns = 40;
        var whole = new ushort[6 * 3];
        var lower = new ushort[2 * 3];
        DropoutMasks.Fill(ref whole[0], 3, 6, Columns, Seed, 4, 2, 0, 1u << 30);
        DropoutMasks.Fill(ref lower[0], 3, 2, Columns, Seed, 4, 2, 4, 1u << 30);
        Assert.Equal(whole[(4 * 3)..], lower);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(16, 64)]
    [InlineData(19, 67)]
    [InlineData(48, 200)]
    public void Blocks_hold_the_same_bits_transposed(int rows, int features)
    {
        Check<float>(8);
        Check<double>(4);

        void Check<T>(int pitch)
            where T : unmanaged
        {
            int blocks = (rows + 15) / 16;
            int wordsPitch = pitch * Unsafe.SizeOf<T>() / 2;
            ushort[] straight = new ushort[rows * wordsPitch];
            DropoutMasks.Fill(ref straight[0], wordsPitch, rows, features, Seed, 4, 2, 77, 1u << 30);
            var bits = new T[blocks * 16 * pitch];
            DropoutMasks.FillBlocks(ref bits[0], pitch, rows, features, Seed, 4, 2, 77, 1u << 30);
            ushort[] found = [.. MemoryMarshal.Cast<T, ushort>(bits)];
            for (int row = 0; row < rows; row++)
            {
                for (int feature = 0; feature < features; feature++)
                {
                    int expected = straight[(row * wordsPitch) + (feature / 16)] >> (feature % 16);
                    int bit = found[(row / 16 * 16 * wordsPitch) + feature] >> (row % 16);
                    Assert.Equal(expected & 1, bit & 1);
                }
            }

            // Nothing behind a block's features is written.
            Assert.All(Enumerable.Range(0, blocks), block =>
                Assert.Equal(0, found[((block * 16 * wordsPitch) + features)..((block + 1) * 16 * wordsPitch)].Sum(word => word)));
        }
    }

    [Fact]
    public void Share_of_dropped_elements_is_the_rate()
    {
        const int Words = 1 << 14;
        var bits = new ushort[Words];
        DropoutMasks.Fill(ref bits[0], 64, Words / 64, 1024, Seed, 0, 0, 0, (uint)Math.Round(0.1 * Math.Pow(2, 32)));
        double kept = bits.Sum(word => (double)ushort.PopCount(word));
        Assert.Equal(0.9, kept / (16 * Words), 0.003); // 5 standard errors
    }

    private static ushort[] Written(ushort[] bits, Action<ushort[]> fill)
    {
        fill(bits);
        return bits;
    }

    private static ushort[] Expected(int columns, int pitch, ulong pass, int site, int firstSample, uint threshold)
    {
        var bits = new ushort[Rows * pitch];
        for (int row = 0; row < Rows; row++)
        {
            for (int f = 0; f < columns; f++)
            {
                ulong s = (ulong)(firstSample + row);
                ulong low = (s << 32) | (uint)((f / 64 * 16) + (f % 16));
                PhiloxBlock block = Philox.Block(Seed, low, 0x8000_0000_0000_0000 | ((ulong)site << 48) | pass);
                uint word = (f / 16 % 4) switch { 0 => block.Word0, 1 => block.Word1, 2 => block.Word2, _ => block.Word3 };
                if (word >= threshold)
                {
                    bits[(row * pitch) + (f / 16)] |= (ushort)(1 << (f % 16));
                }
            }
        }

        return bits;
    }
}
