using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <content>Losses of the difference between outputs and targets, the mean over the outputs of a sample.</content>
public static partial class Losses
{
    /// <summary>Rows whose losses, where all count the same, are added up lane by lane, in the element's precision and range: a power of
    /// two.</summary>
    private const int RowsTogether = 4;

    /// <summary>Returns <c>Σ weight · (y − t)² / outputs</c> and writes <c>dy = scale · weight · 2 (y − t) / outputs</c>, its padding
    /// zero.</summary>
    /// <param name="y">rows × outputs, padded rows.</param>
    /// <param name="dy">The same shape.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="outputs">Columns that count.</param>
    /// <param name="pitch">Elements from row to row of y and dy.</param>
    /// <param name="targets">t, rows × outputs, the caller's dense rows: nothing behind them is read.</param>
    /// <param name="weights">One a sample, or a null reference.</param>
    /// <param name="scale">What the gradient is multiplied with.</param>
    public static double MeanSquaredError<TVector, T>(
        ref T y, ref T dy, int rows, int outputs, int pitch, ref T targets, ref T weights, T scale)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Regression<TVector, T, Squared<TVector>>(ref y, ref dy, rows, outputs, pitch, ref targets, ref weights, scale, default);

    /// <summary>Returns <c>Σ weight · |y − t| / outputs</c> and writes <c>dy = scale · weight · sign(y − t) / outputs</c>, its padding
    /// zero.</summary>
    /// <param name="y">rows × outputs, padded rows.</param>
    /// <param name="dy">The same shape.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="outputs">Columns that count.</param>
    /// <param name="pitch">Elements from row to row of y and dy.</param>
    /// <param name="targets">t, rows × outputs, the caller's dense rows: nothing behind them is read.</param>
    /// <param name="weights">One a sample, or a null reference.</param>
    /// <param name="scale">What the gradient is multiplied with.</param>
    public static double MeanAbsoluteError<TVector, T>(
        ref T y, ref T dy, int rows, int outputs, int pitch, ref T targets, ref T weights, T scale)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Regression<TVector, T, Absolute<TVector>>(ref y, ref dy, rows, outputs, pitch, ref targets, ref weights, scale, default);

    /// <summary>Returns <c>Σ weight · c (|y − t| − c/2) / outputs</c> with c = min(|y − t|, δ), which is (y − t)²/2 up to δ and a
    /// straight line beyond (Huber 1964, PyTorch's <c>huber_loss</c>), and writes <c>dy = scale · weight · clamp(y − t, ±δ) /
    /// outputs</c>, its padding zero.</summary>
    /// <param name="y">rows × outputs, padded rows.</param>
    /// <param name="dy">The same shape.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="outputs">Columns that count.</param>
    /// <param name="pitch">Elements from row to row of y and dy.</param>
    /// <param name="targets">t, rows × outputs, the caller's dense rows: nothing behind them is read.</param>
    /// <param name="weights">One a sample, or a null reference.</param>
    /// <param name="scale">What the gradient is multiplied with.</param>
    /// <param name="delta">δ, positive.</param>
    public static double Huber<TVector, T>(
        ref T y, ref T dy, int rows, int outputs, int pitch, ref T targets, ref T weights, T scale, T delta)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Regression<TVector, T, Clamped<TVector>>(
            ref y, ref dy, rows, outputs, pitch, ref targets, ref weights, scale, new(TVector.Broadcast(delta)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Regression<TVector, T, TLoss>(
        ref T y, ref T dy, int rows, int outputs, int pitch, ref T targets, ref T weights, T scale, TLoss function)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLoss : struct, IDifferenceLoss<TVector>
    {
        nint last = RowPadding.LastVector<TVector, T>(outputs);
        TVector lastMask = RowPadding.LastMask<TVector, T>(outputs);
        nint all = (nint)rows * outputs;
        nint first = 0;
        T share = scale / T.CreateTruncating(outputs);

        int together = Unsafe.IsNullRef(ref weights) ? RowsTogether : 1;
        TVector sums = TVector.Zero;
        double loss = 0;
        for (int row = 0; row < rows; row++, first += outputs)
        {
            T weight = WeightOf(ref weights, row);
            TVector factor = TVector.Broadcast(share * weight);
            if (last == 0 && first <= all - TVector.Lanes)
            {
                // Less than a vector, as most regressions have: the same without the loop, which takes longer than what is in it.
                TVector difference = (TVector.Load(ref y, 0) - TVector.Load(ref targets, first)) & lastMask;
                sums = function.Add(sums, difference);
                TVector.Store(function.Derivative(difference) * factor, ref dy, 0);
            }
            else
            {
                for (nint column = 0; column < outputs; column += TVector.Lanes)
                {
                    TVector difference = TVector.Load(ref y, column) - DenseAt<TVector, T>(ref targets, first + column, all);
                    difference = column == last ? difference & lastMask : difference;
                    sums = function.Add(sums, difference);
                    TVector.Store(function.Derivative(difference) * factor, ref dy, column);
                }
            }

            RowPadding.ClearBehind<TVector, T>(ref dy, outputs, pitch);
            if (((row + 1) & (together - 1)) == 0 || row == rows - 1)
            {
                loss += double.CreateTruncating(weight) * double.CreateTruncating(TVector.Sum(sums));
                sums = TVector.Zero;
            }

            y = ref Unsafe.Add(ref y, pitch);
            dy = ref Unsafe.Add(ref dy, pitch);
        }

        return loss / outputs;
    }

    /// <summary>A loss of the difference y − t that is 0 at 0, with the slope 0.</summary>
    private interface IDifferenceLoss<TVector>
        where TVector : struct, IVector<TVector>
    {
        /// <summary>sum + loss.</summary>
        TVector Add(TVector sum, TVector difference);

        TVector Derivative(TVector difference);
    }

    private readonly struct Squared<TVector> : IDifferenceLoss<TVector>
        where TVector : struct, IVector<TVector>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Add(TVector sum, TVector difference) => TVector.MultiplyAdd(difference, difference, sum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Derivative(TVector difference) => difference + difference;
    }

    private readonly struct Absolute<TVector> : IDifferenceLoss<TVector>
        where TVector : struct, IVector<TVector>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Add(TVector sum, TVector difference) => sum + TVector.Abs(difference);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Derivative(TVector difference) => TVector.Select(
            TVector.LessThan(TVector.Zero, difference),
            TVector.One,
            TVector.Select(TVector.LessThan(difference, TVector.Zero), -TVector.One, difference));
    }

    private readonly struct Clamped<TVector>(TVector delta) : IDifferenceLoss<TVector>
        where TVector : struct, IVector<TVector>
    {
        private readonly TVector delta = delta;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Add(TVector sum, TVector difference)
        {
            TVector magnitude = TVector.Abs(difference);
            TVector clamped = TVector.Min(delta, magnitude);
            return TVector.MultiplyAdd(clamped, TVector.MultiplyAdd(clamped, TVector.Constant(-0.5), magnitude), sum);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Derivative(TVector difference) => TVector.Max(-delta, TVector.Min(delta, difference));
    }
}
