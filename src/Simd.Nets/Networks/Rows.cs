using System.Numerics;

namespace Simd.Nets;

/// <summary>What a caller wants of a row of outputs.</summary>
internal static class Rows
{
    /// <summary>The first index of the largest value; of the first NaN, if there is one.</summary>
    public static int ArgMax<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int best = 0;
        for (int i = 1; i < row.Length && !T.IsNaN(row[best]); i++)
        {
            if (!(row[i] <= row[best]))
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>In place, <c>e^(z − max z) / Σ e^(z − max z)</c>, summed in double.</summary>
    /// <returns>Whether it could be done: the largest value is finite. If not, the row is as it was.</returns>
    public static bool TrySoftmax<T>(Span<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double largest = double.CreateTruncating(row[ArgMax<T>(row)]);
        if (!double.IsFinite(largest))
        {
            return false;
        }

        double sum = 0;
        foreach (T z in row)
        {
            sum += Math.Exp(double.CreateTruncating(z) - largest);
        }

        for (int i = 0; i < row.Length; i++)
        {
            row[i] = T.CreateTruncating(Math.Exp(double.CreateTruncating(row[i]) - largest) / sum);
        }

        return true;
    }
}
