using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Every loss against its formula in plain double loops, its gradient against that formula's central differences, at every width,
/// with tails, in place and not, with and without sample weights.</summary>
public class LossTests
{
    [Fact]
    public void Cross_entropy_is_its_formula() => AssertLoss<CrossEntropy>();

    [Fact]
    public void Smoothed_cross_entropy_is_its_formula() => AssertLoss<SmoothedCrossEntropy>();

    [Fact]
    public void Cross_entropy_with_class_weights_is_its_formula() => AssertLoss<WeightedCrossEntropy>();

    [Fact]
    public void Cross_entropy_smoothed_to_the_end_with_class_weights_is_its_formula() => AssertLoss<UniformCrossEntropy>();

    [Fact]
    public void Binary_cross_entropy_is_its_formula() => AssertLoss<BinaryCrossEntropy>();

    [Fact]
    public void Mean_squared_error_is_its_formula() => AssertLoss<MeanSquaredError>();

    [Fact]
    public void Mean_absolute_error_is_its_formula() => AssertLoss<MeanAbsoluteError>();

    [Fact]
    public void Huber_is_its_formula() => AssertLoss<HuberLoss>();

    [Fact]
    public void Large_logits_do_not_overflow()
    {
        var panel = new LossPanel<float>(3, 1);
        float[] logits = [2e38f, -2e38f, 0];
        logits.CopyTo(panel.Z, 0);
        panel.Labels[0] = 0;
        double loss = Losses.SoftmaxCrossEntropy<Float256, float>(
            ref panel.Z[0], ref panel.DZ[0], 1, 3, 16, ref panel.Labels[0], ref Unsafe.NullRef<float>(), 1f);
        Assert.Equal(0, loss);
        Assert.All(panel.DZ[..16], slope => Assert.Equal(0, slope));

        float[] targets = [1, 0, 0];
        float[] wide = [1e4f, -1e4f, 1e4f];
        wide.CopyTo(panel.Z, 0);
        loss = Losses.BinaryCrossEntropy<Float256, float>(
            ref panel.Z[0], ref panel.DZ[0], 1, 3, 16, ref targets[0], ref Unsafe.NullRef<float>(), 3f, 1f);
        Assert.Equal(1e4 / 3, loss, 1e-3);
        Assert.Equal([0f, 0f, 1f], panel.DZ[..3]);
    }

    [Fact]
    public void The_product_of_many_sums_is_within_range()
    {
        // Each sum is 1000: fifty of them are more than one logarithm is taken of.
        const int Rows = 130, Classes = 1000, Pitch = 1008;
        var z = new double[Rows * Pitch];
        var dz = new double[Rows * Pitch];
        var labels = new int[Rows];
        double[] ones = [.. Enumerable.Repeat(1.0, Rows)];
        Assert.Equal(Rows * Math.Log(Classes), Loss(ref Unsafe.NullRef<double>()), 1e-9);
        Assert.Equal(Rows * Math.Log(Classes), Loss(ref ones[0]), 1e-9);
        z[120 * Pitch] = double.NaN;
        Assert.Equal(double.NaN, Loss(ref Unsafe.NullRef<double>()));
        Assert.Equal(double.NaN, Loss(ref ones[0]));

        double Loss(ref double weights) => Losses.SoftmaxCrossEntropy<Double256, double>(
            ref z[0], ref dz[0], Rows, Classes, Pitch, ref labels[0], ref weights, 1.0);
    }

    [Fact]
    public void Mean_absolute_error_has_no_slope_where_the_target_is_met()
    {
        double[] y = [.. new double[16]];
        y[0] = y[1] = y[2] = 2;
        double[] targets = [2, 1, 3];
        Losses.MeanAbsoluteError<Double256, double>(ref y[0], ref y[0], 1, 3, 16, ref targets[0], ref Unsafe.NullRef<double>(), 3.0);
        Assert.Equal([0.0, 1, -1], y[..3]);
    }

    [Fact]
    public void Nan_in_an_output_reaches_loss_and_gradient()
    {
        AssertNan<CrossEntropy>();
        AssertNan<SmoothedCrossEntropy>();
        AssertNan<BinaryCrossEntropy>();
        AssertNan<MeanSquaredError>();
        AssertNan<MeanAbsoluteError>();
        AssertNan<HuberLoss>();
    }

