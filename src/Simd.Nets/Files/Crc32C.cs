using System.Buffers.Binary;
using System.Numerics;

namespace Simd.Nets;

/// <summary>CRC-32C (Castagnoli; RFC 3720, appendix B.4).</summary>
internal static class Crc32C
{
    /// <summary>The polynomial without its highest term, the coefficient of 1 in the highest bit, as in the sums.</summary>
    private const uint Polynomial = 0x82F63B78;

    private const uint One = 1u << 31;

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

    /// <summary>x^(64 words) modulo the polynomial: what a sum is multiplied by when so many words follow, all zero.</summary>
    public static uint PowerOf(long words)
    {
        uint power = One;
        for (uint square = BitOperations.Crc32C(One, 0ul); words > 0; words >>= 1, square = Multiply(square, square))
        {
            power = (words & 1) == 1 ? Multiply(power, square) : power;
        }

        return power;
    }

    /// <summary>The product of two polynomials modulo the polynomial.</summary>
    public static uint Multiply(uint a, uint b)
    {
        uint product = 0;
        for (; a != 0; a <<= 1)
        {
            product ^= (a & One) == 0 ? 0 : b;
            b = (b >> 1) ^ ((b & 1) == 0 ? 0 : Polynomial);
        }

        return product;
    }
}
