using System.Numerics;
using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Columns joined and sliced, sums and totals, at every width.</summary>
public class ColumnsTests
{
    private const int Rows = 3;

    public static TheoryData<int> Widths => [.. Enumerable.Range(1, 67)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Joined_rows_hold_both_and_slices_take_them_apart(int columns) => KernelProperty.Check(new Joined(columns));

    [Theory]
    [MemberData(nameof(Widths))]
    public void Total_and_sums_follow_the_formula(int columns) => KernelProperty.Check(new Summed(columns));

    private sealed class Joined(int aColumns) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            foreach (int bColumns in new[] { 1, 3, 15, 16, 17, 33, 68 - aColumns })
            {
                Join<TVector, T>(bColumns);
            }
        }

        private void Join<TVector, T>(int bColumns)
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new PhiloxStream((ulong)aColumns, (ulong)bColumns);
            PaddedRows<T> a = PaddedRows<T>.Normal(Rows, aColumns, ref random, padding: double.NaN);
            PaddedRows<T> b = PaddedRows<T>.Normal(Rows, bColumns, ref random, padding: double.NaN);
            PaddedRows<T> addend = PaddedRows<T>.Normal(Rows, bColumns, ref random);
            var y = new PaddedRows<T>(Rows, aColumns + bColumns);
            foreach (WorkShare share in KernelProperty.Shares)
            {
                Columns.Join<TVector, T>(
                    ref a.First, aColumns, a.Pitch, ref b.First, bColumns, b.Pitch, Rows, ref y.First, y.Pitch, share);
            }

            y.AssertEqual((row, column) => column < aColumns ? a[row, column] : b[row, column - aColumns], 0);

            var left = new PaddedRows<T>(Rows, aColumns);
            foreach (WorkShare share in KernelProperty.Shares)
            {
                Columns.Slice<TVector, T>(
                    ref y.First, y.Pitch, 0, Rows, ref PaddedRows<T>.Absent, ref left.First, aColumns, left.Pitch, share);
            }

            left.AssertEqual((row, column) => a[row, column], 0);

            var right = new PaddedRows<T>(Rows, bColumns);
            foreach (WorkShare share in KernelProperty.Shares)
            {
                Columns.Slice<TVector, T>(
                    ref y.First, y.Pitch, aColumns, Rows, ref addend.First, ref right.First, bColumns, right.Pitch, share);
            }

            right.AssertEqual((row, column) => addend[row, column] + b[row, column], 4);
            foreach (WorkShare share in KernelProperty.Shares)
            {
                Columns.Slice<TVector, T>(
                    ref y.First, y.Pitch, aColumns, Rows, ref addend.First, ref addend.First, bColumns, addend.Pitch, share);
            }

            addend.AssertEqual((row, column) => right[row, column], 0);
        }
    }

    private sealed class Summed(int columns) : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new PhiloxStream(7, (ulong)columns);
            PaddedRows<T> a = PaddedRows<T>.Normal(Rows, columns, ref random);
            PaddedRows<T> b = PaddedRows<T>.Normal(Rows, columns, ref random);
            T scale = T.CreateChecked(-0.625);
            nint elements = Rows * a.Pitch;

            var total = new PaddedRows<T>(1, 16, (_, _) => 3);
            Columns.Total<TVector, T>(ref a.First, a.Pitch, ref total.First, accumulate: true);
            double sum = Enumerable.Range(0, columns).Sum(column => a[0, column]);
            double terms = 3 + Enumerable.Range(0, columns).Sum(column => Math.Abs(a[0, column]));
            total.AssertEqual((_, column) => column == 0 ? 3 + sum : 3, terms);
            Columns.Total<TVector, T>(ref a.First, a.Pitch, ref total.First, accumulate: false);
            total.AssertEqual((_, column) => column == 0 ? sum : 3, terms);

            var y = new PaddedRows<T>(Rows, columns);
            foreach (WorkShare share in KernelProperty.Shares)
            {
                Sums.Add<TVector, T>(ref a.First, ref b.First, scale, elements, ref y.First, share);
            }

            y.AssertEqual((row, column) => a[row, column] - (0.625 * b[row, column]), 4);
            PaddedRows<T> inPlace = a.Copy();
            foreach (WorkShare share in KernelProperty.Shares)
            {
                Sums.Add<TVector, T>(ref inPlace.First, ref b.First, scale, elements, ref inPlace.First, share);
            }

            inPlace.AssertEqual((row, column) => y[row, column], 0);
            inPlace = b.Copy();
            foreach (WorkShare share in KernelProperty.Shares)
            {
                Sums.Add<TVector, T>(ref a.First, ref inPlace.First, scale, elements, ref inPlace.First, share);
            }

            inPlace.AssertEqual((row, column) => y[row, column], 0);

            foreach (WorkShare share in KernelProperty.Shares)
            {
                Sums.Scale<TVector, T>(ref b.First, scale, elements, ref y.First, share);
            }

            y.AssertEqual((row, column) => -0.625 * b[row, column], 4);
            foreach (WorkShare share in KernelProperty.Shares)
            {
                Sums.Scale<TVector, T>(ref b.First, scale, elements, ref b.First, share);
            }

            b.AssertEqual((row, column) => y[row, column], 0);
        }
    }
}
