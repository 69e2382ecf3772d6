using System.Numerics;
using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>The backward pass of batch normalisation, at every width, against plain loops of doubles and central differences.</summary>
public class ColumnNormalizationGradientTests
{
    private const int Batch = 7;
    private const double Epsilon = 1.0 / 1024;

    public static TheoryData<int> Widths => [.. Enumerable.Range(1, 67), 700];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Panels_add_up_to_the_gradients_of_gain_and_bias(int columns) => KernelProperty.Check(new Combined(columns));

    [Theory]
    [MemberData(nameof(Widths))]
    public void Gradient_follows_the_formula_in_place_or_not(int columns) => KernelProperty.Check(new Gradient(columns));

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(19)]
    public void Gradient_is_that_of_central_differences(int columns) => KernelProperty.CheckDouble(new Differences(columns));

    private sealed class Combined(int columns) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            const int Panels = 3;
            var random = new PhiloxStream(1, (ulong)columns);
            PaddedRows<T> slots = PaddedRows<T>.Normal(2 * Panels, columns, ref random);
            PaddedRows<T> earlierGain = PaddedRows<T>.Normal(1, columns, ref random);
            PaddedRows<T> earlierBias = PaddedRows<T>.Normal(1, columns, ref random);
            var sums = new PaddedRows<T>(2, columns);
            (PaddedRows<T> dGain, PaddedRows<T> dBias) = (new(1, columns), new(1, columns));

            Combine(ref dGain.First, ref dBias.First, false);
            sums.AssertEqual((kind, column) => Total(kind, column) / Batch, 4);
            dBias.AssertEqual((_, column) => Total(0, column), 8);
            dGain.AssertEqual((_, column) => Total(1, column), 8);

            (PaddedRows<T> gains, PaddedRows<T> biases) = (earlierGain.Copy(), earlierBias.Copy());
            Combine(ref gains.First, ref PaddedRows<T>.Absent, true);
            Combine(ref PaddedRows<T>.Absent, ref biases.First, true);
            gains.AssertEqual((_, column) => earlierGain[0, column] + Total(1, column), 8);
            biases.AssertEqual((_, column) => earlierBias[0, column] + Total(0, column), 8);

            void Combine(ref T dGain, ref T dBias, bool accumulate) => ColumnNormalization.CombineGradients<TVector, T>(
                ref slots.First, 2 * slots.Pitch, Panels, Batch, slots.Pitch, ref sums.First, ref dGain, ref dBias, accumulate);

            double Total(int kind, int column) => Enumerable.Range(0, Panels).Sum(panel => slots[(2 * panel) + kind, column]);
        }
    }

    private sealed class Gradient(int columns) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new PhiloxStream(2, (ulong)columns);
            PaddedRows<T> x = PaddedRows<T>.Normal(Batch, columns, ref random, padding: 5);
            PaddedRows<T> du = PaddedRows<T>.Normal(Batch, columns, ref random);
            PaddedRows<T> gain = PaddedRows<T>.Normal(1, columns, ref random);
            PaddedRows<T> addend = PaddedRows<T>.Normal(Batch, columns, ref random);
            PaddedRows<T> sums = PaddedRows<T>.Normal(2, columns, ref random);
            PaddedRows<T> statistics = PaddedRows<T>.Normal(2, columns, ref random);

            PaddedRows<T> full = Run(du, sums, gain, null, new(Batch, columns));
            full.AssertEqual(
                (row, column) => gain[0, column] * Exact(row, column), (row, column) => Math.Abs(gain[0, column]) * Terms(row, column));
            Run(du, sums, null, null, new(Batch, columns)).AssertEqual(Exact, Terms);
            PaddedRows<T> constants = Run(du, null, gain, null, new(Batch, columns));
            constants.AssertEqual((row, column) => gain[0, column] * statistics[1, column] * du[row, column], 16);
            PaddedRows<T> summed = Run(du, sums, gain, addend, new(Batch, columns));
            summed.AssertEqual((row, column) => addend[row, column] + full[row, column], (row, column) => 4 + Math.Abs(full[row, column]));

            PaddedRows<T> copy = du.Copy();
            Run(copy, sums, gain, null, copy).AssertEqual((row, column) => full[row, column], 0);
            copy = addend.Copy();
            Run(du, sums, gain, copy, copy).AssertEqual((row, column) => summed[row, column], 0);
            copy = addend.Copy();
            Run(du, null, gain, copy, copy).AssertEqual(
                (row, column) => addend[row, column] + constants[row, column], (row, column) => 4 + Math.Abs(constants[row, column]));

            PaddedRows<T> Run(PaddedRows<T> du, PaddedRows<T>? sums, PaddedRows<T>? gain, PaddedRows<T>? addend, PaddedRows<T> dx)
            {
                ColumnNormalization.Gradient<TVector, T>(
                    ref sums is null ? ref PaddedRows<T>.Absent : ref x.First,
                    ref du.First,
                    Batch,
                    x.Pitch,
                    ref statistics.First,
                    ref sums is null ? ref PaddedRows<T>.Absent : ref sums.First,
                    ref gain is null ? ref PaddedRows<T>.Absent : ref gain.First,
                    ref addend is null ? ref PaddedRows<T>.Absent : ref addend.First,
                    ref dx.First);
                return dx;
            }

            double Exact(int row, int column) => statistics[1, column]
                * (du[row, column] - sums[0, column] - (Normal(row, column) * sums[1, column]));

            double Terms(int row, int column) => Math.Abs(statistics[1, column]) * (Math.Abs(du[row, column]) + Math.Abs(sums[0, column])
                + ((Math.Abs(x[row, column]) + Math.Abs(statistics[0, column])) * Math.Abs(statistics[1, column] * sums[1, column])));

            double Normal(int row, int column) => (x[row, column] - statistics[0, column]) * statistics[1, column];
        }
    }

    private sealed class Differences(int columns) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new PhiloxStream(3, (ulong)columns);
            PaddedRows<T> x = PaddedRows<T>.Normal(Batch, columns, ref random);
            PaddedRows<T> du = PaddedRows<T>.Normal(Batch, columns, ref random);
            PaddedRows<T> gain = PaddedRows<T>.Normal(1, columns, ref random);
            PaddedRows<T> addend = PaddedRows<T>.Normal(Batch, columns, ref random);
            PaddedRows<T> statistics = BatchStatistics.Measure<TVector, T>(x, 3, Epsilon);
            var slot = new PaddedRows<T>(2, columns, (kind, column) => Enumerable.Range(0, Batch).Sum(row => du[row, column]
                * (kind == 0 ? 1 : (x[row, column] - statistics[0, column]) * statistics[1, column])));
            var sums = new PaddedRows<T>(2, columns);
            var dGain = new PaddedRows<T>(1, columns);
            ColumnNormalization.CombineGradients<TVector, T>(
                ref slot.First, 0, 1, Batch, x.Pitch, ref sums.First, ref dGain.First, ref PaddedRows<T>.Absent, false);
            var dx = new PaddedRows<T>(Batch, columns);
            ColumnNormalization.Gradient<TVector, T>(
                ref x.First, ref du.First, Batch, x.Pitch, ref statistics.First, ref sums.First, ref gain.First, ref addend.First,
                ref dx.First);

            PaddedRows<double> gains = gain.AsDouble();
            FiniteDifferences.AssertGradient(
                x.AsDouble(), du.AsDouble(), rows => Normalized(rows, gains), dx.AsDouble(), addend.AsDouble());
        }

        private static PaddedRows<double> Normalized(PaddedRows<double> x, PaddedRows<double> gain)
        {
            var exact = Enumerable.Range(0, x.Columns).Select(column => BatchStatistics.Exact(x, column, Epsilon)).ToArray();
            return new(x.Rows, x.Columns, (row, column) => gain[0, column] * (x[row, column] - exact[column][0]) * exact[column][1]);
        }
    }
}
