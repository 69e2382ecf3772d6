using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Simd.Nets.CompilerServices;

/// <summary>Losses over the rows of a panel, with the gradient of the outputs; both may lie in the same rows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Losses
{
    /// <summary>
    /// Returns <c>Σ (log Σe^z − z[label])</c> and writes <c>dz = scale · (softmax z − onehot label)</c>, its padding zero. The largest logit is
    /// taken out of every exponential. The padding of z becomes zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double SoftmaxCrossEntropy<TVector, T>(ref T z, ref T dz, int rows, int classes, int pitch, ref int labels, T scale)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double loss = 0;
        for (int row = 0; row < rows; row++)
        {
            int label = Unsafe.Add(ref labels, row);
            T labelled = Unsafe.Add(ref z, label);
            // e^−∞ is 0: the padding falls out of the sum, and its gradient is the zero it must be.
            Pad(ref z, classes, pitch, T.NegativeInfinity);

            TVector most = TVector.Load(ref z, 0);
            for (nint column = TVector.Lanes; column < pitch; column += TVector.Lanes)
            {
                most = TVector.Max(most, TVector.Load(ref z, column));
            }

            T largest = TVector.MaxLane(most);
            TVector shift = TVector.Broadcast(largest);
            TVector sums = TVector.Zero;
            for (nint column = 0; column < pitch; column += TVector.Lanes)
            {
                TVector exponential = TVector.Exp(TVector.Load(ref z, column) - shift);
                sums += exponential;
                TVector.Store(exponential, ref dz, column);
            }

            T sum = TVector.Sum(sums);
            TVector factor = TVector.Broadcast(scale / sum);
            for (nint column = 0; column < pitch; column += TVector.Lanes)
            {
                TVector.Store(TVector.Load(ref dz, column) * factor, ref dz, column);
            }

            // Where z was an activation its derivative reads it once more, and 0 · ∞ would be NaN.
            Pad(ref z, classes, pitch, T.Zero);
            Unsafe.Add(ref dz, label) -= scale;
            loss += Math.Log(double.CreateTruncating(sum)) + double.CreateTruncating(largest - labelled);
            z = ref Unsafe.Add(ref z, pitch);
            dz = ref Unsafe.Add(ref dz, pitch);
        }

        return loss;
    }

    /// <summary>Returns <c>Σ (y − t)² / outputs</c> and writes <c>dy = scale · 2 (y − t) / outputs</c>, its padding zero.</summary>
    /// <param name="y">rows × outputs, padded rows.</param>
    /// <param name="dy">The same shape.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="outputs">Columns that count.</param>
    /// <param name="pitch">Elements from row to row of y and dy.</param>
    /// <param name="targets">rows × outputs, the caller's dense rows: nothing behind them is read.</param>
    /// <param name="scale">What the gradient is multiplied with.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double MeanSquaredError<TVector, T>(ref T y, ref T dy, int rows, int outputs, int pitch, ref T targets, T scale)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double loss = 0;
        TVector slope = TVector.Broadcast((scale + scale) / T.CreateTruncating(outputs));
        for (int row = 0; row < rows; row++)
        {
            TVector squares = TVector.Zero;
            for (nint column = 0; column < pitch; column += TVector.Lanes)
            {
                int count = Math.Clamp(outputs - (int)column, 0, TVector.Lanes);
                TVector difference = count == TVector.Lanes
                    ? TVector.Load(ref y, column) - TVector.Load(ref targets, column)
                    : TVector.LoadMasked(ref y, column, count, T.Zero) - TVector.LoadMasked(ref targets, column, count, T.Zero);
                squares = TVector.MultiplyAdd(difference, difference, squares);
                TVector.Store(difference * slope, ref dy, column);
            }

            loss += double.CreateTruncating(TVector.Sum(squares));
            y = ref Unsafe.Add(ref y, pitch);
            dy = ref Unsafe.Add(ref dy, pitch);
            targets = ref Unsafe.Add(ref targets, outputs);
        }

        return loss / outputs;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pad<T>(ref T row, int columns, int pitch, T value)
    {
        for (nint column = columns; column < pitch; column++)
        {
            Unsafe.Add(ref row, column) = value;
        }
    }
}
