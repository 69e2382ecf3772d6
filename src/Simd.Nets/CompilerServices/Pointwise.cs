using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>Activations over runs of elements: a whole number of vectors, since rows are padded. Source and destination may be the same.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pointwise
{
    /// <summary><c>h = max(0, z)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Relu<TVector, T>(ref T z, ref T h, nint elements)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        for (nint i = 0; i < elements; i += TVector.Lanes)
        {
            // Max yields its second operand where one is NaN: a NaN stays visible.
            TVector.Store(TVector.Max(TVector.Zero, TVector.Load(ref z, i)), ref h, i);
        }
    }

    /// <summary><c>dz = dh where h > 0, else 0</c>, over dh.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ReluGradient<TVector, T>(ref T h, ref T dh, nint elements)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        for (nint i = 0; i < elements; i += TVector.Lanes)
        {
            TVector.Store(TVector.LessThan(TVector.Zero, TVector.Load(ref h, i)) & TVector.Load(ref dh, i), ref dh, i);
        }
    }

    /// <summary><c>h = tanh z</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Tanh<TVector, T>(ref T z, ref T h, nint elements)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        for (nint i = 0; i < elements; i += TVector.Lanes)
        {
            TVector.Store(TVector.Tanh(TVector.Load(ref z, i)), ref h, i);
        }
    }

    /// <summary><c>dz = dh · (1 − h²)</c>, over dh.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void TanhGradient<TVector, T>(ref T h, ref T dh, nint elements)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        for (nint i = 0; i < elements; i += TVector.Lanes)
        {
            TVector output = TVector.Load(ref h, i);
            TVector.Store(TVector.Load(ref dh, i) * (TVector.One - (output * output)), ref dh, i);
        }
    }

    /// <summary><c>h = 1 / (1 + e^−z)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Sigmoid<TVector, T>(ref T z, ref T h, nint elements)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        for (nint i = 0; i < elements; i += TVector.Lanes)
        {
            TVector.Store(TVector.Sigmoid(TVector.Load(ref z, i)), ref h, i);
        }
    }

    /// <summary><c>dz = dh · h · (1 − h)</c>, over dh.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void SigmoidGradient<TVector, T>(ref T h, ref T dh, nint elements)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        for (nint i = 0; i < elements; i += TVector.Lanes)
        {
            TVector output = TVector.Load(ref h, i);
            TVector.Store(TVector.Load(ref dh, i) * (output * (TVector.One - output)), ref dh, i);
        }
    }
}
