using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <content>
/// Activations of the form z · g(z) with a gate g that opens smoothly from 0 to 1; they are not monotonic, so the derivatives take z.
/// A derivative crosses zero where the function is least: there only an absolute bound says something.
/// </content>
public static partial class VectorMath
{
    /// <summary>z Φ(z) = z (1 + erf(z / √2)) / 2, Φ the normal distribution (Hendrycks and Gimpel 2016). Error at most: float 3 ULP, double
    /// 3.2 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gelu<V>(V z)
        where V : struct, IVector<V> => V.Gelu(z);

    /// <summary>Φ(z) + z φ(z). Absolute error at most: float 1.2e-7, double 2.4e-16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V GeluDerivative<V>(V z)
        where V : struct, IVector<V> => V.GeluDerivative(z);

    /// <summary>z σ(z) (Elfwing et al. 2018). Error at most: float 2.7 ULP, double 2.7 ULP, an ULP counting as
    /// 2^−143 (double 2^−1065) at least.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Silu<V>(V z)
        where V : struct, IVector<V>
    {
        V limited = V.Max(V.Constant(-1000), z); // −∞ · 0 is no number
        return limited * V.Sigmoid(limited);
    }

    /// <summary>σ(z) (1 + z σ(−z)). Absolute error at most: float 2.5e-7, double 4.5e-16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SiluDerivative<V>(V z)
        where V : struct, IVector<V>
    {
        V limited = V.Max(V.Constant(-1000), V.Min(V.Constant(1000), z));
        V negative = V.LessThan(z, V.Zero);
        V e = V.Exp(-V.Abs(limited));
        V near = V.One / (V.One + e); // the larger of σ(z) and σ(−z)
        V far = e * near;
        return V.Select(negative, far, near) * V.MultiplyAdd(limited, V.Select(negative, near, far), V.One);
    }

    /// <summary>z tanh(ln (1 + e^z)) (Misra 2019), a quotient of polynomials in e = e^−|z|. Error at most: float 5 ULP, double 5 ULP, an
    /// ULP counting as 2^−143 (double 2^−1065) at least.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Mish<V>(V z)
        where V : struct, IVector<V>
    {
        V limited = V.Max(V.Constant(-1000), z);
        V negative = V.LessThan(z, V.Zero);
        V e = V.Exp(-V.Abs(limited));
        V numerator = V.Select(negative, e, V.One) * MishNumerator(e, negative);
        return limited * (numerator / MishDenominator(e, negative));
    }

    /// <summary>t + z σ(z) (1 − t²) with t = tanh(ln (1 + e^z)). Absolute error at most: float 3e-7, double 5.5e-16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MishDerivative<V>(V z)
        where V : struct, IVector<V>
    {
        V limited = V.Max(V.Constant(-1000), V.Min(V.Constant(1000), z));
        V negative = V.LessThan(z, V.Zero);
        V e = V.Exp(-V.Abs(limited));
        V inverse = V.One / MishDenominator(e, negative);
        V slope = limited * V.Constant(4) * V.Select(negative, V.One, e * e) * ((V.One + e) * inverse);
        return V.Select(negative, e, V.One) * inverse * (MishNumerator(e, negative) + slope);
    }

    /// <summary>With E = e^z, tanh(ln (1 + E)) = E (E + 2) / (E (E + 2) + 2): where z is negative the numerator less its factor E, else
    /// numerator and denominator times e² = E^−2, so that nothing overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V MishNumerator<V>(V e, V negative)
        where V : struct, IVector<V> => V.Select(negative, V.Constant(2) + e, V.MultiplyAdd(V.Constant(2), e, V.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V MishDenominator<V>(V e, V negative)
        where V : struct, IVector<V>
    {
        V two = V.Constant(2);
        return V.MultiplyAdd(e, V.Select(negative, e + two, V.MultiplyAdd(two, e, two)), V.Select(negative, two, V.One));
    }
}
