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

    [Theory]
    [InlineData(0)]
    [InlineData(96)]
    [InlineData(100)]
    public void Parts_summed_apart_are_as_one(int before)
    {
        byte[] bytes = [.. Enumerable.Range(0, 3_000).Select(i => (byte)((i * 37) + (i >> 3)))];
        var checksum = new Checksum();
        checksum.Append(bytes.AsSpan(0, before));
        int start = before + checksum.Missing;
        checksum.Append(bytes.AsSpan(before, start - before));
        int[] ends = [start, start + 32, start + 32, start + 1_056, start + 1_088, bytes.Length];
        checksum.Append(ends.Length - 1, part =>
        {
            var sum = new Checksum();
            sum.Append(bytes.AsSpan(ends[part], ends[part + 1] - ends[part]));
            return sum;
        });
        Assert.Equal(Checksum.Of(bytes), checksum.Finish());
    }

    [Fact]
    public void What_goes_wrong_with_a_part_comes_out_as_it_is() =>
        Assert.Throws<IOException>(() => new Checksum().Append(9, part => part < 4 ? new Checksum() : throw new IOException("full")));
}
