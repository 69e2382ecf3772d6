using Xunit;
using static Simd.Nets.Layers;

namespace Simd.Nets.Tests.Flow;

/// <summary>Batches on their way through normalisations, drawn where an expansion does not hold.</summary>
public sealed class NormalisedEnsembleTests
{
    [Fact]
    public void Predictions_do_not_depend_on_chance()
    {
        EnsembleStep[] steps = Steps(Silu, 30);
        (EnsembleFactors one, EnsembleFactors other) = (NormalisedEnsemble.Factors(steps), NormalisedEnsemble.Factors(steps));
        Assert.Equal(one.Slopes, other.Slopes);
        Assert.Equal(one.Normalisations, other.Normalisations);
    }

    [Fact]
    public void In_wide_layers_a_few_normalisations_do_what_those_of_normal_numbers_do()
    {
        foreach (ActivationLayer layer in (ActivationLayer[])[Relu, Tanh, Gelu, Softplus])
        {
            EnsembleFactors factors = NormalisedEnsemble.Factors(
                [.. Steps(layer, 4).Select(step => step with { Features = 1e9 })]);
            Assert.All([.. factors.Slopes, .. factors.Normalisations], factor => Assert.InRange(factor, 0.97, 1.03));
        }
    }

    [Fact]
    public void Behind_many_layers_without_saturation_gradients_go_with_the_few_samples_that_are_most_of_a_batch()
    {
        EnsembleFactors softplus = NormalisedEnsemble.Factors(Steps(Softplus, 50)), tanh = NormalisedEnsemble.Factors(Steps(Tanh, 50));
        Assert.True(softplus.Slopes[40] > 1.2, "gradients do not stay with large samples, whose slopes are steep");
        Assert.All([.. tanh.Slopes, .. tanh.Normalisations], factor => Assert.InRange(factor, 0.9, 1.1));
    }

    [Theory]
    [InlineData(1.712, false)]
    [InlineData(2.107, true)]
    public void Softplus_behind_fifty_normalisations_is_foretold(double measured, bool isPyTorch)
    {
        // log10 of the ratio over 20 networks of 256 units and as many samples, ± 0.02; an expansion in the variance says 1.17 and 1.52.
        GradientFlow flow = GradientFlow.Predict(
        [
            Input(256, init: isPyTorch ? Init.PyTorch : Init.He),
            Dense(256),
            Softplus,
            .. Repeat(49, [Dense(256), BatchNorm, Softplus]),
            Dense(10),
        ]);
        Assert.InRange(Math.Log10(flow.Ratio), 0.9 * measured, 1.1 * measured);
    }

    private static EnsembleStep[] Steps(ActivationLayer layer, int count)
    {
        var function = ActivationFunction.Of(layer);
        return [.. Enumerable.Range(0, count).Select(i => new EnsembleStep(function, new(1, 0, 0), i > 0, 1, 0, 256))];
    }
}
