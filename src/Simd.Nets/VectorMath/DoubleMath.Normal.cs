using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <content>The normal distribution: density φ(z) = e^(−z²/2) / √(2π), distribution Φ(z), error function. Each function has a polynomial near
/// zero and the upper tail 1 − Φ from there.</content>
internal static partial class DoubleMath
{
    private const double DensityAtZero = 0.3989422804014327;
    private const double CentralBound = 0.75;

    /// <summary>x + x p(x²) below |x| = 1, a fit within 1.6e-17 · |x|; from there 1 − 2 (1 − Φ(√2 |x|)), with the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, IVector<V, double>
    {
        V magnitude = V.Min(V.Broadcast(7), V.Abs(x));
        V square = magnitude * magnitude;
        V root = V.Broadcast(1.4142135623730951);
        V large = V.One - (Exp(-square) * TailMoment(magnitude * root) * root / magnitude);

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

    /// <summary>z Φ(z) = max(0, z) − |z| (1 − Φ(|z|)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gelu<V>(V z)
        where V : struct, IVector<V, double>
    {
        V magnitude = V.Min(V.Broadcast(39), V.Abs(z));
        V moment = TailMoment(magnitude);
        V part = HalfSquareExpMinusOne(magnitude, out V k);
        V large = V.Max(V.Zero, z) - Scale(V.MultiplyAdd(moment, part, moment), k);
        V small = z * V.MultiplyAdd(z, Central(z * z), V.Broadcast(0.5));
        return V.Select(V.LessThan(magnitude, V.Broadcast(CentralBound)), small, large);
    }

    /// <summary>Φ(z) + z φ(z): with t = |z| and the tail Q = 1 − Φ(t), Q − t φ(t) below 0 and 1 less that from 0 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V GeluDerivative<V>(V z)
        where V : struct, IVector<V, double>
    {
        V magnitude = V.Min(V.Broadcast(39), V.Abs(z));
        V density = V.Broadcast(DensityAtZero);
        V part = HalfSquareExpMinusOne(magnitude, out V k);
        V below = V.MultiplyAdd(-magnitude, density, TailMoment(magnitude) / magnitude);
        below = Scale(V.MultiplyAdd(below, part, below), k);
        V large = V.Select(V.LessThan(z, V.Zero), below, V.One - below);
        V small = V.MultiplyAdd(z, V.MultiplyAdd(density, part, Central(z * z) + density), V.Broadcast(0.5)); // where k is 0
        return V.Select(V.LessThan(magnitude, V.Broadcast(CentralBound)), small, large);
    }

    /// <summary>p with Φ(z) = 1/2 + z p(z²) under |z| = 0.75, a fit within 7.8e-17 of itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Central<V>(V square)
        where V : struct, IVector<V, double>
    {
        V p = V.Broadcast(1.9115447967949825e-09);
        p = V.MultiplyAdd(p, square, V.Broadcast(-4.073985509051541e-08));
        p = V.MultiplyAdd(p, square, V.Broadcast(6.656228448160107e-07));
        p = V.MultiplyAdd(p, square, V.Broadcast(-9.44451486396394e-06));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.00011543465413081698));
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.0011873282110621598));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.009973557009745188));
        p = V.MultiplyAdd(p, square, V.Broadcast(-0.0664903800668981));
        p = V.MultiplyAdd(p, square, V.Broadcast(0.39894228040143265));
        return p;
    }

    /// <summary>t e^(t²/2) (1 − Φ(t)), which rises slowly to 1/√(2π): a polynomial in q = (t − s) / (t + s), s = 5.5, a fit within
    /// 3.5e-17 of itself from t = 0.74 to 39. The quotient is corrected by its remainder.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TailMoment<V>(V t)
        where V : struct, IVector<V, double>
    {
        V shift = V.Broadcast(5.5);
        V inverse = V.One / (t + shift);
        V quotient = (t - shift) * inverse;
        V remainder = V.MultiplyAdd(-quotient, t, V.MultiplyAdd(V.One + quotient, -shift, t));
        V q = V.MultiplyAdd(remainder, inverse, quotient);
        V p = V.Broadcast(5.1029340868794455e-09);
        p = V.MultiplyAdd(p, q, V.Broadcast(2.4136872117182603e-08));
        p = V.MultiplyAdd(p, q, V.Broadcast(-5.9584319754035716e-08));
        p = V.MultiplyAdd(p, q, V.Broadcast(-2.0651100863234005e-07));
        p = V.MultiplyAdd(p, q, V.Broadcast(6.05474379139464e-07));
        p = V.MultiplyAdd(p, q, V.Broadcast(9.533454820210919e-07));
        p = V.MultiplyAdd(p, q, V.Broadcast(-5.835323535788609e-06));
        p = V.MultiplyAdd(p, q, V.Broadcast(2.1057911092790525e-06));
        p = V.MultiplyAdd(p, q, V.Broadcast(4.386720966151111e-05));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.00012655538161029424));
        p = V.MultiplyAdd(p, q, V.Broadcast(-2.7459301268942562e-05));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.0013562935999705055));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.005740263946573194));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.015587035096658855));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.032302754571973374));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.05408467145125944));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.0745883162178237));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.08427371188439334));
        p = V.MultiplyAdd(p, q, V.Broadcast(-0.07479346575592186));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.04429310685103468));
        p = V.MultiplyAdd(p, q, V.Broadcast(0.3868848171382034));
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
