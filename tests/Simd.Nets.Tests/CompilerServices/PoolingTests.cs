using System.Numerics;
using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Pooling forward and backward, at every width, against plain loops of doubles.</summary>
public class PoolingTests
{
    public static TheoryData<int> Batches => [.. Enumerable.Range(1, 67)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Pooling_and_its_gradient_follow_the_definition_for_drawn_windows(int rows)
    {
        var random = new PhiloxStream((ulong)rows, 0);
        for (int draw = 0; draw < 4; draw++)
        {
            KernelProperty.Check(new Pooled(rows, Draw(ref random), (ulong)draw));
        }
    }

    [Theory]
    [InlineData(2, 2, 0)] // every pixel in one window
    [InlineData(2, 3, 0)] // pixels left out
    [InlineData(3, 2, 1)] // overlapping, padded
    [InlineData(3, 1, 1)]
    public void Pooling_and_its_gradient_follow_the_definition_for_square_windows(int window, int stride, int padding)
    {
        int positions = ((6 + (2 * padding) - window) / stride) + 1;
        foreach (bool countsPadding in new[] { true, false })
        {
            var shape = new PoolingShape(
                6, 6, 3, positions, positions, window, window, stride, stride, padding, padding, padding, padding, false, countsPadding);
            KernelProperty.Check(new Pooled(19, shape, 0));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    [InlineData(5, 6)]
    [InlineData(6, 6)]
    public void Adaptive_pooling_follows_the_definition(int height, int width) =>
        KernelProperty.Check(new Pooled(17, Adaptive(6, 6, 2, height, width), 0));

    [Fact]
    public void Odd_padding_of_same_lies_behind() =>
        KernelProperty.Check(new Pooled(3, new(5, 6, 2, 3, 3, 2, 3, 2, 2, 0, 0, 1, 1, false, true), 0));

    [Fact]
    public void Largest_element_is_NaN_wherever_a_window_holds_one() => KernelProperty.Check(new NotANumber());

    private static PoolingShape Draw(ref PhiloxStream random)
    {
        (int height, int width, int channels) = (Next(ref random, 1, 8), Next(ref random, 1, 8), Next(ref random, 1, 4));
        if (random.NextInt32(4) == 0)
        {
            return Adaptive(height, width, channels, Next(ref random, 1, height), Next(ref random, 1, width));
        }

        (int windowHeight, int windowWidth) = (Next(ref random, 1, height), Next(ref random, 1, width));
        (int top, int left) = (Next(ref random, 0, windowHeight / 2), Next(ref random, 0, windowWidth / 2));
        (int bottom, int right) = (Next(ref random, 0, windowHeight / 2), Next(ref random, 0, windowWidth / 2));
        (int strideHeight, int strideWidth) = (Next(ref random, 1, 3), Next(ref random, 1, 3));
        return new(
            height,
            width,
            channels,
            ((height + top + bottom - windowHeight) / strideHeight) + 1,
            ((width + left + right - windowWidth) / strideWidth) + 1,
            windowHeight,
            windowWidth,
            strideHeight,
            strideWidth,
            top,
            left,
            bottom,
            right,
            false,
            random.NextInt32(2) == 0);
    }

    private static int Next(ref PhiloxStream random, int least, int most) => least + random.NextInt32(most - least + 1);

    private static PoolingShape Adaptive(int height, int width, int channels, int outHeight, int outWidth) =>
        new(height, width, channels, outHeight, outWidth, 0, 0, 0, 0, 0, 0, 0, 0, true, false);

    private sealed class NotANumber : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            // A window of 2 × 2: every sample has its NaN, or an infinity, at another place.
            var shape = new PoolingShape(2, 2, 1, 1, 1, 2, 2, 2, 2, 0, 0, 0, 0, false, false);
            double[] special = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];
            var x = new BlockedSamples<T>(12, 4, (row, tap) => row % 4 == tap ? special[row / 4] : tap, null);
            var y = new BlockedSamples<T>(12, 1);
            foreach (WorkShare share in KernelProperty.Shares)
            {
                Pooling.Max<TVector, T>(ref x.First, 1, in shape, ref y.First, share);
            }

            y.AssertValues((row, _) => row < 4 ? double.NaN : Enumerable.Range(0, 4).Max(tap => x[row, tap]), (_, _) => 0);
        }
    }

    private sealed class Pooled(int rows, PoolingShape shape, ulong seed) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            int features = shape.Height * shape.Width * shape.Channels;
            int outputs = shape.OutHeight * shape.OutWidth * shape.Channels;
            var random = new PhiloxStream(seed, (ulong)rows);
            var x = new BlockedSamples<T>(rows, features, (_, _) => random.NextInt32(4), null); // many ties
            BlockedSamples<T> dy = BlockedSamples<T>.Adjoints(rows, outputs, 1);
            BlockedSamples<T> addend = BlockedSamples<T>.Adjoints(rows, features, 2);
            (BlockedSamples<T> y, BlockedSamples<T> dx) = (new(rows, outputs), new(rows, features));

