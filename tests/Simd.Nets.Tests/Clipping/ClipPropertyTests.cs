using FsCheck;
using FsCheck.Fluent;
using Simd.Nets.Tests.Training;
using Xunit;

namespace Simd.Nets.Tests.Clipping;

/// <summary>What holds of clips whatever the gradients.</summary>
public class ClipPropertyTests
{
    private static readonly NetworkSchema Schema = FedNetwork<double>.Schema;

    // Gradients over many orders of magnitude, some of them zero.
    private static readonly Gen<double[]> Gradients =
        from exponents in Gen.Choose(-12, 12).ArrayOf(Schema.InputSize)
        from digits in Gen.Choose(-999, 999).ArrayOf(Schema.InputSize)
        select digits.Zip(exponents, (digit, exponent) => (double)(digit * MathF.Pow(10, exponent / 3f))).ToArray();

    [Fact]
    public void Norm_clips_never_lengthen_and_keep_the_direction() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Arb.From(Gradients),
        gradients =>
        {
            double norm = ReferenceTrainer.Norm(gradients);
            double[] moved = Moved(gradients, GradientClip.GlobalNorm(1));
            double length = ReferenceTrainer.Norm(moved);
            double along = moved.Zip(gradients, (a, b) => a * b).Sum();
            return length <= Math.Min(1, norm) * (1 + 1e-9) && along >= length * norm * (1 - 1e-9);
        }));

    [Fact]
    public void Every_clip_shortens_every_element_or_leaves_it() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Arb.From(Gradients),
        gradients => new[] { GradientClip.Value(0.5), GradientClip.NormPerLayer(1), GradientClip.Adaptive(), GradientClip.ZClip() }.All(
            clip => Moved(gradients, clip).Zip(gradients).All(
                pair => pair.First * pair.Second >= 0 && Math.Abs(pair.First) <= Math.Abs(pair.Second) * (1 + 1e-9)))));

    // What plain descent with a rate of one takes off weights of zero.
    private static double[] Moved(double[] gradients, GradientClip clip)
    {
        FedNetwork<double> network = FedNetwork<double>.Create(1);
        network.Runtime.Parameters.Clear();
        var trainer = new Trainer<FedNetwork<double>, double>(network, new Sgd(1)) { Clip = clip };
        trainer.Step(gradients, [1.0]);
        return [.. network.Runtime.Tensors.SelectMany(tensor => tensor.ToArray()).Select(weight => -weight)];
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Bounds_that_are_no_positive_numbers_are_refused_by_name(double bound)
    {
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => GradientClip.Value(bound));
        Assert.Throws<ArgumentOutOfRangeException>("maximum", () => GradientClip.GlobalNorm(bound));
        Assert.Throws<ArgumentOutOfRangeException>("maximum", () => GradientClip.NormPerLayer(bound));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => GradientClip.Adaptive(bound));
        Assert.Throws<ArgumentOutOfRangeException>("floor", () => GradientClip.Adaptive(floor: bound));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => GradientClip.ZClip(threshold: bound));
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => WeightClip.Value(bound));
        Assert.Throws<ArgumentOutOfRangeException>("maximum", () => WeightClip.MaxNorm(bound));
    }

    [Fact]
    public void Options_of_z_clip_outside_their_ranges_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => GradientClip.ZClip(1));
        Assert.Throws<ArgumentOutOfRangeException>("warmupSteps", () => GradientClip.ZClip(warmupSteps: 1));
    }
}
