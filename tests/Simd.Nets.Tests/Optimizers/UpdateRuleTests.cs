using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Hundred steps of every rule, at every width, against plain loops of doubles.</summary>
public class UpdateRuleTests
{
    private const int Length = 96;
    private const int Padding = 5; // the last elements of every 16 are padding
    private const int Steps = 100;

    public static TheoryData<SimdPath> Paths => [SimdPath.Scalar, SimdPath.Vector128, SimdPath.Vector256, SimdPath.Vector512];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Descent_follows_the_formula(SimdPath path) => Compare(
        path,
        0,
        (w, g, moments, _) => ReferenceRules.Sgd(w, g, moments[0], 0.05, 0, false),
        _ => new SgdRule<float>(0.05),
        _ => new SgdRule<double>(0.05));

    [Theory]
    [MemberData(nameof(Paths))]
    public void Momentum_follows_the_formula(SimdPath path) => Compare(
        path,
        1,
        (w, g, moments, _) => ReferenceRules.Sgd(w, g, moments[0], 0.05, 0.9, false),
        _ => new MomentumRule<float>(0.05, 0.9),
        _ => new MomentumRule<double>(0.05, 0.9));

    [Theory]
    [MemberData(nameof(Paths))]
    public void Nesterov_momentum_follows_the_formula(SimdPath path) => Compare(
        path,
        1,
        (w, g, moments, _) => ReferenceRules.Sgd(w, g, moments[0], 0.05, 0.9, true),
        _ => new NesterovRule<float>(0.05, 0.9),
        _ => new NesterovRule<double>(0.05, 0.9));

    [Theory]
    [MemberData(nameof(Paths))]
    public void Adam_follows_the_formula(SimdPath path)
    {
        var adam = new Adam(0.01);
        Compare(
            path,
            2,
            (w, g, moments, step) => ReferenceRules.Adam(w, g, moments[0], moments[1], step, adam),
            step => new AdamRule<float>(adam, step),
            step => new AdamRule<double>(adam, step));
    }

    private static void Compare<TSingle, TDouble>(
        SimdPath path,
        int blocks,
        Action<double[], double[], double[][], long> reference,
        Func<long, TSingle> single,
        Func<long, TDouble> @double)
        where TSingle : struct, IUpdateRule<float>
        where TDouble : struct, IUpdateRule<double>
    {
        var random = new PhiloxStream(11, 0);
        double[] expected = Draw(ref random);
        double[][] expectedMoments = [new double[Length], new double[Length]];
        double[] doubles = [.. expected];
        float[] floats = [.. expected.Select(value => (float)value)];
        var doubleMoments = new double[blocks * Length];
        var floatMoments = new float[blocks * Length];

        for (long step = 1; step <= Steps; step++)
        {
            double[] gradients = Draw(ref random);
            reference(expected, gradients, expectedMoments, step);
            FlatPass.Run(path, @double(step), doubles, gradients, doubleMoments);
            FlatPass.Run(path, single(step), floats, gradients.Select(value => (float)value).ToArray(), floatMoments);
        }

        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < Length; i++)
        {
            Assert.Equal(expected[i], doubles[i], 1e-12 * largest);
            Assert.Equal(expected[i], floats[i], 1e-5 * largest);
            if (IsPadding(i))
            {
                Assert.Equal((0d, 0f), (doubles[i], floats[i]));
                for (int moment = i; moment < blocks * Length; moment += Length)
                {
                    Assert.Equal((0d, 0f), (doubleMoments[moment], floatMoments[moment]));
                }
            }
        }
    }

    // Rounded to floats, so that both precisions start from the same numbers.
    private static double[] Draw(ref PhiloxStream random)
    {
        var values = new double[Length];
        for (int i = 0; i < Length; i++)
        {
            values[i] = IsPadding(i) ? 0 : (float)random.NextNormal();
        }

        return values;
    }

    private static bool IsPadding(int index) => index % 16 >= 16 - Padding;
}
