using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <content>Binary cross-entropy from logits: several yes-or-no answers a sample.</content>
public static partial class Losses
{
    /// <summary>
    /// Returns <c>Σ weight · mean((1 − t) log(1 + e^z) + p t log(1 + e^−z))</c>, the mean over the outputs, and writes
    /// <c>dz = scale · weight · ((1 − t) σ(z) − p t σ(−z)) / outputs</c>, its padding zero. Nothing overflows:
    /// log(1 + e^z) = max(z, 0) + log(1 + e^−|z|).
    /// </summary>
    /// <param name="z">rows × outputs, padded rows.</param>
    /// <param name="dz">The same shape.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="outputs">Columns that count.</param>
    /// <param name="pitch">Elements from row to row of z and dz.</param>
    /// <param name="targets">t, rows × outputs, from 0 to 1, the caller's dense rows: nothing behind them is read.</param>
    /// <param name="weights">One a sample, or a null reference.</param>
    /// <param name="scale">What the gradient is multiplied with.</param>
    /// <param name="positiveWeight">p, what a positive answer counts for; 1 is the plain loss.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double BinaryCrossEntropy<TVector, T>(
        ref T z, ref T dz, int rows, int outputs, int pitch, ref T targets, ref T weights, T scale, T positiveWeight)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint last = RowPadding.LastVector<TVector, T>(outputs);
        TVector lastMask = RowPadding.LastMask<TVector, T>(outputs);
        nint all = (nint)rows * outputs;
        nint first = 0;

        // A logit so low that neither the loss nor the gradient of a negative answer is above zero.
        TVector surelyNot = TVector.Constant(-1000);
        T share = scale / T.CreateTruncating(outputs);
        TVector positives = TVector.Broadcast(positiveWeight);
        double loss = 0;
        for (int row = 0; row < rows; row++, first += outputs)
        {
            T weight = WeightOf(ref weights, row);
            TVector factor = TVector.Broadcast(share * weight);
            TVector sums = TVector.Zero;
            for (nint column = 0; column < outputs; column += TVector.Lanes)
            {
                TVector logit = TVector.Load(ref z, column);
                TVector target = DenseAt<TVector, T>(ref targets, first + column, all);
                if (column == last)
                {
                    logit = TVector.Select(lastMask, logit, surelyNot);
                    target &= lastMask;
                }

                TVector no = TVector.One - target;
                TVector yes = positives * target;

                TVector e = TVector.Exp(-TVector.Abs(logit));
                TVector near = TVector.One / (TVector.One + e); // σ(|z|)
                TVector far = e * near; // σ(−|z|)
                TVector negative = TVector.LessThan(logit, TVector.Zero);
                TVector slope = (no * TVector.Select(negative, far, near)) - (yes * TVector.Select(negative, near, far));

                TVector linear = (no * TVector.Max(TVector.Zero, logit)) + (yes * TVector.Max(TVector.Zero, -logit));
                sums += TVector.MultiplyAdd(no + yes, TVector.LogOnePlus(e), linear);
                TVector.Store(slope * factor, ref dz, column);
            }

            RowPadding.ClearBehind<TVector, T>(ref dz, outputs, pitch);
            loss += double.CreateTruncating(weight) * double.CreateTruncating(TVector.Sum(sums));
            z = ref Unsafe.Add(ref z, pitch);
            dz = ref Unsafe.Add(ref dz, pitch);
        }

        return loss / outputs;
    }
}
