using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <content>Softmax and cross-entropy from logits, against one class a sample.</content>
public static partial class Losses
{
    // The sums of exponentials, from 1 to the number of classes, are multiplied up to here: one logarithm is that of many.
    private const double MostProduct = 1e150;

    /// <summary>
    /// Returns <c>Σ weight · (log Σe^z − z[label])</c> and writes <c>dz = scale · weight · (softmax z − onehot label)</c>, its padding
    /// zero. The largest logit is taken out of every exponential. The padding of z does not count.
    /// </summary>
    /// <param name="z">rows × classes, padded rows.</param>
    /// <param name="dz">The same shape.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="classes">Columns that count.</param>
    /// <param name="pitch">Elements from row to row of z and dz.</param>
    /// <param name="labels">One a sample, from 0 to classes − 1.</param>
    /// <param name="weights">One a sample, or a null reference.</param>
    /// <param name="scale">What the gradient is multiplied with.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double SoftmaxCrossEntropy<TVector, T>(
        ref T z, ref T dz, int rows, int classes, int pitch, ref int labels, ref T weights, T scale)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector lastMask = RowPadding.LastMask<TVector, T>(classes);
        bool hasWeights = !Unsafe.IsNullRef(ref weights);
        double loss = 0;
        double product = 1;
        for (int row = 0; row < rows; row++)
        {
            int label = Unsafe.Add(ref labels, row);
            T weight = WeightOf(ref weights, row);
            T labelled = Unsafe.Add(ref z, label);
            T largest = SoftmaxRows.Largest(ref z, classes, lastMask);
            T sum = SoftmaxRows.Exponentials(ref z, ref dz, classes, lastMask, largest);
            T scaled = scale * weight;
            SoftmaxRows.Multiply<TVector, T>(ref dz, classes, scaled / sum);
            RowPadding.Clear(ref dz, classes, pitch, lastMask); // 0 · NaN, where a z is not finite
            Unsafe.Add(ref dz, label) -= scaled;

            double margin = double.CreateTruncating(largest - labelled);
            if (hasWeights)
            {
                loss += double.CreateTruncating(weight) * (Math.Log(double.CreateTruncating(sum)) + margin);
            }
            else
            {
                loss += margin;
                product *= double.CreateTruncating(sum);
                if (product > MostProduct)
                {
                    loss += Math.Log(product);
                    product = 1;
                }
            }

            z = ref Unsafe.Add(ref z, pitch);
            dz = ref Unsafe.Add(ref dz, pitch);
        }

        return loss + Math.Log(product);
    }

    /// <summary>
    /// The same with a weight v a class and smoothed labels, by PyTorch's formula: with p = softmax z and C classes, a sample's loss is
    /// <c>(1 − ε) v[label] (−log p[label]) + ε/C Σ v (−log p)</c>, and its gradient
    /// <c>((1 − ε) v[label] + ε/C Σ v) p − (1 − ε) v[label] onehot label − ε/C v</c>.
    /// </summary>
    /// <param name="z">rows × classes, padded rows.</param>
    /// <param name="dz">The same shape.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="classes">Columns that count.</param>
    /// <param name="pitch">Elements from row to row of z and dz.</param>
    /// <param name="labels">One a sample, from 0 to classes − 1.</param>
    /// <param name="weights">One a sample, or a null reference.</param>
    /// <param name="scale">What the gradient is multiplied with.</param>
    /// <param name="smoothing">ε, from 0 to 1.</param>
    /// <param name="classWeights">v, dense: one a class, or a null reference; nothing behind them is read.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double SoftmaxCrossEntropy<TVector, T>(
        ref T z, ref T dz, int rows, int classes, int pitch, ref int labels, ref T weights, T scale, T smoothing, ref T classWeights)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T share = smoothing / T.CreateTruncating(classes);
        T totalShare = T.Zero;
        for (int label = 0; label < classes; label++)
        {
            totalShare += share * WeightOf(ref classWeights, label);
        }

        TVector lastMask = RowPadding.LastMask<TVector, T>(classes);
        double loss = 0;
        for (int row = 0; row < rows; row++)
        {
            int label = Unsafe.Add(ref labels, row);
            T weight = WeightOf(ref weights, row);
            T own = (T.One - smoothing) * WeightOf(ref classWeights, label);
            T labelled = Unsafe.Add(ref z, label);
            T largest = SoftmaxRows.Largest(ref z, classes, lastMask);
            T margins = Margins<TVector, T>(ref z, classes, largest, ref classWeights);
            T sum = SoftmaxRows.Exponentials(ref z, ref dz, classes, lastMask, largest);

            T scaled = scale * weight;
            TVector factor = TVector.Broadcast(scaled * (own + totalShare) / sum);
            TVector spread = TVector.Broadcast(-scaled * share);
            for (nint column = 0; column < classes; column += TVector.Lanes)
            {
                TVector shared = spread * ClassWeights<TVector, T>(ref classWeights, column, classes);
                TVector.Store(TVector.MultiplyAdd(TVector.Load(ref dz, column), factor, shared), ref dz, column);
            }

            RowPadding.Clear(ref dz, classes, pitch, lastMask);
            Unsafe.Add(ref dz, label) -= scaled * own;
            loss += double.CreateTruncating(weight)
                * ((double.CreateTruncating(own + totalShare) * Math.Log(double.CreateTruncating(sum)))
                    + (smoothing == T.One ? 0 : double.CreateTruncating(own) * double.CreateTruncating(largest - labelled))
                    + (smoothing == T.Zero ? 0 : double.CreateTruncating(share) * double.CreateTruncating(margins)));
            z = ref Unsafe.Add(ref z, pitch);
            dz = ref Unsafe.Add(ref dz, pitch);
        }

        return loss;
    }

    /// <summary>Σ class weight · (largest − z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Margins<TVector, T>(ref T z, int classes, T largest, ref T classWeights)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector shift = TVector.Broadcast(largest);
        TVector sums = TVector.Zero;
        for (nint column = 0; column < classes; column += TVector.Lanes)
        {
            int count = Math.Min(classes - (int)column, TVector.Lanes);
            TVector margin = shift - TVector.LoadMasked(ref z, column, count, largest);
            sums = TVector.MultiplyAdd(margin, ClassWeights<TVector, T>(ref classWeights, column, classes), sums);
        }

        return TVector.Sum(sums);
    }

    /// <summary>A vector of class weights; some numbers behind the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ClassWeights<TVector, T>(ref T classWeights, nint column, int classes)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unsafe.IsNullRef(ref classWeights)
            ? TVector.One
            : DenseAt<TVector, T>(ref classWeights, column, classes);
}
