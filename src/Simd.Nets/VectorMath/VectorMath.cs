using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// Elementary functions and activations on vectors of float or double, each beside its derivative, which takes the function's value where
/// that is all it needs. NaN gives NaN, infinities and zeros their limits; no function depends on the machine's or the runtime's
/// mathematics library.
/// </summary>
/// <remarks>The bounds hold with and without fused multiply-add. The project's <c>FloatAccuracyTests</c> hold the functions to them, over
/// all 2^32 arguments by the command they give, and <c>DoubleAccuracyTests</c> over 4·10^6 arguments, against a reference of twice the
/// precision. A derivative that crosses zero has an absolute bound.</remarks>
public static partial class VectorMath
{
    /// <summary>e^x, subnormal results included. Error at most: float 0.91 ULP, double 0.9 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : struct, IVector<V> => V.Exp(x);

    /// <summary>ln x: −∞ at 0, NaN below. Error at most: float 0.87 ULP, double 0.85 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x)
        where V : struct, IVector<V> => V.Log(x);

    /// <summary>e^x − 1, accurate near 0 too. Error at most: float 1.8 ULP, double 1.8 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ExpMinusOne<V>(V x)
        where V : struct, IVector<V> => V.ExpMinusOne(x);

    /// <summary>ln (1 + x), accurate near 0 too: −∞ at −1, NaN below. Error at most: float 1.1 ULP, double 1.1 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LogOnePlus<V>(V x)
        where V : struct, IVector<V> => V.LogOnePlus(x);

    /// <summary>The error function, 2/√π ∫₀ˣ e^(−t²) dt. Error at most: float 1.4 ULP, double 1.4 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, IVector<V> => V.Erf(x);

    /// <summary>tanh x. Error at most: float 1.9 ULP, double 1.4 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : struct, IVector<V> => V.Tanh(x);

    /// <summary>d tanh x / dx = 1 − h², where h = tanh x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V TanhDerivative<V>(V h)
        where V : struct, IVector<V> => V.MultiplyAdd(-h, h, V.One);

    /// <summary>σ(x) = 1 / (1 + e^−x). Error at most: float 1.7 ULP, double 1.7 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : struct, IVector<V> => V.Sigmoid(x);

    /// <summary>dσ(x) / dx = h (1 − h), where h = σ(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SigmoidDerivative<V>(V h)
        where V : struct, IVector<V> => h * (V.One - h);
}
