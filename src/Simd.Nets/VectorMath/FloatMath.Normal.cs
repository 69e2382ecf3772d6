using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <content>The normal distribution: density φ(z) = e^(−z²/2) / √(2π), distribution Φ(z), error function.</content>
internal static partial class FloatMath
{
    /// <summary>x + x p(x²) below |x| = 1, a fit within 1.8e-9 · |x|; from there 1 − 2 (1 − Φ(√2 |x|)), with the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, IVector<V, float>
    {
        V magnitude = V.Min(V.Broadcast(5f), V.Abs(x));
        V square = magnitude * magnitude;
        V upper = Exp(-square) * ScaledTail(magnitude * V.Broadcast(1.41421356f));
        V large = V.One - (upper + upper);

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

    /// <summary>z Φ(z): with the upper tail Q = 1 − Φ(|z|), z (1 − Q) for z ≥ 0, z Q below. Under |z| = 0.75 it is z (1/2 + z p(z²)), p a
    /// fit within 2.9e-8 of itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gelu<V>(V z)
        where V : struct, IVector<V, float>
    {
        V negative = V.LessThan(z, V.Zero);
        V magnitude = V.Min(V.Broadcast(15f), V.Abs(z));
        V tail = TailPolynomial(magnitude, out V q)
            * V.Select(negative, (V.One + q) * V.Broadcast(-0.5f), (V.One - q) * V.Broadcast(0.125f));
        V part = HalfSquareExpMinusOne(magnitude, out V k);
        V scaled = Scale(V.MultiplyAdd(tail, part, tail), k);
        V large = V.Select(negative, scaled, z * (V.One - scaled));

        V square = z * z;
        V p = V.Broadcast(0.000116752708f);
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.00119707303f));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.00997802522f));
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.0664909557f));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.398942292f));
        V small = z * V.MultiplyAdd(z, p, V.Broadcast(0.5f));

        return V.Select(V.LessThan(magnitude, V.Broadcast(0.75f)), small, large);
    }

    /// <summary>Φ(z) + z φ(z): Q − |z| φ(z) below 0, and 1 less that from 0 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V GeluDerivative<V>(V z)
        where V : struct, IVector<V, float>
    {
        V magnitude = V.Min(V.Broadcast(15f), V.Abs(z));
        V below = V.MultiplyAdd(magnitude, V.Broadcast(-0.398942280f), ScaledTail(magnitude));
        V part = HalfSquareExpMinusOne(magnitude, out V k);
        below = Scale(V.MultiplyAdd(below, part, below), k);
        return V.Select(V.LessThan(z, V.Zero), below, V.One - below);
    }

    /// <summary>e^(t²/2) (1 − Φ(t)) for t ≥ 0, which falls from 1/2 as slowly as 1 / t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ScaledTail<V>(V t)
        where V : struct, IVector<V, float> => TailPolynomial(t, out V q) * ((V.One - q) * V.Broadcast(0.125f));

    /// <summary>p(q) with q = (t − s) / (t + s), s = 4: <see cref="ScaledTail"/> is p (1 − q) / 2s, and t times that is p (1 + q) / 2,
    /// within 2.0e-8 of itself up to t = 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TailPolynomial<V>(V t, out V q)
        where V : struct, IVector<V, float>
    {
        V shift = V.Broadcast(4f);
        V inverse = V.One / (t + shift);
        V quotient = (t - shift) * inverse;
        V residual = V.MultiplyAdd(-quotient, t, V.MultiplyAdd(V.One + quotient, -shift, t));
        q = V.MultiplyAdd(residual, inverse, quotient);
        V p = V.Broadcast(-0.000109413275f);
        p = V.MultiplyAdd(p, q, V.Broadcast(0.000209847756f));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.00155539252f));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.00353909563f));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.00752234133f));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.0604111888f));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.186523765f));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.387136251f));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.607896566f));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.755285144f));
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
