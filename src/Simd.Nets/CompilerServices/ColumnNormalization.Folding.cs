using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <content>At inference, as a part of the product before it.</content>
public static partial class ColumnNormalization
{
    /// <summary>
    /// Weights and bias that do a product and the normalisation behind it at once: <c>W·s</c> and <c>β + (b − mean)·s</c>, with
    /// <c>s = γ / √(variance + ε)</c>.
    /// </summary>
    /// <param name="w">rows × columns, padded.</param>
    /// <param name="rows">Inputs.</param>
    /// <param name="columns">Columns that count.</param>
    /// <param name="pitch">Columns with padding.</param>
    /// <param name="bias">b; a null reference without one.</param>
    /// <param name="runningMean">Of each column.</param>
    /// <param name="runningVariance">Of each column.</param>
    /// <param name="epsilon">Keeps the root from zero.</param>
    /// <param name="gain">γ; a null reference without one.</param>
    /// <param name="shift">β; a null reference without one.</param>
    /// <param name="folded">The weights, and behind them a row for the bias; padding zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Fold<TVector, T>(
        ref T w,
        int rows,
        int columns,
        int pitch,
        ref T bias,
        ref T runningMean,
        ref T runningVariance,
        T epsilon,
        ref T gain,
        ref T shift,
        ref T folded)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (bool hasBias, bool hasGain, bool hasShift) =
            (!Unsafe.IsNullRef(ref bias), !Unsafe.IsNullRef(ref gain), !Unsafe.IsNullRef(ref shift));
        ref T foldedBias = ref Unsafe.Add(ref folded, (nint)rows * pitch);
        for (nint column = 0; column < pitch; column += TVector.Lanes)
        {
            TVector scale = TVector.One / TVector.Sqrt(TVector.Load(ref runningVariance, column) + TVector.Broadcast(epsilon));
            scale = hasGain ? TVector.Load(ref gain, column) * scale : scale;
            TVector mean = TVector.Load(ref runningMean, column);
            TVector centred = hasBias ? TVector.Load(ref bias, column) - mean : -mean;
            TVector moved = TVector.MultiplyAdd(centred, scale, hasShift ? TVector.Load(ref shift, column) : TVector.Zero);
            TVector.Store(moved, ref foldedBias, column);
            nint element = column;
            for (int row = 0; row < rows; row++, element += pitch)
            {
                TVector.Store(TVector.Load(ref w, element) * scale, ref folded, element);
            }
        }

        RowPadding.Clear(ref foldedBias, columns, pitch, RowPadding.LastMask<TVector, T>(columns));
    }
}
