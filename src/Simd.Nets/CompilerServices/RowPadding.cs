using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>The vector in which a row's columns end, and the padding behind them.</summary>
internal static class RowPadding
{
    /// <summary>The first column of the vector in which a row ends; the row's length if it ends with a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint LastVector<TVector, T>(int columns)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged => columns & -TVector.Lanes;

    /// <summary>The mask of that vector's lanes that lie in front of the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LastMask<TVector, T>(int columns)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        ushort bits = (ushort)((1 << (columns & (TVector.Lanes - 1))) - 1);
        return TVector.LoadBits(in bits, 0);
    }

    /// <summary>Makes a row's padding zero, whatever it holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear<TVector, T>(ref T row, int columns, int pitch, TVector lastMask)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        nint column = LastVector<TVector, T>(columns);
        if (column < pitch)
        {
            TVector.Store(TVector.Load(ref row, column) & lastMask, ref row, column);
            ClearBehind<TVector, T>(ref row, columns, pitch);
        }
    }

    /// <summary>The same of what lies behind the vector in which the row ends, whose padding is zero already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ClearBehind<TVector, T>(ref T row, int columns, int pitch)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        for (nint column = (columns + TVector.Lanes - 1) & -TVector.Lanes; column < pitch; column += TVector.Lanes)
        {
            TVector.Store(TVector.Zero, ref row, column);
        }
    }
}
