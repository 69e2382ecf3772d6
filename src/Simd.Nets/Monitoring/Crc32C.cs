using System.Buffers.Binary;
using System.Numerics;

namespace Simd.Nets;

/// <summary>CRC-32C (Castagnoli; RFC 3720, appendix B.4).</summary>
internal static class Crc32C
{
    /// <summary>Of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte value in bytes)
        {
            sum = BitOperations.Crc32C(sum, value);
        }

        return ~sum;
    }

    /// <summary>As TFRecords have it: a sum over data that holds sums is to be no sum itself (tensorflow/core/lib/hash/crc32c.h).</summary>
    public static uint Masked(ReadOnlySpan<byte> bytes) => BitOperations.RotateRight(Of(bytes), 15) + 0xA282EAD8;
}
