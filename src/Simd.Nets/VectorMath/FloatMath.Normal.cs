using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <content>The normal distribution: density φ(z) = e^(−z²/2) / √(2π), distribution Φ(z), error function. Each function has a polynomial near
/// zero and the upper tail 1 − Φ from there.</content>
internal static partial class FloatMath
{
    private const float DensityAtZero = 0.398942280f;
    private const float CentralBound = 0.75f;

    /// <summary>x + x p(x²) below |x| = 1, a fit within 1.8e-9 · |x|; from there 1 − 2 (1 − Φ(√2 |x|)), with the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, IVector<V, float>
    {
        V magnitude = V.Min(V.Broadcast(5f), V.Abs(x));
        V square = magnitude * magnitude;
        V root = V.Broadcast(1.41421356f);
        V large = V.One - (Exp(-square) * TailMoment(magnitude * root) * root / magnitude);

        V p = V.Broadcast(7.80706177e-5f);
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.000799788744f));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.00518716453f));
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.0268533472f));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.112835787f));
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.37612626f));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.128379166f));
        V small = V.MultiplyAdd(magnitude, p, magnitude);

        return V.Select(V.LessThan(magnitude, V.One), small, large) | (x & V.Broadcast(-0f));
    }

    /// <summary>z Φ(z) = max(0, z) − |z| (1 − Φ(|z|)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gelu<V>(V z)
        where V : struct, IVector<V, float>
    {
        V magnitude = V.Min(V.Broadcast(15f), V.Abs(z));
        V moment = TailMoment(magnitude);
        V part = HalfSquareExpMinusOne(magnitude, out V k);
        V large = V.Max(V.Zero, z) - Scale(V.MultiplyAdd(moment, part, moment), k);
        V small = z * V.MultiplyAdd(z, Central(z * z), V.Broadcast(0.5f));
        return V.Select(V.LessThan(magnitude, V.Broadcast(CentralBound)), small, large);
    }

    /// <summary>Φ(z) + z φ(z): with t = |z| and the tail Q = 1 − Φ(t), Q − t φ(t) below 0 and 1 less that from 0 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V GeluDerivative<V>(V z)
        where V : struct, IVector<V, float>
    {
        V magnitude = V.Min(V.Broadcast(15f), V.Abs(z));
        V density = V.Broadcast(DensityAtZero);
        V part = HalfSquareExpMinusOne(magnitude, out V k);
        V below = V.MultiplyAdd(-magnitude, density, TailMoment(magnitude) / magnitude);
        below = Scale(V.MultiplyAdd(below, part, below), k);
        V large = V.Select(V.LessThan(z, V.Zero), below, V.One - below);
        V small = V.MultiplyAdd(z, V.MultiplyAdd(density, part, Central(z * z) + density), V.Broadcast(0.5f)); // where k is 0
        return V.Select(V.LessThan(magnitude, V.Broadcast(CentralBound)), small, large);
    }

    /// <summary>p with Φ(z) = 1/2 + z p(z²) under |z| = 0.75, a fit within 2.9e-8 of itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Central<V>(V square)
        where V : struct, IVector<V, float>
    {
        V p = V.Broadcast(0.000116752708f);
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.00119707303f));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.00997802522f));
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.0664909557f));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.398942292f));
        return p;
    }

    /// <summary>t e^(t²/2) (1 − Φ(t)), which rises slowly to 1/√(2π): a polynomial in q = (t − s) / (t + s), s = 3.125, a fit within
    /// 9.5e-9 of itself from t = 0.74 to 15. The quotient is corrected by its remainder.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TailMoment<V>(V t)
        where V : struct, IVector<V, float>
    {
        V shift = V.Broadcast(3.125f);
        V inverse = V.One / (t + shift);
        V quotient = (t - shift) * inverse;
        V remainder = V.MultiplyAdd(-quotient, t, V.MultiplyAdd(V.One + quotient, -shift, t));
        V q = V.MultiplyAdd(remainder, inverse, quotient);
        V p = V.Broadcast(8.60002474e-5f);
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.000499471789f));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.000611913798f));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.00394494319f));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.0013397499f));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.0345740244f));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.0944170654f));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.136150867f));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.10424532f));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.366726816f));
        return p;
    }

    /// <summary>p with e^(−t²/2) = (1 + p) 2^k, t ≥ 0. The leading bits of t have an exact square; t² less that is (t − head)(t +
    /// head).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HalfSquareExpMinusOne<V>(V t, out V k)
        where V : struct, IVector<V, float>
    {
        V head = t & Pattern<V>(0xfffff000);
        V high = head * head * V.Broadcast(-0.5f);
        V low = (t - head) * (t + head) * V.Broadcast(-0.5f);
        k = Exponent(high + low);
        V exact = V.MultiplyAdd(k, V.Broadcast(-Ln2High), high);
        return ExpMinusOneOfSum(exact, V.MultiplyAdd(k, V.Broadcast(-Ln2Low), low));
    }
}
