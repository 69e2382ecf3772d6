using System.Numerics;
using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>The statistics of batch normalisation, panel by panel, at every width, against plain loops of doubles.</summary>
public class ColumnNormalizationTests
{
    private const double Epsilon = 1.0 / 1024;

    public static TheoryData<int> Widths => [.. Enumerable.Range(1, 67), 700];

    public static TheoryData<int, int> Batches => new()
    {
        { 1, 32 }, { 2, 32 }, { 3, 32 }, { 31, 32 }, { 32, 32 }, { 33, 32 }, { 64, 32 }, { 67, 8 }, { 67, 67 }, { 130, 32 }, { 130, 128 },
    };

    [Theory]
    [MemberData(nameof(Widths))]
    public void Statistics_follow_the_formula_for_every_width(int columns) => KernelProperty.Check(new Combined(9, 4, columns, 0));

    [Theory]
    [MemberData(nameof(Batches))]
    public void Statistics_follow_the_formula_for_every_batch(int batch, int panelRows) =>
        KernelProperty.Check(new Combined(batch, panelRows, 35, 0));

    [Theory]
    [InlineData(64, 64)]
    [InlineData(67, 8)]
    public void Deviation_survives_a_large_mean(int batch, int panelRows) => KernelProperty.Check(new Combined(batch, panelRows, 35, 1e4));

    [Theory]
    [MemberData(nameof(Widths))]
    public void Running_statistics_take_their_share_and_serve_inference(int columns) => KernelProperty.Check(new Running(columns));

    private sealed class Combined(int batch, int panelRows, int columns, double centre) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new PhiloxStream((ulong)columns, (ulong)batch);
            PaddedRows<T> noise = PaddedRows<T>.Normal(batch, columns, ref random);
            var x = new PaddedRows<T>(batch, columns, (row, column) => centre + noise[row, column], padding: 5);
            PaddedRows<T> statistics = BatchStatistics.Measure<TVector, T>(x, panelRows, Epsilon);

            // The means of panels are rounded at the size of the centre, and so are the distances between them.
            double spread = 4 + (panelRows < batch ? centre / 25 : 0);
            statistics.AssertEqual(
                (kind, column) => BatchStatistics.Exact(x, column, Epsilon)[kind],
                (kind, column) => kind == 0 ? 4 + (centre / 4) : spread * BatchStatistics.Exact(x, column, Epsilon)[kind]);
        }
    }

    private sealed class Running(int columns) : IKernelProperty
    {
        private const int Batch = 5;
        private const double Momentum = 0.125;

        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new PhiloxStream((ulong)columns, 1);
            PaddedRows<T> statistics = PaddedRows<T>.Normal(3, columns, ref random);
            PaddedRows<T> mean = PaddedRows<T>.Normal(1, columns, ref random);
            var variance = new PaddedRows<T>(1, columns, (_, column) => 0.5 + (column / 16.0));
            (PaddedRows<T> meanBefore, PaddedRows<T> varianceBefore) = (mean.Copy(), variance.Copy());
            ColumnNormalization.Track<TVector, T>(
                ref statistics.First, Batch, columns, mean.Pitch, T.CreateChecked(Momentum), ref mean.First, ref variance.First);
            mean.AssertEqual((_, column) => ((1 - Momentum) * meanBefore[0, column]) + (Momentum * statistics[0, column]), 4);
            variance.AssertEqual(
                (_, column) => ((1 - Momentum) * varianceBefore[0, column]) + (Momentum * statistics[2, column] * Batch / (Batch - 1)), 4);

            var inference = new PaddedRows<T>(2, columns);
            ColumnNormalization.FromRunning<TVector, T>(
                ref meanBefore.First, ref varianceBefore.First, columns, mean.Pitch, T.CreateChecked(Epsilon), ref inference.First);
            inference.AssertEqual(
                (kind, column) => kind == 0 ? meanBefore[0, column] : 1 / Math.Sqrt(varianceBefore[0, column] + Epsilon));
            ColumnNormalization.FromDeviation<TVector, T>(
                ref meanBefore.First, ref varianceBefore.First, columns, mean.Pitch, ref inference.First);
            inference.AssertEqual((kind, column) => kind == 0 ? meanBefore[0, column] : 1 / varianceBefore[0, column]);
        }
    }
}
