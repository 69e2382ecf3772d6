using Xunit;

namespace Simd.Nets.Tests.Flow;

/// <summary>Networks drawn sample by sample, where an expansion does not hold.</summary>
public sealed class PlainEnsembleTests
{
    private static readonly ActivationFunction Gelu = ActivationFunction.Of(Layers.Gelu);

    [Fact]
    public void Predictions_do_not_depend_on_chance()
    {
        EnsembleStep[] steps = [.. Enumerable.Repeat(Step(Gelu, 2), 20)];
        Assert.Equal(PlainEnsemble.Factors(steps).Slopes, PlainEnsemble.Factors(steps).Slopes);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(100)]
    public void In_wide_layers_there_is_no_chance(double square)
    {
        EnsembleStep step = Step(Gelu, square) with { Features = 1e9 };
        Assert.All(PlainEnsemble.Factors([step, step, step]).Slopes, factor => Assert.Equal(1, factor, 3));
    }

    [Fact]
    public void Chance_that_samples_share_costs_half_its_variance_and_what_each_has_alone_is_free()
    {
        // A squared rectifier passes a gradient as large as the moment: log E φ'² = log q + a constant, log E φ² = 2 log q + another.
        var square = new ActivationFunction(z => z > 0 ? new(z * z, 2 * z) : new(0, 0), 0);
        Assert.Equal(0, LogOfSecond(shared: 0), 0.04);
        Assert.Equal(-0.5, LogOfSecond(shared: 1), 0.04);

        // The variance of φ² over its squared mean, which is (E z⁸ / 2) / (E z⁴ / 2)² − 1, divided by the features.
        double LogOfSecond(double shared)
        {
            double noise = (105.0 / 2 / 2.25) - 1;
            double[] factors = PlainEnsemble.Factors(
            [
                Step(square, 1) with { Moments = new(1, shared, 0), Features = 256 },
                Step(square, 1) with { Moments = new(1, shared, 0), Features = 256 },
            ]).Slopes;
            return Math.Log(factors[1]) / (noise / 256);
        }
    }

    [Fact]
    public void Orthogonal_weights_leave_a_linear_layer_no_chance()
    {
        EnsembleStep chance = Step(ActivationFunction.Identity, 1), none = chance with { Rigidity = 1 };
        Assert.Equal([1.0, 1, 1], PlainEnsemble.Factors([none, none, none]).Slopes, (one, other) => Math.Abs(one - other) < 1e-12);
        var table = new ResponseTable(ActivationFunction.Identity);
        Assert.Equal(Math.Sqrt(2), table.At(0.3).Noise, 6);
        Assert.Equal(1, table.At(0.3).Gain, 6);
    }

    [Fact]
    public void A_bias_dampens_what_chance_does()
    {
        EnsembleStep step = Step(Gelu, 0.1) with { Features = 16 };
        double Spread(double share) =>
            Math.Abs(Math.Log(PlainEnsemble.Factors([.. Enumerable.Repeat(step with { FromInputs = share }, 30)]).Slopes[^1]));
        Assert.True(Spread(0.2) < Spread(1) / 2, "a bias dampens nothing");
    }

    private static EnsembleStep Step(ActivationFunction function, double square) => new(function, new(square, 0, 0), false, 1, 0, 256);
}
