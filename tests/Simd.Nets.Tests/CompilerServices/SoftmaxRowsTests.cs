using System.Numerics;
using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Softmax of rows and its gradient, at every width and for every number of columns, against plain loops of doubles.</summary>
public class SoftmaxRowsTests
{
    private const int Rows = 3;

    public static TheoryData<int> Widths => [.. Enumerable.Range(1, 67)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Forward_is_the_softmax_whatever_the_padding_holds(int columns) => KernelProperty.Check(new Forward(columns));

    [Theory]
    [MemberData(nameof(Widths))]
    public void Gradient_follows_the_formula_in_place_or_not(int columns) => KernelProperty.Check(new Gradient(columns));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(35)]
    public void Gradient_is_that_of_central_differences(int columns) => KernelProperty.CheckDouble(new Differences(columns));

    [Fact]
    public void Large_logits_do_not_overflow() => KernelProperty.Check(new Large());

    private static PaddedRows<double> Softmax<T>(PaddedRows<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var h = new PaddedRows<double>(z.Rows, z.Columns, (_, _) => 0);
        for (int row = 0; row < z.Rows; row++)
        {
            double largest = Enumerable.Range(0, z.Columns).Max(column => z[row, column]);
            double sum = Enumerable.Range(0, z.Columns).Sum(column => Math.Exp(z[row, column] - largest));
            for (int column = 0; column < z.Columns; column++)
            {
                h[row, column] = Math.Exp(z[row, column] - largest) / sum;
            }
        }

        return h;
    }

    private sealed class Forward(int columns) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new PhiloxStream(1, (ulong)columns);
            PaddedRows<T> z = PaddedRows<T>.Normal(Rows, columns, ref random, padding: 1e4);
            PaddedRows<double> expected = Softmax(z);
            var h = new PaddedRows<T>(Rows, columns);
            SoftmaxRows.Forward<TVector, T>(ref z.First, Rows, columns, z.Pitch, ref h.First);
            h.AssertEqual((row, column) => expected[row, column], (row, column) => expected[row, column]);
            SoftmaxRows.Forward<TVector, T>(ref z.First, Rows, columns, z.Pitch, ref z.First);
            z.AssertEqual((row, column) => h[row, column], 0);
        }
    }

    private sealed class Gradient(int columns) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new PhiloxStream(2, (ulong)columns);
            PaddedRows<T> z = PaddedRows<T>.Normal(Rows, columns, ref random);
            PaddedRows<T> dh = PaddedRows<T>.Normal(Rows, columns, ref random);
            PaddedRows<T> addend = PaddedRows<T>.Normal(Rows, columns, ref random);
            PaddedRows<double> exact = Softmax(z);
            var h = new PaddedRows<T>(Rows, columns, (row, column) => exact[row, column]);
            var dots = Enumerable.Range(0, Rows)
                .Select(row => Enumerable.Range(0, columns).Sum(column => h[row, column] * dh[row, column])).ToArray();

            var dz = new PaddedRows<T>(Rows, columns);
            SoftmaxRows.Gradient<TVector, T>(ref h.First, ref dh.First, Rows, columns, h.Pitch, ref PaddedRows<T>.Absent, ref dz.First);
            dz.AssertEqual((row, column) => h[row, column] * (dh[row, column] - dots[row]));

            var summed = new PaddedRows<T>(Rows, columns);
            SoftmaxRows.Gradient<TVector, T>(ref h.First, ref dh.First, Rows, columns, h.Pitch, ref addend.First, ref summed.First);
            summed.AssertEqual((row, column) => addend[row, column] + dz[row, column], 4);

            SoftmaxRows.Gradient<TVector, T>(ref h.First, ref dh.First, Rows, columns, h.Pitch, ref addend.First, ref addend.First);
            addend.AssertEqual((row, column) => summed[row, column], 0);
            SoftmaxRows.Gradient<TVector, T>(ref h.First, ref dh.First, Rows, columns, h.Pitch, ref PaddedRows<T>.Absent, ref dh.First);
            dh.AssertEqual((row, column) => dz[row, column], 0);
        }
    }

    private sealed class Differences(int columns) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new PhiloxStream(3, (ulong)columns);
            PaddedRows<T> z = PaddedRows<T>.Normal(Rows, columns, ref random);
            PaddedRows<T> dh = PaddedRows<T>.Normal(Rows, columns, ref random);
            var h = new PaddedRows<T>(Rows, columns);
            var dz = new PaddedRows<T>(Rows, columns);
            SoftmaxRows.Forward<TVector, T>(ref z.First, Rows, columns, z.Pitch, ref h.First);
            SoftmaxRows.Gradient<TVector, T>(ref h.First, ref dh.First, Rows, columns, h.Pitch, ref PaddedRows<T>.Absent, ref dz.First);
            FiniteDifferences.AssertGradient(z.AsDouble(), dh.AsDouble(), Softmax, dz.AsDouble());
        }
    }

    private sealed class Large : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var z = new PaddedRows<T>(2, 19, (row, column) => row == 0 ? 1e30 : column == 3 ? -1e3 : -2e3);
            SoftmaxRows.Forward<TVector, T>(ref z.First, 2, 19, z.Pitch, ref z.First);
            z.AssertEqual((row, column) => row == 0 ? 1.0 / 19 : column == 3 ? 1 : 0);
        }
    }
}
