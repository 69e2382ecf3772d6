using System.Numerics;
using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Batch normalisation of images by channel, at every width, against plain loops of doubles.</summary>
public class ChannelNormalizationTests
{
    private const double Epsilon = 1.0 / 1024;
    private const int Pixels = 11;

    public static TheoryData<int> Batches => [.. Enumerable.Range(1, 67)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Statistics_follow_the_formula(int rows)
    {
        foreach (int pixels in new[] { 1, 3, 4, 30 })
        {
            KernelProperty.Check(new Measured(rows, pixels, 1 + (rows % 19), 0));
        }
    }

    /// <summary>A padded convolution sees less of the image in a corner: differences from it would cost the others' digits.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(64)]
    [InlineData(784)]
    public void Deviation_survives_a_corner_that_differs(int pixels) => KernelProperty.Check(new Measured(5, pixels, 3, 0, corner: 1e3));

    [Theory]
    [InlineData(1, 600)]
    [InlineData(33, 64)]
    public void Deviation_survives_a_large_mean(int rows, int pixels) => KernelProperty.Check(new Measured(rows, pixels, 3, 1e4));

    [Fact]
    public void Variance_of_equal_pixels_is_zero() => KernelProperty.Check(new Constant());

    [Theory]
    [MemberData(nameof(Batches))]
    public void Samples_add_up_to_the_gradients_of_gain_and_bias(int rows) =>
        KernelProperty.Check(new Combined(rows, 1 + (rows % 19)));

    [Theory]
    [MemberData(nameof(Batches))]
    public void Gradient_follows_the_formula_in_place_or_not(int rows) => KernelProperty.Check(new Gradient(rows, 1 + (rows % 19)));

    [Theory]
    [MemberData(nameof(Batches))]
    public void Folded_sums_are_those_of_the_lanes(int channels) => KernelProperty.Check(new Folded(channels));

    // From a value on: a plain sum would be rounded more often than the kernel's.
    private static double MeanOf(double[] values) =>
        values[values.Length / 2] + values.Average(value => value - values[values.Length / 2]);

    private sealed class Measured(int rows, int pixels, int channels, double centre, double corner = 0) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            BlockedSamples<T> noise = BlockedSamples<T>.Values(rows, pixels * channels, 1);
            var x = new BlockedSamples<T>(
                rows,
                pixels * channels,
                (row, feature) => centre + (feature < channels ? corner : 0) + (feature % channels) + noise[row, feature],
                null);
            var slots = new BlockedSamples<T>(rows, 2 * channels);
            int middle = pixels / 2;
            foreach (WorkShare share in KernelProperty.Shares)
            {
                ChannelNormalization.Statistics<TVector, T>(ref x.First, x.Blocks, pixels, middle, channels, ref slots.First, share);
            }

            // Squares of deviations are as large as the middle pixel's distance from the mean makes them.
            slots.AssertValues(
                (row, kind) => kind < channels ? Mean(row, kind) : Squares(row, kind - channels, Mean(row, kind - channels)),
                (row, kind) => kind < channels
                    ? 4 + ((centre + corner + channels) / 4)
                    : 1 + Squares(row, kind - channels, x[row, (middle * channels) + kind - channels]));

            var statistics = new PaddedRows<T>(3, channels);
            for (int lane = rows; lane < 16 * slots.Blocks; lane++)
            {
                for (int kind = 0; kind < 2 * channels; kind++)
                {
                    slots[lane, kind] = double.NaN; // a missing lane that must not count
                }
            }

            ChannelNormalization.Combine<TVector, T>(
                ref slots.First, rows, pixels, channels, statistics.Pitch, T.CreateChecked(Epsilon), ref statistics.First);
            statistics.AssertEqual(
                (kind, channel) => Statistics(channel)[kind],
                (kind, channel) => kind == 0 ? 4 + ((centre + corner + channels) / 4) : 4 * Statistics(channel)[kind] * (1 + (centre / 100)));

            double Mean(int row, int channel) => MeanOf([.. Values(row, channel)]);

            double Squares(int row, int channel, double from) => Values(row, channel).Sum(value => (value - from) * (value - from));

            IEnumerable<double> Values(int row, int channel) =>
                Enumerable.Range(0, pixels).Select(pixel => x[row, (pixel * channels) + channel]);

            double[] Statistics(int channel)
            {
                double[] values = [.. Enumerable.Range(0, rows).SelectMany(row => Values(row, channel))];
                double mean = MeanOf(values);
                double variance = values.Average(value => (value - mean) * (value - mean));
                return [mean, 1 / Math.Sqrt(variance + Epsilon), variance];
            }
        }
    }

    private sealed class Constant : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var x = new BlockedSamples<T>(16, Pixels, (row, _) => 0.1 + row, null);
            var slots = new BlockedSamples<T>(16, 2);
            foreach (WorkShare share in KernelProperty.Shares)
            {
                ChannelNormalization.Statistics<TVector, T>(ref x.First, 1, Pixels, 0, 1, ref slots.First, share);
            }

            slots.AssertValues((row, kind) => kind == 0 ? x[row, 0] : 0, (_, _) => 0);
        }
    }

    private sealed class Combined(int rows, int channels) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            BlockedSamples<T> slots = BlockedSamples<T>.Adjoints(rows, 2 * channels, 1);
            var random = new PhiloxStream(2, (ulong)rows);
            PaddedRows<T> earlierGain = PaddedRows<T>.Normal(1, channels, ref random);
            PaddedRows<T> earlierBias = PaddedRows<T>.Normal(1, channels, ref random);
            var means = new PaddedRows<T>(2, channels);
            (PaddedRows<T> dGain, PaddedRows<T> dBias) = (earlierGain.Copy(), earlierBias.Copy());

            Combine(ref dGain.First, ref dBias.First, false);
            means.AssertEqual((kind, channel) => Total(kind, channel) / (rows * Pixels), 8);
            dBias.AssertEqual((_, channel) => Total(0, channel), 1 + rows);
            dGain.AssertEqual((_, channel) => Total(1, channel), 1 + rows);

            (PaddedRows<T> gains, PaddedRows<T> biases) = (earlierGain.Copy(), earlierBias.Copy());
            Combine(ref gains.First, ref PaddedRows<T>.Absent, true);
            Combine(ref PaddedRows<T>.Absent, ref biases.First, true);
            gains.AssertEqual((_, channel) => earlierGain[0, channel] + Total(1, channel), 1 + rows);
            biases.AssertEqual((_, channel) => earlierBias[0, channel] + Total(0, channel), 1 + rows);

            void Combine(ref T dGain, ref T dBias, bool accumulate) => ChannelNormalization.CombineGradients<TVector, T>(
                ref slots.First, rows, Pixels, channels, means.Pitch, ref means.First, ref dGain, ref dBias, accumulate);

            double Total(int kind, int channel) =>
                Enumerable.Range(0, rows).Sum(row => slots[row, (kind * channels) + channel]);
        }
    }

    private sealed class Gradient(int rows, int channels) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            BlockedSamples<T> x = BlockedSamples<T>.Values(rows, Pixels * channels, 1);
            BlockedSamples<T> du = BlockedSamples<T>.Adjoints(rows, Pixels * channels, 2);
            BlockedSamples<T> addend = BlockedSamples<T>.Adjoints(rows, Pixels * channels, 3);
            var random = new PhiloxStream(4, (ulong)rows);
            PaddedRows<T> gain = PaddedRows<T>.Normal(1, channels, ref random);
            PaddedRows<T> means = PaddedRows<T>.Normal(2, channels, ref random);
            PaddedRows<T> statistics = PaddedRows<T>.Normal(2, channels, ref random);

            BlockedSamples<T> dx = new(rows, Pixels * channels);
            Run(du, means, gain, null, dx).AssertAdjoints(
                (row, feature) => Gain(feature) * Exact(row, feature), (row, feature) => Math.Abs(Gain(feature)) * Terms(row, feature));
            BlockedSamples<T> copy = du.Copy();
            Run(copy, means, gain, null, copy).AssertAdjoints((row, feature) => dx[row, feature], 0);

            Run(du, means, gain, addend, dx).AssertAdjoints(
                (row, feature) => addend[row, feature] + (Gain(feature) * Exact(row, feature)),
                (row, feature) => Math.Abs(addend[row, feature]) + (Math.Abs(Gain(feature)) * Terms(row, feature)));
            copy = addend.Copy();
            Run(du, means, gain, copy, copy).AssertAdjoints((row, feature) => dx[row, feature], 0);

            Run(du, means, null, null, dx).AssertAdjoints(Exact, Terms);
            Run(du, null, gain, null, dx).AssertAdjoints((row, feature) => Gain(feature) * Reciprocal(feature) * du[row, feature], 16);
            copy = addend.Copy();
            Run(du, null, null, copy, copy).AssertAdjoints(
                (row, feature) => addend[row, feature] + (Reciprocal(feature) * du[row, feature]), 16);

            BlockedSamples<T> Run(
                BlockedSamples<T> du, PaddedRows<T>? means, PaddedRows<T>? gain, BlockedSamples<T>? addend, BlockedSamples<T> dx)
            {
                foreach (WorkShare share in KernelProperty.Shares)
                {
                    ChannelNormalization.Gradient<TVector, T>(
                        ref means is null ? ref BlockedSamples<T>.Absent : ref x.First,
                        ref du.First,
                        rows,
                        Pixels,
                        channels,
                        statistics.Pitch,
                        ref statistics.First,
                        ref means is null ? ref PaddedRows<T>.Absent : ref means.First,
                        ref gain is null ? ref PaddedRows<T>.Absent : ref gain.First,
                        ref addend is null ? ref BlockedSamples<T>.Absent : ref addend.First,
                        ref dx.First,
                        share);
                }

                return dx;
            }

            double Gain(int feature) => gain[0, feature % channels];

            double Reciprocal(int feature) => statistics[1, feature % channels];

            double Exact(int row, int feature) => Reciprocal(feature)
                * (du[row, feature] - means[0, feature % channels] - (Normal(row, feature) * means[1, feature % channels]));

            double Terms(int row, int feature) => Math.Abs(Reciprocal(feature))
                * (Math.Abs(du[row, feature]) + Math.Abs(means[0, feature % channels])
                    + ((Math.Abs(x[row, feature]) + Math.Abs(statistics[0, feature % channels]))
                        * Math.Abs(Reciprocal(feature) * means[1, feature % channels])));

            double Normal(int row, int feature) => (x[row, feature] - statistics[0, feature % channels]) * Reciprocal(feature);
        }
    }

    private sealed class Folded(int channels) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            BlockedSamples<T> sums = BlockedSamples<T>.Values(16, channels, 1);
            var totals = new PaddedRows<T>(1, channels, (_, _) => 3, padding: 0);
            ChannelSums.Fold<TVector, T>(ref sums.First, channels, ref totals.First, accumulate: true);
            totals.AssertEqual((_, channel) => 3 + Total(channel), 16);
            ChannelSums.Fold<TVector, T>(ref sums.First, channels, ref totals.First, accumulate: false);
            totals.AssertEqual((_, channel) => Total(channel), 16);

            double Total(int channel) => Enumerable.Range(0, 16).Sum(lane => sums[lane, channel]);
        }
    }
}
