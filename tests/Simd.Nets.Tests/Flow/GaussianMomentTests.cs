using Xunit;
using static Simd.Nets.Layers;

namespace Simd.Nets.Tests.Flow;

/// <summary>Moments of activations of standard normal numbers, with their gains.</summary>
public sealed class GaussianMomentTests
{
    public static TheoryData<ActivationLayer, double, double> Table => new()
    {
        { Relu, .5, .5 },
        { LeakyRelu with { Slope = 0.2 }, .52, .52 },
        { Tanh, .39429, .46440 },
        { Sigmoid, .29338, .04484 },
        { Gelu, .42522, .45585 },
        { Silu, .35578, .37948 },
        { Elu, .64495, .66810 },
        { Selu, 1, 1.07157 },
        { Softplus, .92125, .29338 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Second_moments_of_value_and_slope_are_those_of_the_table(ActivationLayer layer, double square, double slope)
    {
        var response = Response.Of(ActivationFunction.Of(layer), new(1, 0, 0));
        Assert.Equal(square, response.Moments.Square, 5.1e-6);
        Assert.Equal(slope, response.SlopeSquare, 5.1e-6);
    }

    [Fact]
    public void Rectifier_meets_Cho_and_Sauls_kernel()
    {
        // E h h̃ of a rectifier of normal numbers of correlation ρ (Cho and Saul 2009).
        foreach (double correlation in new[] { 0.01, 0.3, 0.9, 0.999 })
        {
            double angle = Math.Acos(correlation);
            double expected = (Math.Sin(angle) + ((Math.PI - angle) * correlation)) / (2 * Math.PI);
            var response = Response.Of(ActivationFunction.Of(Relu), new(1, correlation, 0));
            Assert.Equal(expected, response.Moments.Shared, 1e-5);
        }
    }

    [Fact]
    public void Largest_of_four_has_the_moments_of_its_order_statistic()
    {
        var response = Response.Of(ActivationFunction.Identity, new(1, 0, 0), draws: 4);
        Assert.Equal(1.0293753730, response.Moments.Mean, 1e-7);
        Assert.Equal(0.4917152369, response.Moments.Square - Math.Pow(response.Moments.Mean, 2), 1e-7);
        Assert.Equal(1, response.SlopeSquare, 1e-9);
    }

    [Theory]
    [InlineData(100.0)]
    [InlineData(1e6)]
    public void Wide_distributions_are_integrated_where_the_function_bends(double square)
    {
        // E σ'(√q D)² → ∫ σ'² dz / √(2πq), and the integral is 1/6.
        var response = Response.Of(ActivationFunction.Of(Sigmoid), new(square, 0, 0));
        Assert.Equal(1, response.SlopeSquare * Math.Sqrt(2 * Math.PI * square) * 6, square > 1e3 ? 1e-5 : 0.03);
    }
}
