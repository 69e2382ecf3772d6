using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>Columns of padded rows, joined and taken apart.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Columns
{
    /// <summary><c>y = [a, b]</c>, row by row; the padding of y becomes zero, that of a and b does not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Join<TVector, T>(
        ref T a, int aColumns, int aPitch, ref T b, int bColumns, int bPitch, int rows, ref T y, int yPitch, WorkShare share)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint last = RowPadding.LastVector<TVector, T>(bColumns);
        int rest = bColumns - (int)last;
        TVector lastMask = RowPadding.LastMask<TVector, T>(aColumns + bColumns);
        int first = share.First(rows);
        int end = share.End(rows);
        a = ref Unsafe.Add(ref a, (nint)first * aPitch);
        b = ref Unsafe.Add(ref b, (nint)first * bPitch);
        y = ref Unsafe.Add(ref y, (nint)first * yPitch);
        for (int row = first; row < end; row++)
        {
            for (nint column = 0; column < aColumns; column += TVector.Lanes)
            {
                TVector.Store(TVector.Load(ref a, column), ref y, column);
            }

            ref T joined = ref Unsafe.Add(ref y, aColumns);
            for (nint column = 0; column < last; column += TVector.Lanes)
            {
                TVector.Store(TVector.Load(ref b, column), ref joined, column);
            }

            if (rest > 0)
            {
                TVector.StoreMasked(TVector.Load(ref b, last), ref joined, last, rest);
            }

            RowPadding.Clear(ref y, aColumns + bColumns, yPitch, lastMask);
            a = ref Unsafe.Add(ref a, aPitch);
            b = ref Unsafe.Add(ref b, bPitch);
            y = ref Unsafe.Add(ref y, yPitch);
        }
    }

    /// <summary>
    /// <c>x = [addend +] y[:, first .. first + columns)</c>; the padding of x becomes zero. x may lie over the addend, whose rows have the
    /// same pitch and which may be a null reference.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Slice<TVector, T>(
        ref T y, int yPitch, int first, int rows, ref T addend, ref T x, int columns, int pitch, WorkShare share)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool hasAddend = !Unsafe.IsNullRef(ref addend);
        nint last = RowPadding.LastVector<TVector, T>(columns);
        int rest = columns - (int)last;
        TVector lastMask = RowPadding.LastMask<TVector, T>(columns);
        int end = share.End(rows);
        nint start = (nint)share.First(rows) * pitch;
        for (int row = share.First(rows); row < end; row++, start += pitch)
        {
            ref T source = ref Unsafe.Add(ref y, ((nint)row * yPitch) + first);
            for (nint column = 0; column < last; column += TVector.Lanes)
            {
                TVector value = TVector.Load(ref source, column);
                TVector.Store(hasAddend ? TVector.Load(ref addend, start + column) + value : value, ref x, start + column);
            }

            if (rest > 0)
            {
                // A whole vector could reach behind y.
                TVector value = TVector.LoadMasked(ref source, last, rest, T.Zero);
                TVector.Store(hasAddend ? TVector.Load(ref addend, start + last) + value : value, ref x, start + last);
            }

            RowPadding.Clear(ref Unsafe.Add(ref x, start), columns, pitch, lastMask);
        }
    }

    /// <summary><c>total (+)= Σ sums</c> over a padded row whose padding is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Total<TVector, T>(ref T sums, int pitch, ref T total, bool accumulate)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector lanes = TVector.Zero;
        for (nint column = 0; column < pitch; column += TVector.Lanes)
        {
            lanes += TVector.Load(ref sums, column);
        }

        total = accumulate ? total + TVector.Sum(lanes) : TVector.Sum(lanes);
    }
}
