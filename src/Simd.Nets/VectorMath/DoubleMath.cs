using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>The functions of <see cref="VectorMath"/> in double precision, by the methods of <see cref="FloatMath"/>; the logarithm sums
/// the series of the inverse hyperbolic tangent, as fdlibm does.</summary>
internal static partial class DoubleMath
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.6931471803691238; // 32 bits: a product with an exponent is exact
    private const double Ln2Low = 1.9082149292705877e-10;
    private const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>e^x = 2^k e^r with k = round(x / ln 2), |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : struct, IVector<V, double>
    {
        // Beyond these limits the result is 0 or +∞ all the same; inside them k stays small.
        V limited = V.Max(V.Broadcast(-746), V.Min(V.Broadcast(710), x));
        V k = Exponent(limited);
        return V.Scale(V.One + ReducedExpMinusOne(limited, k), k);
    }

    /// <summary>e^x − 1 = 2^k (e^r − 1) + (2^k − 1), halved while it is summed, since 2^k may be too large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ExpMinusOne<V>(V x)
        where V : struct, IVector<V, double>
    {
        // Beyond these limits the result is −1 or +∞ all the same.
        V limited = V.Max(V.Broadcast(-40), V.Min(V.Broadcast(710), x));
        V k = Exponent(limited);
        V part = ReducedExpMinusOne(limited, k);
        V power = PowerOfTwo(k - V.One);
        V half = V.MultiplyAdd(power, part, power - V.Broadcast(0.5));
        return V.Select(V.Equal(k, V.Zero), part, half + half) | (x & V.Broadcast(-0d));
    }

    /// <summary>ln x = k ln 2 + ln m with m in [√½, √2); with f = m − 1 and s = f / (2 + f), ln m = 2 artanh s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x)
        where V : struct, IVector<V, double> => Log(x, V.Zero);

    /// <summary>ln (1 + x) = ln u + (x − (u − 1)) / u, where u is 1 + x rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LogOnePlus<V>(V x)
        where V : struct, IVector<V, double>
    {
        V u = V.One + x;
        return Log(u, (x - (u - V.One)) / u) | (x & V.Broadcast(-0d));
    }

    /// <summary>ln x + c for a c below half a unit in the last place of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Log<V>(V x, V c)
        where V : struct, IVector<V, double>
    {
        const ulong One = 0x3ff0000000000000;
        const ulong RootHalf = 0x3fe6a09e667f3bcd;
        const double TwoTo52 = 4503599627370496;

        V subnormal = V.LessThan(x, V.Broadcast(SmallestNormal));
        V normal = V.Select(subnormal, x * V.Broadcast(TwoTo52), x);
        V bits = V.AddBits(normal, Pattern<V>(One - RootHalf));
        V biased = V.AddBits(V.ShiftBitsRight(bits, 52), V.Broadcast(TwoTo52));
        V k = biased - V.Select(subnormal, V.Broadcast(TwoTo52 + 1023 + 52), V.Broadcast(TwoTo52 + 1023));
        V f = V.AddBits(bits & Pattern<V>(0x000fffffffffffff), Pattern<V>(RootHalf)) - V.One;

        V s = f / (f + V.Broadcast(2));
        V z = s * s;
        V p = V.Broadcast(0.14795949490841825);
        p = V.MultiplyAdd(p, z, V.Broadcast(0.15314050576524083));
        p = V.MultiplyAdd(p, z, V.Broadcast(0.1818356432500028));
        p = V.MultiplyAdd(p, z, V.Broadcast(0.22222198573210233));
        p = V.MultiplyAdd(p, z, V.Broadcast(0.2857142874238731));
        p = V.MultiplyAdd(p, z, V.Broadcast(0.3999999999941468));
        p = V.MultiplyAdd(p, z, V.Broadcast(0.6666666666666734));

        // 2 artanh s = f − (f²/2 − s (f²/2 + z p(z))): f is exact, and all that rounds is small beside it.
        V halfSquare = f * f * V.Broadcast(0.5);
        V tail = V.MultiplyAdd(s, V.MultiplyAdd(z, p, halfSquare), k * V.Broadcast(Ln2Low)) + c;
        V sum = V.MultiplyAdd(k, V.Broadcast(Ln2High), f - (halfSquare - tail));
        V finite = V.Select(V.LessThan(x, V.Broadcast(double.PositiveInfinity)), sum, x);
        V positive = V.Select(V.Equal(x, V.Zero), V.Broadcast(double.NegativeInfinity), finite);
        return V.Select(V.LessThan(x, V.Zero), V.Broadcast(double.NaN), positive);
    }

    /// <summary>tanh |x| = 1 − 2 / (1 + e^(2|x|)) where that is 1/2 and more; x + x³ p(x²) below |x| = 0.55, a fit within 2.0e-17
    /// · |x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : struct, IVector<V, double>
    {
        V magnitude = V.Abs(x);
        V doubled = V.Min(V.Broadcast(45), magnitude + magnitude);
        V k = Exponent(doubled);
        V power = PowerOfTwo(k);
        V sum = V.MultiplyAdd(power, ReducedExpMinusOne(doubled, k), power + V.One);
        V large = V.One - (V.Broadcast(2) / sum);

        V z = x * x;
        V p = V.Broadcast(5.107995331159854e-05);
        p = V.MultiplyAdd(p, z, V.Broadcast(-0.00021039115513799407));
        p = V.MultiplyAdd(p, z, V.Broadcast(0.0005791941849756552));
        p = V.MultiplyAdd(p, z, V.Broadcast(-0.0014532371011496087));
        p = V.MultiplyAdd(p, z, V.Broadcast(0.0035917240591631385));
        p = V.MultiplyAdd(p, z, V.Broadcast(-0.008863195080080887));
        p = V.MultiplyAdd(p, z, V.Broadcast(0.02186948602073686));
        p = V.MultiplyAdd(p, z, V.Broadcast(-0.05396825387815133));
        p = V.MultiplyAdd(p, z, V.Broadcast(0.1333333333317329));
        p = V.MultiplyAdd(p, z, V.Broadcast(-0.3333333333333235));
        V small = V.MultiplyAdd(magnitude * z, p, magnitude);

        return V.Select(V.LessThan(magnitude, V.Broadcast(0.55)), small, large) | (x & V.Broadcast(-0d));
    }

    /// <summary>σ(x) = 1 / (1 + e) for x ≥ 0, e / (1 + e) below, with e = e^−|x|, which cannot overflow. What the sums lose in rounding
    /// is brought into the numerator, to first order and with 3/4 for 1 / (1 + e), which lies between 1/2 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : struct, IVector<V, double>
    {
        V negative = V.LessThan(x, V.Zero);
        V limited = V.Max(V.Broadcast(-746), -V.Abs(x));
        V k = Exponent(limited);
        V part = ReducedExpMinusOne(limited, k);
        V mantissa = V.One + part; // e = mantissa · 2^k; far below 2^−100 it changes no sum

        V e = mantissa * PowerOfTwo(V.Max(V.Broadcast(-100), k));
        V sum = V.One + e;
        V lostOfSum = e - (sum - V.One);

        V top = V.Select(negative, mantissa, V.One);
        V lostOfTop = V.Select(negative, part - (mantissa - V.One), V.Zero);
        V numerator = top + V.MultiplyAdd(top * lostOfSum, V.Broadcast(-0.75), lostOfTop);
        return V.Scale(numerator / sum, V.Select(negative, k, V.Zero));
    }

    /// <summary>a · 2^exponent for integral exponents from −2040 to 1024, by two powers that are normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Scale<V>(V a, V exponent)
        where V : struct, IVector<V, double>
    {
        V half = V.Round(exponent * V.Broadcast(0.5));
        return a * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Exponent<V>(V x)
        where V : struct, IVector<V, double> => V.Round(x * V.Broadcast(Log2E));

    /// <summary>e^r − 1 with r = x − k ln 2, |r| ≤ ln 2 / 2. The remainder stays in two parts (the first is exact).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ReducedExpMinusOne<V>(V x, V k)
        where V : struct, IVector<V, double> =>
        ExpMinusOneOfSum(V.MultiplyAdd(k, V.Broadcast(-Ln2High), x), k * V.Broadcast(-Ln2Low));

    /// <summary>e^r − 1 = r + r² p(r) with r = high + low, |r| ≤ ln 2 / 2; the fit is within 5.6e-18. The parts meet in the last
    /// addition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpMinusOneOfSum<V>(V high, V low)
        where V : struct, IVector<V, double>
    {
        V r = high + low;
        V p = V.Broadcast(2.5115182148410607e-08);
        p = V.MultiplyAdd(p, r, V.Broadcast(2.762552782502228e-07));
        p = V.MultiplyAdd(p, r, V.Broadcast(2.7557225830953416e-06));
        p = V.MultiplyAdd(p, r, V.Broadcast(2.480150783943304e-05));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.00019841269905155533));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.0013888888927452942));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.008333333333313831));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.04166666666660238));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.16666666666666685));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.5));
        return high + V.MultiplyAdd(r * r, p, low);
    }

    /// <summary>2^k for integral k from −1022 to 1023: adding 1.5 · 2^52 leaves k + 1023 in the lowest bits, which are the
    /// exponent's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfTwo<V>(V k)
        where V : struct, IVector<V, double> => V.ShiftBitsLeft(k + V.Broadcast(6755399441055744 + 1023), 52);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Pattern<V>(ulong bits)
        where V : struct, IVector<V, double> => V.Broadcast(BitConverter.UInt64BitsToDouble(bits));
}
