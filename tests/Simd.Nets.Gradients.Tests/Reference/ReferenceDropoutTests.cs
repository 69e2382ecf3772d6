using Simd.Nets.Testing;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Which elements the reference drops, and what becomes of the others.</summary>
public class ReferenceDropoutTests
{
    private const int Features = 200;

    [Fact]
    public void Inference_drops_nothing()
    {
        Assert.Equal([1, 2], new ReferenceNetwork([Input(2), Dropout(.9)]).Forward([1, 2]).Outputs);
        Assert.Equal([1, 2], new ReferenceNetwork([Input(2), AlphaDropout(.9)]).Forward([1, 2]).Outputs);
    }

    [Fact]
    public void Elements_fall_by_the_word_of_their_seed_pass_site_sample_and_feature()
    {
        double[] mask = Mask([Input(Features), Dropout(.3), Dropout(.25)], ReferenceMode.Training(11, 5), samples: 3);

        uint threshold = (uint)Math.Round(.25 * 4294967296);
        for (int i = 0; i < mask.Length; i++)
        {
            (int sample, int feature) = (i / Features, i % Features);
            Assert.Equal(
                Word(0, sample, feature) < (uint)Math.Round(.3 * 4294967296) || Word(1, sample, feature) < threshold ? 0 : 1 / .7 / .75,
                mask[i],
                14);
        }

        static uint Word(ulong site, int sample, int feature)
        {
            PhiloxBlock block = Philox.Block(
                11, ((ulong)sample << 32) | (uint)((feature / 64 * 16) + (feature % 16)), 0x8000_0000_0000_0005 | (site << 48));
            return new[] { block.Word0, block.Word1, block.Word2, block.Word3 }[feature / 16 % 4];
        }
    }

    [Fact]
    public void Every_feature_has_a_word_of_its_own_and_about_the_rate_falls()
    {
        double[] mask = Mask([Input(Features), Dropout(.25)], ReferenceMode.Training(1, 0), samples: 100);

        Assert.InRange(mask.Count(kept => kept == 0) / (double)mask.Length, .24, .26);
        Assert.True(Enumerable.Range(0, Features).Select(feature => Column(feature)).Distinct().Count() == Features);

        string Column(int feature) =>
            string.Concat(Enumerable.Range(0, 100).Select(sample => mask[(sample * Features) + feature] == 0 ? '0' : '1'));
    }

    [Fact]
    public void The_same_pass_has_the_same_mask_and_another_pass_seed_or_site_has_another()
    {
        LayerStack one = [Input(Features), Dropout(.5)];
        LayerStack second = [Input(Features), Residual([Dropout(0), Dropout(.5)], scale: 1e9)];
        double[] mask = Mask(one, ReferenceMode.Training(1, 2));

        Assert.Equal(mask, Mask(one, ReferenceMode.Training(1, 2)));
        Assert.NotEqual(mask, Mask(one, ReferenceMode.Training(1, 3)));
        Assert.NotEqual(mask, Mask(one, ReferenceMode.Training(2, 2)));
        Assert.NotEqual(mask.Select(kept => kept > 0), Mask(second, ReferenceMode.Training(1, 2)).Select(kept => kept > 1));
    }

    [Fact]
    public void Alpha_dropout_keeps_mean_and_variance()
    {
        const double Limit = -1.7580993408473766;
        double[] outputs = new ReferenceNetwork([Input(20_000), AlphaDropout(.2)])
            .Forward([.. Enumerable.Range(0, 20_000).Select(i => i % 2 == 0 ? 1.0 : -1)], ReferenceMode.Training(4, 9)).Outputs;

        double a = Math.Pow(.8 + (Limit * Limit * .8 * .2), -.5);
        double b = -a * .2 * Limit;
        ReferenceLayerTests.Near([(a * Limit) + b, -a + b, a + b], [.. outputs.Distinct().Order()]);
        Assert.InRange(outputs.Average(), -.03, .03);
        Assert.InRange(outputs.Average(y => y * y), .95, 1.05);
    }

    private static double[] Mask(LayerStack layers, ReferenceMode mode, int samples = 1) =>
        new ReferenceNetwork(layers).Forward([.. Enumerable.Repeat(1.0, samples * Features)], mode).Outputs;
}
