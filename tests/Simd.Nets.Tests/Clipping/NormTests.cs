using Xunit;

namespace Simd.Nets.Tests.Clipping;

public class NormTests
{
    [Fact]
    public void Sums_of_every_padded_length_are_those_of_plain_loops()
    {
        var random = new PhiloxStream(3, 0);
        for (int length = 0; length <= 320; length += 16)
        {
            var floats = new float[length];
            foreach (ref float value in floats.AsSpan())
            {
                value = (float)random.NextNormal();
            }

            double[] doubles = [.. floats.Select(value => (double)value)];
            double squares = doubles.Sum(value => value * value);
            Assert.Equal(squares, Norms.OfSquares<float>(floats), 1e-12 * length);
            Assert.Equal(squares, Norms.OfSquares<double>(doubles), 1e-12 * length);
            Assert.Equal(Math.Sqrt(squares), Norms.Of<float>(floats), 1e-12 * length);
            Assert.Equal(doubles.Sum(Math.Abs), Norms.OfAbsolutes<float>(floats), 1e-12 * length);
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Norm_is_finite_exactly_if_every_element_is(double bad)
    {
        for (int at = 0; at < 48; at++)
        {
            var floats = new float[48];
            floats.AsSpan().Fill(float.MaxValue);
            Assert.True(double.IsFinite(Norms.Of<float>(floats)));
            floats[at] = (float)bad;
            Assert.False(double.IsFinite(Norms.Of<float>(floats)));
            var doubles = new double[48];
            doubles.AsSpan().Fill(1e300);
            Assert.Equal(1e300 * Math.Sqrt(48), Norms.Of<double>(doubles), 1e288);
            doubles[at] = bad;
            Assert.False(double.IsFinite(Norms.Of<double>(doubles)));
        }
    }

    [Fact]
    public void Norm_of_norms_does_not_overflow()
    {
        Assert.Equal(5e200, Norms.OfNorms([3e200, 4e200]), 1e188);
        Assert.Equal(5, Norms.OfNorms([3, 4]));
        Assert.False(double.IsFinite(Norms.OfNorms([1, double.NaN])));
        Assert.False(double.IsFinite(Norms.OfNorms([double.PositiveInfinity, 1])));
    }
}
