using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <content>The backward pass.</content>
public static partial class ColumnNormalization
{
    /// <summary>
    /// Adds the panels' slots, <c>Σ du</c> and <c>Σ du·x̂</c>, in their order: over the batch to <paramref name="sums"/>, whole to the
    /// gradients of bias and gain.
    /// </summary>
    /// <param name="slots">The panels' slots; padding zero.</param>
    /// <param name="stride">Elements from slot to slot.</param>
    /// <param name="panels">Slots.</param>
    /// <param name="batch">Rows of all panels.</param>
    /// <param name="pitch">Columns with padding.</param>
    /// <param name="sums">Two padded rows: both sums over the batch.</param>
    /// <param name="dGain"><c>Σ du·x̂</c>; a null reference without a gain.</param>
    /// <param name="dBias"><c>Σ du</c>; a null reference without a bias.</param>
    /// <param name="accumulate">Whether the gradients are added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void CombineGradients<TVector, T>(
        ref T slots, nint stride, int panels, int batch, int pitch, ref T sums, ref T dGain, ref T dBias, bool accumulate)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (bool hasGain, bool hasBias) = (!Unsafe.IsNullRef(ref dGain), !Unsafe.IsNullRef(ref dBias));
        nint step = pitch;
        TVector all = TVector.Broadcast(T.CreateTruncating(batch));
        for (nint column = 0; column < pitch; column += TVector.Lanes)
        {
            (TVector plain, TVector scaled) = (TVector.Zero, TVector.Zero);
            nint element = column;
            for (int panel = 0; panel < panels; panel++, element += stride)
            {
                plain += TVector.Load(ref slots, element);
                scaled += TVector.Load(ref slots, step + element);
            }

            TVector.Store(plain / all, ref sums, column);
            TVector.Store(scaled / all, ref sums, step + column);
            if (hasGain)
            {
                TVector.Store(accumulate ? TVector.Load(ref dGain, column) + scaled : scaled, ref dGain, column);
            }

            if (hasBias)
            {
                TVector.Store(accumulate ? TVector.Load(ref dBias, column) + plain : plain, ref dBias, column);
            }
        }
    }

    /// <summary>
    /// <c>dx = [addend +] gain · rstd · (du − mean du − x̂ · mean du·x̂)</c>, where <c>x̂ = (x − mean) · rstd</c>. dx may lie over any
    /// other operand of its shape.
    /// </summary>
    /// <param name="x">What was normalised. Not read where the statistics are constants.</param>
    /// <param name="du">The adjoint of <c>u = gain · x̂ + bias</c>; padding zero.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="pitch">Elements from row to row of x, du, addend and dx.</param>
    /// <param name="statistics">Two padded rows: mean and rstd.</param>
    /// <param name="sums">What <see cref="CombineGradients"/> wrote; a null reference where the statistics are constants, and both means of
    /// the formula fall away.</param>
    /// <param name="gain">A padded row; a null reference for gains of 1.</param>
    /// <param name="addend">What is added; may be a null reference.</param>
    /// <param name="dx">The result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Gradient<TVector, T>(
        ref T x, ref T du, int rows, int pitch, ref T statistics, ref T sums, ref T gain, ref T addend, ref T dx)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (bool hasSums, bool hasGain, bool hasAddend) =
            (!Unsafe.IsNullRef(ref sums), !Unsafe.IsNullRef(ref gain), !Unsafe.IsNullRef(ref addend));
        nint step = pitch;
        int blockRows = BlockRows<T>(pitch);
        for (int block = 0; block < rows; block += blockRows)
        {
            nint end = Math.Min(block + blockRows, rows) * step;
            for (nint column = 0; column < pitch; column += TVector.Lanes)
            {
                nint element = (block * step) + column;
                TVector reciprocal = TVector.Load(ref statistics, step + column);
                TVector factor = hasGain ? TVector.Load(ref gain, column) * reciprocal : reciprocal;
                if (!hasSums)
                {
                    for (; element < end; element += step)
                    {
                        TVector gradient = TVector.Load(ref du, element) * factor;
                        TVector.Store(hasAddend ? TVector.Load(ref addend, element) + gradient : gradient, ref dx, element);
                    }

                    continue;
                }

                TVector mean = TVector.Load(ref statistics, column);
                TVector shift = TVector.Load(ref sums, column);
                TVector slope = -(TVector.Load(ref sums, step + column) * reciprocal);
                for (; element < end; element += step)
                {
                    TVector centred = TVector.Load(ref du, element) - shift;
                    TVector gradient = TVector.MultiplyAdd(TVector.Load(ref x, element) - mean, slope, centred) * factor;
                    TVector.Store(hasAddend ? TVector.Load(ref addend, element) + gradient : gradient, ref dx, element);
                }
            }
        }
    }
}
