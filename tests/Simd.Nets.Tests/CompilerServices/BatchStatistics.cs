using System.Numerics;
using Simd.Nets.CompilerServices;

namespace Simd.Nets.Tests;

/// <summary>The statistics of a batch, by the kernels and by plain loops.</summary>
internal static class BatchStatistics
{
    /// <summary>Mean, <c>1/√(variance + ε)</c> and variance, combined from panels.</summary>
    public static PaddedRows<T> Measure<TVector, T>(PaddedRows<T> x, int panelRows, double epsilon)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int panels = (x.Rows + panelRows - 1) / panelRows;
        var slots = new PaddedRows<T>(3 * panels, x.Columns); // a slot of two rows, and one row that nobody touches
        for (int panel = 0; panel < panels; panel++)
        {
            ColumnNormalization.Statistics<TVector, T>(
                ref x.Row(panel * panelRows), Math.Min(panelRows, x.Rows - (panel * panelRows)), x.Pitch, ref slots.Row(3 * panel));
        }

        var statistics = new PaddedRows<T>(3, x.Columns);
        ColumnNormalization.Combine<TVector, T>(
            ref slots.First, 3 * x.Pitch, panels, panelRows, x.Rows, x.Columns, x.Pitch, T.CreateChecked(epsilon), ref statistics.First);
        return statistics;
    }

    /// <summary>The same of one column.</summary>
    public static double[] Exact<T>(PaddedRows<T> x, int column, double epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] values = [.. Enumerable.Range(0, x.Rows).Select(row => x[row, column])];
        double mean = values.Average();
        double variance = values.Average(value => (value - mean) * (value - mean));
        return [mean, 1 / Math.Sqrt(variance + epsilon), variance];
    }
}
