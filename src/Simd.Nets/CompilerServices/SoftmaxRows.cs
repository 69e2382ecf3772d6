using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>Softmax of rows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftmaxRows
{
    /// <summary>
    /// <c>h = e^z / Σ e^z</c>, the largest z of the row taken out of every exponential; the padding of h becomes zero, that of z does not
    /// count. h may lie over z.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward<TVector, T>(ref T z, int rows, int columns, int pitch, ref T h)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector lastMask = RowPadding.LastMask<TVector, T>(columns);
        for (int row = 0; row < rows; row++)
        {
            T largest = Largest(ref z, columns, lastMask);
            T sum = Exponentials(ref z, ref h, columns, lastMask, largest);
            Multiply<TVector, T>(ref h, columns, T.One / sum);
            RowPadding.Clear(ref h, columns, pitch, lastMask); // 0 · NaN, where a z is not finite
            z = ref Unsafe.Add(ref z, pitch);
            h = ref Unsafe.Add(ref h, pitch);
        }
    }

    /// <summary>
    /// <c>dz = [addend +] h ⊙ (dh − Σ dh·h)</c>, its padding zero, from an h whose padding is zero. dz may lie over any other operand;
    /// <paramref name="addend"/> may be a null reference.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Gradient<TVector, T>(ref T h, ref T dh, int rows, int columns, int pitch, ref T addend, ref T dz)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool hasAddend = !Unsafe.IsNullRef(ref addend);
        TVector lastMask = RowPadding.LastMask<TVector, T>(columns);
        nint start = 0;
        for (int row = 0; row < rows; row++, start += pitch)
        {
            TVector products = TVector.Zero;
            for (nint column = 0; column < columns; column += TVector.Lanes)
            {
                products = TVector.MultiplyAdd(TVector.Load(ref h, start + column), TVector.Load(ref dh, start + column), products);
            }

            TVector shift = TVector.Broadcast(TVector.Sum(products));
            for (nint column = 0; column < columns; column += TVector.Lanes)
            {
                TVector gradient = TVector.Load(ref h, start + column) * (TVector.Load(ref dh, start + column) - shift);
                TVector.Store(hasAddend ? TVector.Load(ref addend, start + column) + gradient : gradient, ref dz, start + column);
            }

            RowPadding.Clear(ref Unsafe.Add(ref dz, start), columns, pitch, lastMask);
        }
    }

    /// <summary>The largest z of a row, whose padding does not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Largest<TVector, T>(ref T z, int columns, TVector lastMask)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint last = RowPadding.LastVector<TVector, T>(columns);
        TVector lowest = TVector.Broadcast(T.NegativeInfinity);
        TVector most = lowest;
        for (nint column = 0; column < columns; column += TVector.Lanes)
        {
            TVector value = TVector.Load(ref z, column);
            most = TVector.Max(most, column == last ? TVector.Select(lastMask, value, lowest) : value);
        }

        return TVector.MaxLane(most);
    }

    /// <summary>Writes e^(z − largest), with zero for the padding of the vector in which the row ends, and returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Exponentials<TVector, T>(ref T z, ref T exponentials, int columns, TVector lastMask, T largest)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        nint last = RowPadding.LastVector<TVector, T>(columns);
        TVector shift = TVector.Broadcast(largest);
        TVector sums = TVector.Zero;
        for (nint column = 0; column < columns; column += TVector.Lanes)
        {
            TVector exponential = TVector.Exp(TVector.Load(ref z, column) - shift);
            exponential = column == last ? exponential & lastMask : exponential;
            sums += exponential;
            TVector.Store(exponential, ref exponentials, column);
        }

        return TVector.Sum(sums);
    }

    /// <summary>row ← row · factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Multiply<TVector, T>(ref T row, int columns, T factor)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        TVector factors = TVector.Broadcast(factor);
        for (nint column = 0; column < columns; column += TVector.Lanes)
        {
            TVector.Store(TVector.Load(ref row, column) * factors, ref row, column);
        }
    }
}
