using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <content>The normal distribution: density φ(z) = e^(−z²/2) / √(2π), distribution Φ(z), error function.</content>
internal static partial class DoubleMath
{
    /// <summary>x + x p(x²) below |x| = 1, a fit within 1.6e-17 · |x|; from there 1 − 2 (1 − Φ(√2 |x|)), with the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, IVector<V, double>
    {
        V magnitude = V.Min(V.Broadcast(7), V.Abs(x));
        V square = magnitude * magnitude;
        V upper = Exp(-square) * ScaledTail(magnitude * V.Broadcast(1.4142135623730951));
        V large = V.One - (upper + upper);

        V p = V.Broadcast(-7.585362703165684e-10);
        p = V.MultiplyAdd(p, square, V.Broadcast(1.360630070486073e-08));
        p = V.MultiplyAdd(p, square, V.Broadcast(-1.6181965059944983e-07));
        p = V.MultiplyAdd(p, square, V.Broadcast(1.6443935047886455e-06));
        p = V.MultiplyAdd(p, square, V.Broadcast(-1.4924452067936324e-05));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.00012055279985023928));
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.0008548325473972766));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.005223977596618023));
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.026866170641955577));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.11283791670936966));
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.37612638903183343));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.12837916709551256));
        V small = V.MultiplyAdd(magnitude, p, magnitude);

        return V.Select(V.LessThan(magnitude, V.One), small, large) | (x & V.Broadcast(-0d));
    }

    /// <summary>z Φ(z): with the upper tail Q = 1 − Φ(|z|), z (1 − Q) for z ≥ 0, z Q below. Under |z| = 0.75 it is z (1/2 + z p(z²)), p a
    /// fit within 7.8e-17 of itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gelu<V>(V z)
        where V : struct, IVector<V, double>
    {
        V negative = V.LessThan(z, V.Zero);
        V magnitude = V.Min(V.Broadcast(39), V.Abs(z));
        V tail = TailPolynomial(magnitude, out V q)
            * V.Select(negative, (V.One + q) * V.Broadcast(-0.5), (V.One - q) * V.Broadcast(1 / 9.25));
        V part = HalfSquareExpMinusOne(magnitude, out V k);
        V scaled = Scale(V.MultiplyAdd(tail, part, tail), k);
        V large = V.Select(negative, scaled, z * (V.One - scaled));

        V square = z * z;
        V p = V.Broadcast(1.9115447967949825e-09);
        p = V.MultiplyAdd(p, square, V.Broadcast(-4.073985509051541e-08));
        p = V.MultiplyAdd(p, square, V.Broadcast(6.656228448160107e-07));
        p = V.MultiplyAdd(p, square, V.Broadcast(-9.44451486396394e-06));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.00011543465413081698));
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.0011873282110621598));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.009973557009745188));
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.0664903800668981));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.39894228040143265));
        V small = z * V.MultiplyAdd(z, p, V.Broadcast(0.5));

        return V.Select(V.LessThan(magnitude, V.Broadcast(0.75)), small, large);
    }

    /// <summary>Φ(z) + z φ(z): Q − |z| φ(z) below 0, and 1 less that from 0 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V GeluDerivative<V>(V z)
        where V : struct, IVector<V, double>
    {
        V magnitude = V.Min(V.Broadcast(39), V.Abs(z));
        V below = V.MultiplyAdd(magnitude, V.Broadcast(-0.3989422804014327), ScaledTail(magnitude));
        V part = HalfSquareExpMinusOne(magnitude, out V k);
        below = Scale(V.MultiplyAdd(below, part, below), k);
        return V.Select(V.LessThan(z, V.Zero), below, V.One - below);
    }

    /// <summary>e^(t²/2) (1 − Φ(t)) for t ≥ 0, which falls from 1/2 as slowly as 1 / t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ScaledTail<V>(V t)
        where V : struct, IVector<V, double> => TailPolynomial(t, out V q) * ((V.One - q) * V.Broadcast(1 / 9.25));

    /// <summary>p(q) with q = (t − s) / (t + s), s = 4.625: <see cref="ScaledTail"/> is p (1 − q) / 2s, and t times that is p (1 + q) /
    /// 2, within 3.0e-17 of itself up to t = 39.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TailPolynomial<V>(V t, out V q)
        where V : struct, IVector<V, double>
    {
        V shift = V.Broadcast(4.625);
        V inverse = V.One / (t + shift);
        V quotient = (t - shift) * inverse;
        V residual = V.MultiplyAdd(-quotient, t, V.MultiplyAdd(V.One + quotient, -shift, t));
        q = V.MultiplyAdd(residual, inverse, quotient);
        V p = V.Broadcast(9.85522450457608e-10);
        p = V.MultiplyAdd(p, q, V.Broadcast(1.848614683672669e-09));
        p = V.MultiplyAdd(p, q, V.Broadcast(-8.526168990659978e-09));
        p = V.MultiplyAdd(p, q, V.Broadcast(-2.0788251294138006e-08));
        p = V.MultiplyAdd(p, q, V.Broadcast(4.3251520584333615e-08));
        p = V.MultiplyAdd(p, q, V.Broadcast(1.4713310370497766e-07));
        p = V.MultiplyAdd(p, q, V.Broadcast(-2.000385837258118e-07));
        p = V.MultiplyAdd(p, q, V.Broadcast(-9.236448251559826e-07));
        p = V.MultiplyAdd(p, q, V.Broadcast(1.14496446076027e-06));
        p = V.MultiplyAdd(p, q, V.Broadcast(5.7364055688280515e-06));
        p = V.MultiplyAdd(p, q, V.Broadcast(-9.414851666244547e-06));
        p = V.MultiplyAdd(p, q, V.Broadcast(-3.448922736472455e-05));
        p = V.MultiplyAdd(p, q, V.Broadcast(9.946414289639346e-05));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.00014628131816039856));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.0010815463559069927));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.0010987955494207765));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.0075556496248594725));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.04199347713635909));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.12470768455950912));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.26887001764257246));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.4595691110632027));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.6471308936158242));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.7648792113800259));
        return p;
    }

    /// <summary>p with e^(−t²/2) = (1 + p) 2^k, t ≥ 0. The leading bits of t have an exact square; t² less that is (t − head)(t +
    /// head).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HalfSquareExpMinusOne<V>(V t, out V k)
        where V : struct, IVector<V, double>
    {
        V head = t & Pattern<V>(0xfffffffff8000000);
        V high = head * head * V.Broadcast(-0.5);
        V low = (t - head) * (t + head) * V.Broadcast(-0.5);
        k = Exponent(high + low);
        V exact = V.MultiplyAdd(k, V.Broadcast(-Ln2High), high);
        return ExpMinusOneOfSum(exact, V.MultiplyAdd(k, V.Broadcast(-Ln2Low), low));
    }
}
