using System.Numerics;
using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Layer and RMS normalisation, at every width and for every number of columns, against plain loops of doubles.</summary>
public class RowNormalizationTests
{
    private const int Rows = 4;
    private const double Epsilon = 1.0 / 1024;

    public static TheoryData<int> Widths => [.. Enumerable.Range(1, 67)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Statistics_follow_the_formula_whatever_the_padding_holds(int columns)
    {
        KernelProperty.Check(new Statistics(columns, centred: true));
        KernelProperty.Check(new Statistics(columns, centred: false));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Gradient_follows_the_formula_in_place_or_not(int columns)
    {
        KernelProperty.Check(new Gradient(columns, centred: true));
        KernelProperty.Check(new Gradient(columns, centred: false));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(35)]
    public void Gradient_is_that_of_central_differences(int columns)
    {
        KernelProperty.CheckDouble(new Differences(columns, centred: true));
        KernelProperty.CheckDouble(new Differences(columns, centred: false));
    }

    [Fact]
    public void Deviation_survives_a_large_mean() => KernelProperty.Check(new LargeMean());

    private static (double Mean, double Reciprocal) Moments<T>(PaddedRows<T> x, int row, bool centred)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IEnumerable<double> values = Enumerable.Range(0, x.Columns).Select(column => x[row, column]);
        double mean = centred ? values.Average() : 0;
        return (mean, 1 / Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) + Epsilon));
    }

    private static PaddedRows<double> Normalized(PaddedRows<double> x, PaddedRows<double> gain, bool centred)
    {
        var moments = Enumerable.Range(0, x.Rows).Select(row => Moments(x, row, centred)).ToArray();
        return new(
            x.Rows, x.Columns, (row, column) => gain[0, column] * (x[row, column] - moments[row].Mean) * moments[row].Reciprocal);
    }

    private sealed class Statistics(int columns, bool centred) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new PhiloxStream(1, (ulong)columns);
            PaddedRows<T> x = PaddedRows<T>.Normal(Rows, columns, ref random, padding: 1e4);
            var statistics = new PaddedRows<T>(Rows, 2, (_, _) => 0);
            RowNormalization.Statistics<TVector, T>(
                ref x.First, Rows, columns, x.Pitch, T.CreateChecked(Epsilon), centred, ref statistics.First);
            statistics.AssertEqual(
                (row, column) => column == 0 ? Moments(x, row, centred).Mean : Moments(x, row, centred).Reciprocal,
                (row, column) => column == 0 ? 4 : 2 * Moments(x, row, centred).Reciprocal);
        }
    }

    private sealed class Gradient(int columns, bool centred) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new PhiloxStream(2, (ulong)columns);
            PaddedRows<T> x = PaddedRows<T>.Normal(Rows, columns, ref random, padding: 1e4);
            PaddedRows<T> du = PaddedRows<T>.Normal(Rows, columns, ref random);
            PaddedRows<T> gain = PaddedRows<T>.Normal(1, columns, ref random);
            PaddedRows<T> addend = PaddedRows<T>.Normal(Rows, columns, ref random);
            var statistics = new PaddedRows<T>(
                Rows, 2, (row, column) => column == 0 ? Moments(x, row, centred).Mean : Moments(x, row, centred).Reciprocal);

            PaddedRows<T> plain = Run(du, false, null, new(Rows, columns));
            PaddedRows<T> scaled = Run(du, true, null, new(Rows, columns));
            PaddedRows<T> summed = Run(du, true, addend, new(Rows, columns));
            for (int row = 0; row < Rows; row++)
            {
                AssertRow(plain, row, column => du[row, column]);
                AssertRow(scaled, row, column => gain[0, column] * du[row, column]);
            }

            summed.AssertEqual(
                (row, column) => addend[row, column] + scaled[row, column], (row, column) => 4 + Math.Abs(scaled[row, column]));
            PaddedRows<T> copy = addend.Copy();
            Run(du, true, copy, copy).AssertEqual((row, column) => summed[row, column], 0);
            copy = du.Copy();
            Run(copy, true, null, copy).AssertEqual((row, column) => scaled[row, column], 0);

            PaddedRows<T> Run(PaddedRows<T> du, bool hasGain, PaddedRows<T>? addend, PaddedRows<T> dx)
            {
                RowNormalization.Gradient<TVector, T>(
                    ref x.First, ref du.First, Rows, columns, x.Pitch, centred, ref statistics.First,
                    ref hasGain ? ref gain.First : ref PaddedRows<T>.Absent,
                    ref addend is null ? ref PaddedRows<T>.Absent : ref addend.First, ref dx.First);
                return dx;
            }

            void AssertRow(PaddedRows<T> dx, int checkedRow, Func<int, double> g)
            {
                (double mean, double reciprocal) = (statistics[checkedRow, 0], statistics[checkedRow, 1]);
                IEnumerable<int> all = Enumerable.Range(0, columns);
                double plainMean = centred ? all.Average(g) : 0;
                double scaledMean = all.Average(column => g(column) * Normal(column));
                double terms = reciprocal * all.Sum(column => Math.Abs(g(column)) * (1 + Math.Abs(Normal(column))));
                dx.AssertEqual(
                    (row, column) => row == checkedRow
                        ? reciprocal * (g(column) - plainMean - (Normal(column) * scaledMean))
                        : dx[row, column],
                    (_, column) => terms * (1 + Math.Abs(Normal(column))));

                double Normal(int column) => (x[checkedRow, column] - mean) * reciprocal;
            }
        }
    }

    private sealed class Differences(int columns, bool centred) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new PhiloxStream(3, (ulong)columns);
            PaddedRows<T> x = PaddedRows<T>.Normal(Rows, columns, ref random);
            PaddedRows<T> du = PaddedRows<T>.Normal(Rows, columns, ref random);
            PaddedRows<T> gain = PaddedRows<T>.Normal(1, columns, ref random);
            PaddedRows<T> addend = PaddedRows<T>.Normal(Rows, columns, ref random);
            var statistics = new PaddedRows<T>(Rows, 16);
            var dx = new PaddedRows<T>(Rows, columns);
            RowNormalization.Statistics<TVector, T>(
                ref x.First, Rows, columns, x.Pitch, T.CreateChecked(Epsilon), centred, ref statistics.First);
            RowNormalization.Gradient<TVector, T>(
                ref x.First, ref du.First, Rows, columns, x.Pitch, centred, ref statistics.First, ref gain.First, ref addend.First,
                ref dx.First);
            PaddedRows<double> gains = gain.AsDouble();
            FiniteDifferences.AssertGradient(
                x.AsDouble(), du.AsDouble(), rows => Normalized(rows, gains, centred), dx.AsDouble(), addend.AsDouble());
        }
    }

    private sealed class LargeMean : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            const int Columns = 67;
            var random = new PhiloxStream(4, 0);
            PaddedRows<T> noise = PaddedRows<T>.Normal(Rows, Columns, ref random);
            var x = new PaddedRows<T>(Rows, Columns, (row, column) => 1e4 + noise[row, column]);
            var statistics = new PaddedRows<T>(Rows, 2, (_, _) => 0);
            RowNormalization.Statistics<TVector, T>(
                ref x.First, Rows, Columns, x.Pitch, T.CreateChecked(Epsilon), true, ref statistics.First);
            statistics.AssertEqual(
                (row, column) => column == 0 ? Moments(x, row, true).Mean : Moments(x, row, true).Reciprocal,
                (_, column) => column == 0 ? 2500 : 4); // the mean within four units of its last place
        }
    }
}
