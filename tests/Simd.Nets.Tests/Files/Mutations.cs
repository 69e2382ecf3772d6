using System.Text;

namespace Simd.Nets.Tests.Files;

/// <summary>Files as they should not be: bytes of good ones changed, cut, doubled, or replaced by what readers stumble over.</summary>
internal sealed class Mutations(byte[][] seeds, ulong seed)
{
    private static readonly byte[][] Stumbles =
    [
        .. new[]
        {
            "0", "-1", "9223372036854775807", "9223372036854775808", "1e999", "NaN", "2147483648", "\"\"", "{}", "[]", "[[]]", ",", ":", "\"", "{", "}",
            "null", "F64", "BF16", "I64", "__metadata__", "0.weight", "0.bias", "dtype", "shape", "data_offsets", "\\u0000", "\\ud800", " ", "\n", "\r\n", ";", "run",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFF, 0xFF, 0xFF], [0x80], [0, 0, 0, 0, 0, 0, 0, 0x80], [0x1F, 0x8B], [0xC3, 0x28],
    ];

    private PhiloxStream random = new(seed, 0);

    /// <summary>One more.</summary>
    public byte[] Next()
    {
        byte[] file = [.. seeds[random.NextInt32(seeds.Length)]];
        for (int change = random.NextInt32(4); change >= 0 && file.Length > 0; change--)
        {
            int at = random.NextInt32(file.Length);
            int length = 1 + random.NextInt32(Math.Min(16, file.Length - at));
            byte[] other = Stumbles[random.NextInt32(Stumbles.Length)];
            switch (random.NextInt32(7))
            {
                case 0:
                    file[at] ^= (byte)(1 << random.NextInt32(8));
                    break;
                case 1:
                    file[at] = (byte)random.NextInt32(256);
                    break;
                case 2:
                    file = file[..at];
                    break;
                case 3:
                    file = [.. file[..at], .. file[(at + length)..]];
                    break;
                case 4:
                    file = [.. file[..(at + length)], .. file[at..]];
                    break;
                case 5:
                    file = [.. file[..at], .. other, .. file[at..]];
                    break;
                default:
                    file = [.. file[..at], .. other, .. file[Math.Min(file.Length, at + other.Length)..]];
                    break;
            }
        }

        return file;
    }
}
