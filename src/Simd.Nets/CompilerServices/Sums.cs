using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>Sums over runs of elements: a whole number of vectors, since rows are padded. The result may lie over an operand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Sums
{
    /// <summary><c>y = a + scale · b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<TVector, T>(ref T a, ref T b, T scale, nint elements, ref T y, WorkShare share)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector factor = TVector.Broadcast(scale);
        nint end = share.EndElement(elements);
        for (nint i = share.FirstElement(elements); i < end; i += TVector.Lanes)
        {
            TVector.Store(TVector.MultiplyAdd(TVector.Load(ref b, i), factor, TVector.Load(ref a, i)), ref y, i);
        }
    }

    /// <summary><c>y = scale · x</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Scale<TVector, T>(ref T x, T scale, nint elements, ref T y, WorkShare share)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector factor = TVector.Broadcast(scale);
        nint end = share.EndElement(elements);
        for (nint i = share.FirstElement(elements); i < end; i += TVector.Lanes)
        {
            TVector.Store(TVector.Load(ref x, i) * factor, ref y, i);
        }
    }
}
