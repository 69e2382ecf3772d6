using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton 2016) and, not centred, RMS normalisation (Zhang and Sennrich 2019): statistics of every row
/// over its columns.
/// </summary>
/// <remarks>A row's statistics are the first two numbers of its 16: mean (0 if not centred), and rstd = 1/√(v + ε), where v is the
/// variance or, not centred, the mean square.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowNormalization
{
    /// <summary>Elements from one row's statistics to the next row's.</summary>
    private const int Pitch = 16;

    /// <summary>Writes the rows' statistics, in two passes over each row. What is in the padding does not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Statistics<TVector, T>(ref T x, int rows, int columns, int pitch, T epsilon, bool centred, ref T statistics)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint last = RowPadding.LastVector<TVector, T>(columns);
        TVector lastMask = RowPadding.LastMask<TVector, T>(columns);
        T count = T.CreateTruncating(columns);
        for (int row = 0; row < rows; row++)
        {
            T mean = T.Zero;
            if (centred)
            {
                TVector sums = TVector.Zero;
                for (nint column = 0; column < columns; column += TVector.Lanes)
                {
                    TVector value = TVector.Load(ref x, column);
                    sums += column == last ? value & lastMask : value;
                }

                mean = TVector.Sum(sums) / count;
            }

            TVector centre = TVector.Broadcast(mean);
            TVector squares = TVector.Zero;
            for (nint column = 0; column < columns; column += TVector.Lanes)
            {
                TVector difference = TVector.Load(ref x, column) - centre;
                difference = column == last ? difference & lastMask : difference;
                squares = TVector.MultiplyAdd(difference, difference, squares);
            }

            statistics = mean;
            Unsafe.Add(ref statistics, 1) = T.One / T.Sqrt((TVector.Sum(squares) / count) + epsilon);
            x = ref Unsafe.Add(ref x, pitch);
            statistics = ref Unsafe.Add(ref statistics, Pitch);
        }
    }

    /// <summary>
    /// <c>dx = [addend +] rstd · (g − mean g − x̂ · mean g·x̂)</c>, where <c>g = gain · du</c> and <c>x̂ = (x − mean) · rstd</c>; without
    /// <c>mean g</c> if not centred. The padding of dx becomes zero. dx may lie over any other operand of its shape.
    /// </summary>
    /// <param name="x">rows × columns: what was normalised.</param>
    /// <param name="du">The adjoint of <c>u = gain · x̂ + bias</c>; padding zero.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns that count.</param>
    /// <param name="pitch">Elements from row to row of x, du, addend and dx.</param>
    /// <param name="centred">Whether it is layer normalisation.</param>
    /// <param name="statistics">What <see cref="Statistics"/> wrote.</param>
    /// <param name="gain">A padded row; a null reference for gains of 1.</param>
    /// <param name="addend">What is added; may be a null reference.</param>
    /// <param name="dx">The result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Gradient<TVector, T>(
        ref T x, ref T du, int rows, int columns, int pitch, bool centred, ref T statistics, ref T gain, ref T addend, ref T dx)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (bool hasGain, bool hasAddend) = (!Unsafe.IsNullRef(ref gain), !Unsafe.IsNullRef(ref addend));
        TVector lastMask = RowPadding.LastMask<TVector, T>(columns);
        T count = T.CreateTruncating(columns);
        nint start = 0;
        for (int row = 0; row < rows; row++, start += pitch)
        {
            T reciprocal = Unsafe.Add(ref statistics, ((nint)row * Pitch) + 1);
            TVector mean = TVector.Broadcast(Unsafe.Add(ref statistics, (nint)row * Pitch));
            (TVector plain, TVector scaled) = (TVector.Zero, TVector.Zero);
            for (nint column = 0; column < columns; column += TVector.Lanes)
            {
                TVector g = TVector.Load(ref du, start + column);
                g = hasGain ? g * TVector.Load(ref gain, column) : g;
                plain += g;
                scaled = TVector.MultiplyAdd(g, TVector.Load(ref x, start + column) - mean, scaled);
            }

            // rstd · (g − mean g) − (x − mean) · rstd³ · mean (g · (x − mean))
            TVector factor = TVector.Broadcast(reciprocal);
            TVector shift = centred ? TVector.Broadcast(TVector.Sum(plain) / count) : TVector.Zero;
            TVector slope = TVector.Broadcast(-(TVector.Sum(scaled) / count * reciprocal * reciprocal));
            for (nint column = 0; column < columns; column += TVector.Lanes)
            {
                TVector g = TVector.Load(ref du, start + column);
                g = hasGain ? g * TVector.Load(ref gain, column) : g;
                TVector gradient = TVector.MultiplyAdd(TVector.Load(ref x, start + column) - mean, slope, g - shift) * factor;
                TVector.Store(hasAddend ? TVector.Load(ref addend, start + column) + gradient : gradient, ref dx, start + column);
            }

            RowPadding.Clear(ref Unsafe.Add(ref dx, start), columns, pitch, lastMask);
        }
    }
}
