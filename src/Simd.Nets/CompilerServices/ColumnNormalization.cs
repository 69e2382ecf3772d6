using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015): statistics of columns over the rows of a batch. Its panels are measured one by one and
/// combined in their order, so that nothing depends on who measured them.
/// </summary>
/// <remarks>
/// A panel's slot holds two padded rows: means and sums of squared deviations, or in the backward pass <c>Σ du</c> and <c>Σ du·x̂</c>.
/// A batch's statistics are two padded rows, mean and <c>1/√(variance + ε)</c>; those of a training batch have its biased variance as a
/// third. A strip of columns, one vector wide, keeps what it needs in registers; blocks of rows keep the strips of wide rows in the cache.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ColumnNormalization
{
    /// <summary>Bytes of an operand that are gone through strip by strip: three operands share the first-level cache.</summary>
    private const int BlockBytes = 8192;

    /// <summary>Writes the columns' means and <c>Σ (x − mean)²</c> to a panel's slot, in two passes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Statistics<TVector, T>(ref T x, int rows, int pitch, ref T slot)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint step = pitch;
        ref T squares = ref Unsafe.Add(ref slot, step);
        for (nint column = 0; column < pitch; column += TVector.Lanes)
        {
            TVector.Store(TVector.Zero, ref slot, column);
            TVector.Store(TVector.Zero, ref squares, column);
        }

        int blockRows = BlockRows<T>(pitch);
        for (int block = 0; block < rows; block += blockRows)
        {
            int end = Math.Min(block + blockRows, rows);
            for (nint column = 0; column < pitch; column += TVector.Lanes)
            {
                // Four rows at a time: an addition need not wait for the one before it.
                TVector sum0 = TVector.Load(ref slot, column);
                (TVector sum1, TVector sum2, TVector sum3) = (TVector.Zero, TVector.Zero, TVector.Zero);
                nint element = (block * step) + column;
                int row = block + 4;
                for (; row <= end; row += 4, element += 4 * step)
                {
                    sum0 += TVector.Load(ref x, element);
                    sum1 += TVector.Load(ref x, element + step);
                    sum2 += TVector.Load(ref x, element + (2 * step));
                    sum3 += TVector.Load(ref x, element + (3 * step));
                }

                for (row -= 4; row < end; row++, element += step)
                {
                    sum0 += TVector.Load(ref x, element);
                }

                TVector.Store((sum0 + sum1) + (sum2 + sum3), ref slot, column);
            }
        }

        TVector count = TVector.Broadcast(T.CreateTruncating(rows));
        for (nint column = 0; column < pitch; column += TVector.Lanes)
        {
            TVector.Store(TVector.Load(ref slot, column) / count, ref slot, column);
        }

        for (int block = 0; block < rows; block += blockRows)
        {
            int end = Math.Min(block + blockRows, rows);
            for (nint column = 0; column < pitch; column += TVector.Lanes)
            {
                TVector mean = TVector.Load(ref slot, column);
                TVector sum0 = TVector.Load(ref squares, column);
                (TVector sum1, TVector sum2, TVector sum3) = (TVector.Zero, TVector.Zero, TVector.Zero);
                nint element = (block * step) + column;
                int row = block + 4;
                for (; row <= end; row += 4, element += 4 * step)
                {
                    TVector difference0 = TVector.Load(ref x, element) - mean;
                    TVector difference1 = TVector.Load(ref x, element + step) - mean;
                    TVector difference2 = TVector.Load(ref x, element + (2 * step)) - mean;
                    TVector difference3 = TVector.Load(ref x, element + (3 * step)) - mean;
                    sum0 = TVector.MultiplyAdd(difference0, difference0, sum0);
                    sum1 = TVector.MultiplyAdd(difference1, difference1, sum1);
                    sum2 = TVector.MultiplyAdd(difference2, difference2, sum2);
                    sum3 = TVector.MultiplyAdd(difference3, difference3, sum3);
                }

                for (row -= 4; row < end; row++, element += step)
                {
                    TVector difference = TVector.Load(ref x, element) - mean;
                    sum0 = TVector.MultiplyAdd(difference, difference, sum0);
                }

                TVector.Store((sum0 + sum1) + (sum2 + sum3), ref squares, column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BlockRows<T>(int pitch) => Math.Max(4, BlockBytes / Unsafe.SizeOf<T>() / pitch & -4);
}