    [Fact]
    public void Total_weight_counts_what_is_given()
    {
        int[] labels = [0, 2, 2];
        float[] weights = [0.5f, 1, 2];
        float[] classes = [4, 100, 0.25f];
        Assert.Equal(3, Losses.TotalWeight<float>(labels, [], 3, []));
        Assert.Equal(3.5, Losses.TotalWeight<float>([], weights, 3, []));
        Assert.Equal(4.5, Losses.TotalWeight<float>(labels, [], 3, classes));
        Assert.Equal(2.75, Losses.TotalWeight<float>(labels, weights, 3, classes));
    }

    private static void AssertLoss<L>()
        where L : ILoss
    {
        LossPanel<double>.AssertLoss<L, Double1>(1e-8);
        LossPanel<double>.AssertLoss<L, Double128>(1e-8);
        LossPanel<double>.AssertLoss<L, Double256>(1e-8);
        LossPanel<double>.AssertLoss<L, Double512>(1e-8);
        LossPanel<float>.AssertLoss<L, Float1>(1e-5);
        LossPanel<float>.AssertLoss<L, Float128>(1e-5);
        LossPanel<float>.AssertLoss<L, Float256>(1e-5);
        LossPanel<float>.AssertLoss<L, Float512>(1e-5);
    }

    private static void AssertNan<L>()
        where L : ILoss
    {
        var panel = new LossPanel<double>(5, 1);
        panel.Z[2] = double.NaN;
        Assert.Equal(double.NaN, L.Run<Double256, double>(panel, ref Unsafe.NullRef<double>()));
        Assert.Equal(double.NaN, panel.DZ[2]);
    }

    private static double LogSum(ReadOnlySpan<double> z)
    {
        double sum = 0;
        foreach (double logit in z)
        {
            sum += Math.Exp(logit);
        }

        return Math.Log(sum);
    }

    private readonly struct CrossEntropy : ILoss
    {
        public static double Run<V, T>(LossPanel<T> panel, ref T weights)
            where V : struct, IVector<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => Losses.SoftmaxCrossEntropy<V, T>(
                ref panel.Z[0], ref panel.DZ[0], LossPanel<T>.Rows, panel.Outputs, panel.Pitch, ref panel.Labels[0], ref weights,
                LossPanel<T>.Scale);

        public static double OfSample(ReadOnlySpan<double> z, ReadOnlySpan<double> targets, int label) => LogSum(z) - z[label];
    }

