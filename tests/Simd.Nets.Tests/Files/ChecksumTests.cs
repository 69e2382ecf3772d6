using Xunit;

namespace Simd.Nets.Tests.Files;

public class ChecksumTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 200).Select(i => (byte)((i * 37) + (i >> 3)))];

    [Fact]
    public void It_is_what_the_page_describes_at_every_length()
    {
        for (int length = 0; length <= Bytes.Length; length++)
        {
            Assert.Equal(HandWritten.Sum(Bytes[..length]), Convert.ToHexStringLower(Checksum.Of(Bytes.AsSpan(..length))));
        }
    }

    [Fact]
    public void Pieces_do_not_matter_and_it_begins_anew()
    {
        var checksum = new Checksum();
        for (int piece = 1; piece < 70; piece++)
        {
            for (int at = 0; at < Bytes.Length; at += piece)
            {
                checksum.Append(Bytes.AsSpan(at, Math.Min(piece, Bytes.Length - at)));
            }

            Assert.Equal(Checksum.Of(Bytes), checksum.Finish());
        }
    }
}
