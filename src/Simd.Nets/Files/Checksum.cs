using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Simd.Nets;

/// <summary>
/// The checksum of files: four CRC-32C (Castagnoli's polynomial, RFC 3720) side by side, which processors compute at about the speed of
/// memory. The first is of the 8-byte words 0, 4, 8, …, the second of 1, 5, 9, … and so on, the last words filled up with zeros; each goes on
/// over the length in bytes. A flipped bit changes one of the four for certain, other damage goes unnoticed once in 2^128.
/// </summary>
/// <remarks>It is against accidents: who forges a file can forge it.</remarks>
internal sealed class Checksum
{
    /// <summary>Bytes of a checksum.</summary>
    public const int Size = Lanes * sizeof(uint);

    /// <summary>Parts that are summed apart have a multiple of so many bytes, but for the last.</summary>
    public const int Block = Lanes * sizeof(ulong);

    private const int Lanes = 4;

    private readonly byte[] rest = new byte[Block];
    private uint lane0 = uint.MaxValue;
    private uint lane1 = uint.MaxValue;
    private uint lane2 = uint.MaxValue;
    private uint lane3 = uint.MaxValue;
    private int held;
    private long length;

    /// <summary>The checksum of a span.</summary>
    public static byte[] Of(ReadOnlySpan<byte> bytes)
    {
        var checksum = new Checksum();
        checksum.Append(bytes);
        return checksum.Finish();
    }

    /// <summary>Adds bytes behind those that came before.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        length += bytes.Length;
        if (held > 0)
        {
            int taken = Math.Min(Block - held, bytes.Length);
            bytes[..taken].CopyTo(rest.AsSpan(held));
            held += taken;
            bytes = bytes[taken..];
            if (held < Block)
            {
                return;
            }

            AppendBlocks(rest);
            held = 0;
        }

        int whole = bytes.Length & -Block;
        AppendBlocks(bytes[..whole]);
        bytes[whole..].CopyTo(rest);
        held = bytes.Length - whole;
    }

    /// <summary>Bytes that would complete a block.</summary>
    public int Missing => held == 0 ? 0 : Block - held;

    /// <summary>Adds parts behind the blocks that came before, each summed by whoever has time.</summary>
    /// <param name="parts">How many there are.</param>
    /// <param name="sum">The sum of a part, and what else is to be done with it; called from many threads. What it throws comes out.</param>
    public void Append(int parts, Func<int, Checksum> sum)
    {
        var sums = new Checksum[parts];
        try
        {
            Parallel.For(0, parts, part => sums[part] = sum(part));
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        foreach (Checksum next in sums)
        {
            Append(next);
        }
    }

    /// <summary>The checksum of all that was added; begins anew.</summary>
    public byte[] Finish()
    {
        if (held > 0)
        {
            rest.AsSpan(held).Clear();
            AppendBlocks(rest);
        }

        var sum = new byte[Size];
        uint[] lanes = [lane0, lane1, lane2, lane3];
        for (int lane = 0; lane < Lanes; lane++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(sum.AsSpan(lane * sizeof(uint)), ~BitOperations.Crc32C(lanes[lane], (ulong)length));
        }

        (lane0, lane1, lane2, lane3, held, length) = (uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, 0, 0);
        return sum;
    }

    // A sum begins with ones and goes on linearly: those before become what as many zeros would make of them.
    private void Append(Checksum next)
    {
        uint power = Crc32C.PowerOf(next.length / Block);
        lane0 = Crc32C.Multiply(~lane0, power) ^ next.lane0;
        lane1 = Crc32C.Multiply(~lane1, power) ^ next.lane1;
        lane2 = Crc32C.Multiply(~lane2, power) ^ next.lane2;
        lane3 = Crc32C.Multiply(~lane3, power) ^ next.lane3;
        next.rest.CopyTo(rest);
        held = next.held;
        length += next.length;
    }

    // None of the four waits for another: a CRC takes three cycles, and each cycle one can begin.
    private void AppendBlocks(ReadOnlySpan<byte> blocks)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(blocks);
        (uint a, uint b, uint c, uint d) = (lane0, lane1, lane2, lane3);
        for (; words.Length >= Lanes; words = words[Lanes..])
        {
            a = BitOperations.Crc32C(a, LittleEndian(words[0]));
            b = BitOperations.Crc32C(b, LittleEndian(words[1]));
            c = BitOperations.Crc32C(c, LittleEndian(words[2]));
            d = BitOperations.Crc32C(d, LittleEndian(words[3]));
        }

        (lane0, lane1, lane2, lane3) = (a, b, c, d);
    }

    private static ulong LittleEndian(ulong word) => BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
}
