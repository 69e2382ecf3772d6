using Xunit;

namespace Simd.Nets.Tests;

public class PhiloxTests
{
    /// <summary>The vectors of Random123's <c>kat_vectors</c> for philox4x32, 10 rounds.</summary>
    [Theory]
    [InlineData(0x0000000000000000, 0x0000000000000000, 0x0000000000000000, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x85a308d3243f6a88, 0x0370734413198a2e, 0x299f31d0a4093822, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Block_is_the_one_that_Random123_publishes(
        ulong counterLow, ulong counterHigh, ulong key, uint word0, uint word1, uint word2, uint word3) =>
        Assert.Equal(new PhiloxBlock(word0, word1, word2, word3), Philox.Block(key, counterLow, counterHigh));

    [Fact]
    public void Stream_hands_out_the_words_of_its_blocks_in_order()
    {
        var stream = new PhiloxStream(seed: 7, stream: 9);
        for (ulong position = 0; position < 3; position++)
        {
            PhiloxBlock block = Philox.Block(7, position, 9);
            Assert.Equal(
                [block.Word0, block.Word1, block.Word2, block.Word3],
                [stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32()]);
        }
    }

    [Fact]
    public void Seeds_and_streams_draw_different_numbers()
    {
        var first = new PhiloxStream(1, 1);
        var otherSeed = new PhiloxStream(2, 1);
        var otherStream = new PhiloxStream(1, 2);
        ulong drawn = first.NextUInt64();
        Assert.NotEqual(drawn, otherSeed.NextUInt64());
        Assert.NotEqual(drawn, otherStream.NextUInt64());
    }

    [Fact]
    public void Uniform_numbers_fill_the_unit_interval_evenly()
    {
        const int Count = 200_000;
        var stream = new PhiloxStream(3, 0);
        var bins = new int[20];
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            double value = i % 2 == 0 ? stream.NextDouble() : stream.NextSingle();
            Assert.InRange(value, 0, Math.BitDecrement(1.0));
            sum += value;
            bins[(int)(value * bins.Length)]++;
        }

        Assert.Equal(0.5, sum / Count, 0.003); // 4.6 standard errors
        Assert.InRange(ChiSquare(bins, Count), 5, 45); // 19 degrees of freedom: 45 is exceeded once in a thousand seeds
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_standard_normal_distribution()
    {
        const int Count = 200_000;
        var stream = new PhiloxStream(4, 0);
        Span<double> moments = stackalloc double[5];
        for (int i = 0; i < Count; i++)
        {
            double value = stream.NextNormal();
            for (int power = 1; power <= 4; power++)
            {
                moments[power] += Math.Pow(value, power) / Count;
            }
        }

        Assert.Equal(0, moments[1], 0.01);
        Assert.Equal(1, moments[2], 0.015);
        Assert.Equal(0, moments[3], 0.04);
        Assert.Equal(3, moments[4], 0.1);
    }

    [Fact]
    public void Both_normals_of_a_block_are_standard_and_uncorrelated()
    {
        const int Count = 100_000;
        double variance0 = 0, variance1 = 0, covariance = 0;
        for (ulong i = 0; i < Count; i++)
        {
            PhiloxBlock block = Philox.Block(5, i, 0);
            variance0 += block.Normal0 * block.Normal0 / Count;
            variance1 += block.Normal1 * block.Normal1 / Count;
            covariance += block.Normal0 * block.Normal1 / Count;
        }

        Assert.Equal(1, variance0, 0.02);
        Assert.Equal(1, variance1, 0.02);
        Assert.Equal(0, covariance, 0.015);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(17)]
    public void Bounded_integers_take_every_value_as_often(int bound)
    {
        const int Count = 100_000;
        var stream = new PhiloxStream(6, (ulong)bound);
        var bins = new int[bound];
        for (int i = 0; i < Count; i++)
        {
            bins[stream.NextInt32(bound)]++;
        }

        Assert.InRange(ChiSquare(bins, Count), 0, bound + (5 * Math.Sqrt(2 * bound)));
    }

    /// <summary>With a bound of 2^31 − 2^29 a multiplication without rejection would favour one value in three by half.</summary>
    [Fact]
    public void Large_bounds_are_unbiased()
    {
        const int Bound = 3 << 29;
        const int Count = 90_000;
        var stream = new PhiloxStream(7, 0);
        var residues = new int[3];
        for (int i = 0; i < Count; i++)
        {
            residues[stream.NextInt32(Bound) % 3]++;
        }

        Assert.InRange(ChiSquare(residues, Count), 0, 14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Bound_that_is_not_positive_is_refused(int bound)
    {
        var stream = new PhiloxStream(0, 0);
        Assert.Throws<ArgumentOutOfRangeException>("bound", () => stream.NextInt32(bound));
    }

    [Fact]
    public void Shuffle_is_a_permutation_that_the_seed_repeats()
    {
        int[] first = Enumerable.Range(0, 1000).ToArray();
        int[] second = Enumerable.Range(0, 1000).ToArray();
        new PhiloxStream(8, 1).Shuffle(first);
        new PhiloxStream(8, 1).Shuffle(second);
        Assert.Equal(first, second);
        Assert.NotEqual(Enumerable.Range(0, 1000), first);
        Assert.Equal(Enumerable.Range(0, 1000), first.Order());
    }

    [Fact]
    public void Shuffle_makes_each_order_of_three_as_likely()
    {
        const int Count = 60_000;
        var stream = new PhiloxStream(9, 0);
        var orders = new int[6];
        for (int i = 0; i < Count; i++)
        {
            Span<int> items = [0, 1, 2];
            stream.Shuffle(items);
            orders[(items[0] * 2) + (items[1] > items[2] ? 1 : 0)]++;
        }

        Assert.InRange(ChiSquare(orders, Count), 0, 21);
    }

    private static double ChiSquare(int[] observed, int count)
    {
        double expected = (double)count / observed.Length;
        return observed.Sum(bin => (bin - expected) * (bin - expected) / expected);
    }
}
