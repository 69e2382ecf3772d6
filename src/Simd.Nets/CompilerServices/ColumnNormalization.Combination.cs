using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <content>The statistics by which a batch is normalised.</content>
public static partial class ColumnNormalization
{
    /// <summary>
    /// The statistics of the batch from those of its panels, in their order (Chan, Golub and LeVeque 1983, "Algorithms for computing the
    /// sample variance"): mean, <c>1/√(variance + ε)</c> and biased variance. All three are 0 in padding.
    /// </summary>
    /// <param name="slots">The panels' slots.</param>
    /// <param name="stride">Elements from slot to slot.</param>
    /// <param name="panels">Slots; the last panel holds the rows that are left.</param>
    /// <param name="panelRows">Rows of every other panel.</param>
    /// <param name="batch">Rows of all panels.</param>
    /// <param name="columns">Columns that count.</param>
    /// <param name="pitch">Columns with padding.</param>
    /// <param name="epsilon">Keeps the root from zero.</param>
    /// <param name="statistics">Three padded rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Combine<TVector, T>(
        ref T slots, nint stride, int panels, int panelRows, int batch, int columns, int pitch, T epsilon, ref T statistics)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint step = pitch;
        TVector all = TVector.Broadcast(T.CreateTruncating(batch));
        for (nint column = 0; column < pitch; column += TVector.Lanes)
        {
            (TVector mean, TVector squares) = (TVector.Zero, TVector.Zero);
            nint element = column;
            int counted = 0;
            for (int panel = 0; panel < panels; panel++, element += stride)
            {
                int rows = Math.Min(panelRows, batch - counted);
                T share = T.CreateTruncating(rows) / T.CreateTruncating(counted + rows);
                TVector difference = TVector.Load(ref slots, element) - mean;
                TVector moved = difference * TVector.Broadcast(share);
                squares += TVector.Load(ref slots, step + element);
                squares = TVector.MultiplyAdd(difference, moved * TVector.Broadcast(T.CreateTruncating(counted)), squares);
                mean += moved;
                counted += rows;
            }

            TVector variance = squares / all;
            TVector.Store(mean, ref statistics, column);
            TVector.Store(TVector.One / TVector.Sqrt(variance + TVector.Broadcast(epsilon)), ref statistics, step + column);
            TVector.Store(variance, ref statistics, (2 * step) + column);
        }

        TVector lastMask = RowPadding.LastMask<TVector, T>(columns);
        RowPadding.Clear(ref statistics, columns, pitch, lastMask);
        RowPadding.Clear(ref Unsafe.Add(ref statistics, step), columns, pitch, lastMask);
        RowPadding.Clear(ref Unsafe.Add(ref statistics, 2 * step), columns, pitch, lastMask);
    }

    /// <summary>
    /// <c>running ← (1 − m) running + m · batch's</c>, as PyTorch does it: the variance taken over N − 1. A batch has two rows or more.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Track<TVector, T>(
        ref T statistics, int batch, int columns, int pitch, T momentum, ref T runningMean, ref T runningVariance)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector kept = TVector.Broadcast(T.One - momentum);
        TVector taken = TVector.Broadcast(momentum);
        TVector unbiased = TVector.Broadcast(momentum * T.CreateTruncating(batch) / T.CreateTruncating(batch - 1));
        for (nint column = 0; column < columns; column += TVector.Lanes)
        {
            TVector mean = TVector.Load(ref statistics, column) * taken;
            TVector variance = TVector.Load(ref statistics, (2 * (nint)pitch) + column) * unbiased;
            TVector.Store(TVector.MultiplyAdd(TVector.Load(ref runningMean, column), kept, mean), ref runningMean, column);
            TVector.Store(TVector.MultiplyAdd(TVector.Load(ref runningVariance, column), kept, variance), ref runningVariance, column);
        }
    }

    /// <summary>Statistics for inference: the running mean and <c>1/√(running variance + ε)</c>, 0 in padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FromRunning<TVector, T>(
        ref T runningMean, ref T runningVariance, int columns, int pitch, T epsilon, ref T statistics)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T reciprocal = ref Unsafe.Add(ref statistics, (nint)pitch);
        for (nint column = 0; column < pitch; column += TVector.Lanes)
        {
            TVector variance = TVector.Load(ref runningVariance, column);
            TVector.Store(TVector.Load(ref runningMean, column), ref statistics, column);
            TVector.Store(TVector.One / TVector.Sqrt(variance + TVector.Broadcast(epsilon)), ref reciprocal, column);
        }

        RowPadding.Clear(ref reciprocal, columns, pitch, RowPadding.LastMask<TVector, T>(columns));
    }

    /// <summary>Statistics that standardise: the mean and <c>1/deviation</c>, 0 in padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FromDeviation<TVector, T>(ref T mean, ref T deviation, int columns, int pitch, ref T statistics)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T reciprocal = ref Unsafe.Add(ref statistics, (nint)pitch);
        for (nint column = 0; column < pitch; column += TVector.Lanes)
        {
            TVector.Store(TVector.Load(ref mean, column), ref statistics, column);
            TVector.Store(TVector.One / TVector.Load(ref deviation, column), ref reciprocal, column);
        }

        RowPadding.Clear(ref reciprocal, columns, pitch, RowPadding.LastMask<TVector, T>(columns));
    }
}