            (double[,] largest, double[,] dLargest) = (new double[rows, outputs], new double[rows, features]);
            var dPositive = new double[rows, features];
            (double[,] mean, double[,] dMean) = (new double[rows, outputs], new double[rows, features]);
            for (int row = 0; row < rows; row++)
            {
                for (int output = 0; output < outputs; output++)
                {
                    (int[] taps, int counted) = Taps(output);
                    int first = taps.MaxBy(tap => x[row, tap]); // the first of equal ones
                    largest[row, output] = x[row, first];
                    dLargest[row, first] += dy[row, output];
                    dPositive[row, first] += x[row, first] > 0 ? dy[row, output] : 0;
                    mean[row, output] = taps.Sum(tap => x[row, tap]) / counted;
                    foreach (int tap in taps)
                    {
                        dMean[row, tap] += dy[row, output] / counted;
                    }
                }
            }

            foreach (WorkShare share in KernelProperty.Shares)
            {
                Pooling.Average<TVector, T>(ref x.First, x.Blocks, in shape, ref y.First, share);
            }

            y.AssertValues((row, output) => mean[row, output], (_, _) => 4);
            CheckGradient(dMean, (ref T addend, ref T dx) =>
            {
                foreach (WorkShare share in KernelProperty.Shares)
                {
                    Pooling.AverageGradient<TVector, T>(ref dy.First, x.Blocks, in shape, ref addend, ref dx, share);
                }
            });

            foreach (WorkShare share in KernelProperty.Shares)
            {
                Pooling.Max<TVector, T>(ref x.First, x.Blocks, in shape, ref y.First, share);
            }

            y.AssertValues((row, output) => largest[row, output], (_, _) => 0);
            foreach (bool ofRelu in new[] { false, true })
            {
                double[,] expected = ofRelu ? dPositive : dLargest;
                CheckGradient(expected, (ref T addend, ref T dx) => MaxGradient(ofRelu, ref x.First, ref addend, ref dx));
                if (shape.IsTiling)
                {
                    BlockedSamples<T> overX = x.Copy();
                    MaxGradient(ofRelu, ref overX.First, ref BlockedSamples<T>.Absent, ref overX.First);
                    overX.AssertAdjoints((row, feature) => expected[row, feature], 0);
                }
            }

            void MaxGradient(bool ofRelu, ref T from, ref T addend, ref T to)
            {
                foreach (WorkShare share in KernelProperty.Shares)
                {
                    Pooling.MaxGradient<TVector, T>(
                        ref from, ref y.First, ref dy.First, ofRelu, x.Blocks, in shape, ref addend, ref to, share);
                }
            }

            void CheckGradient(double[,] expected, Backward<T> backward)
            {
                backward(ref BlockedSamples<T>.Absent, ref dx.First);
                dx.AssertAdjoints((row, feature) => expected[row, feature], 16);
                backward(ref addend.First, ref dx.First);
                dx.AssertAdjoints((row, feature) => addend[row, feature] + expected[row, feature], 16);
                BlockedSamples<T> inPlace = addend.Copy();
                backward(ref inPlace.First, ref inPlace.First);
                inPlace.AssertAdjoints((row, feature) => dx[row, feature], 0);
            }
        }

        /// <summary>The elements of a window, row by row, and the number that a mean divides by.</summary>
        private (int[] Elements, int Counted) Taps(int output)
        {
            int channel = output % shape.Channels;
            int position = output / shape.Channels;
            (int[] rows, int countedRows) = Axis(
                position / shape.OutWidth, shape.Height, shape.OutHeight, shape.WindowHeight, shape.StrideHeight, shape.PadTop);
            (int[] columns, int countedColumns) = Axis(
                position % shape.OutWidth, shape.Width, shape.OutWidth, shape.WindowWidth, shape.StrideWidth, shape.PadLeft);
            int[] elements =
                [.. rows.SelectMany(row => columns.Select(column => (((row * shape.Width) + column) * shape.Channels) + channel))];
            return (elements, countedRows * countedColumns);
        }

        private (int[] Pixels, int Counted) Axis(int position, int size, int positions, int window, int stride, int before)
        {
            int[] covered = shape.IsAdaptive
                ? [.. Enumerable.Range(0, size).Where(pixel =>
                    pixel >= Math.Floor((double)position * size / positions)
                    && pixel < Math.Ceiling((position + 1.0) * size / positions))]
                : [.. Enumerable.Range((position * stride) - before, window)];
            int[] inside = [.. covered.Where(pixel => pixel >= 0 && pixel < size)];
            return (inside, shape.CountsPadding ? covered.Length : inside.Length);
        }
    }

    private delegate void Backward<T>(ref T addend, ref T dx)
        where T : unmanaged;
}