    /// <summary>PyTorch's formula: (1 − ε) v[label] (−log p[label]) + ε/C Σ v (−log p).</summary>
    private static class Smoothed
    {
        public static double Run<V, T>(LossPanel<T> panel, ref T weights, double smoothing, bool hasClassWeights)
            where V : struct, IVector<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] classWeights = [.. Enumerable.Range(0, panel.Outputs).Select(label => T.CreateTruncating(ClassWeight(label))), T.NaN];
            return Losses.SoftmaxCrossEntropy<V, T>(
                ref panel.Z[0], ref panel.DZ[0], LossPanel<T>.Rows, panel.Outputs, panel.Pitch, ref panel.Labels[0], ref weights,
                LossPanel<T>.Scale, T.CreateTruncating(smoothing), ref hasClassWeights ? ref classWeights[0] : ref Unsafe.NullRef<T>());
        }

        public static double OfSample(ReadOnlySpan<double> z, int label, double smoothing, bool hasClassWeights)
        {
            double loss = 0;
            double logSum = LogSum(z);
            for (int other = 0; other < z.Length; other++)
            {
                double share = (smoothing / z.Length) + (other == label ? 1 - smoothing : 0);
                loss += share * (hasClassWeights ? ClassWeight(other) : 1) * (logSum - z[other]);
            }

            return loss;
        }

        private static double ClassWeight(int label) => 0.5 + (0.25 * (label % 4));
    }

    private readonly struct SmoothedCrossEntropy : ILoss
    {
        public static double Run<V, T>(LossPanel<T> panel, ref T weights)
            where V : struct, IVector<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => Smoothed.Run<V, T>(panel, ref weights, 0.1, hasClassWeights: false);

        public static double OfSample(ReadOnlySpan<double> z, ReadOnlySpan<double> targets, int label) =>
            Smoothed.OfSample(z, label, 0.1, hasClassWeights: false);
    }

    private readonly struct WeightedCrossEntropy : ILoss
    {
        public static double Run<V, T>(LossPanel<T> panel, ref T weights)
            where V : struct, IVector<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => Smoothed.Run<V, T>(panel, ref weights, 0, hasClassWeights: true);

        public static double OfSample(ReadOnlySpan<double> z, ReadOnlySpan<double> targets, int label) =>
            Smoothed.OfSample(z, label, 0, hasClassWeights: true);
    }

    private readonly struct UniformCrossEntropy : ILoss
    {
        public static double Run<V, T>(LossPanel<T> panel, ref T weights)
            where V : struct, IVector<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => Smoothed.Run<V, T>(panel, ref weights, 1, hasClassWeights: true);

        public static double OfSample(ReadOnlySpan<double> z, ReadOnlySpan<double> targets, int label) =>
            Smoothed.OfSample(z, label, 1, hasClassWeights: true);
    }

    private readonly struct BinaryCrossEntropy : ILoss
    {
        private const double PositiveWeight = 2.5;

        public static double Run<V, T>(LossPanel<T> panel, ref T weights)
            where V : struct, IVector<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => Losses.BinaryCrossEntropy<V, T>(
                ref panel.Z[0], ref panel.DZ[0], LossPanel<T>.Rows, panel.Outputs, panel.Pitch, ref panel.Targets[0], ref weights,
                LossPanel<T>.Scale, T.CreateTruncating(PositiveWeight));

        public static double OfSample(ReadOnlySpan<double> z, ReadOnlySpan<double> targets, int label)
        {
            double loss = 0;
            for (int output = 0; output < z.Length; output++)
            {
                double p = 1 / (1 + Math.Exp(-z[output]));
                loss -= (PositiveWeight * targets[output] * Math.Log(p)) + ((1 - targets[output]) * Math.Log(1 - p));
            }

            return loss / z.Length;
        }
    }

    private readonly struct MeanSquaredError : ILoss
    {
        public static double Run<V, T>(LossPanel<T> panel, ref T weights)
            where V : struct, IVector<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => Losses.MeanSquaredError<V, T>(
                ref panel.Z[0], ref panel.DZ[0], LossPanel<T>.Rows, panel.Outputs, panel.Pitch, ref panel.Targets[0], ref weights,
                LossPanel<T>.Scale);

        public static double OfSample(ReadOnlySpan<double> z, ReadOnlySpan<double> targets, int label) =>
            Mean(z, targets, difference => difference * difference);
    }

    private readonly struct MeanAbsoluteError : ILoss
    {
        public static double Run<V, T>(LossPanel<T> panel, ref T weights)
            where V : struct, IVector<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => Losses.MeanAbsoluteError<V, T>(
                ref panel.Z[0], ref panel.DZ[0], LossPanel<T>.Rows, panel.Outputs, panel.Pitch, ref panel.Targets[0], ref weights,
                LossPanel<T>.Scale);

        public static double OfSample(ReadOnlySpan<double> z, ReadOnlySpan<double> targets, int label) => Mean(z, targets, Math.Abs);
    }

    private readonly struct HuberLoss : ILoss
    {
        private const double Delta = 1.5;

        public static double Run<V, T>(LossPanel<T> panel, ref T weights)
            where V : struct, IVector<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => Losses.Huber<V, T>(
                ref panel.Z[0], ref panel.DZ[0], LossPanel<T>.Rows, panel.Outputs, panel.Pitch, ref panel.Targets[0], ref weights,
                LossPanel<T>.Scale, T.CreateTruncating(Delta));

        public static double OfSample(ReadOnlySpan<double> z, ReadOnlySpan<double> targets, int label) => Mean(
            z,
            targets,
            difference => Math.Abs(difference) <= Delta ? difference * difference / 2 : Delta * (Math.Abs(difference) - (Delta / 2)));
    }

    private static double Mean(ReadOnlySpan<double> z, ReadOnlySpan<double> targets, Func<double, double> loss)
    {
        double sum = 0;
        for (int output = 0; output < z.Length; output++)
        {
            sum += loss(z[output] - targets[output]);
        }

        return sum / z.Length;
    }
}
